"""What those who move read of their declaration beside its state: pure."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.address_change.move import DECLARANT, MOVER, Member, Move
from chalicelib.domain.address_change.options import name_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Leaflet
from chalicelib.domain.registers.relations import years_old
from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.wording import Wording

SIX = 6
"""The age from which a Kids-ID has a pin code; before, the chip is opened with the PUK code."""


def standing(move: Move, party: Party, day: date, words: Wording) -> tuple[Leaflet, ...]:
    """Who moves where since when; once registered, whose card is to be changed with which code.

    Nothing for anybody who doesn't move: they don't learn where others live.
    """
    if party.role not in (DECLARANT, MOVER):
        return ()
    declared = tuple(line for line in _declared(move, words) if line[1])
    cards = tuple(_cards(move, day, words))
    sheets = ((words.say("movers.title"), declared), (words.say("movers.cards"), cards))
    return tuple(Leaflet(title, lines) for title, lines in sheets if lines)


def _declared(move: Move, words: Wording) -> Iterator[tuple[str, str]]:
    yield words.say("movers.people"), ", ".join(member.name for member in move.moving)
    yield words.say("movers.address"), move.where
    yield words.say("movers.since"), in_words(move.moved_on) if move.moved_on else ""


def _cards(move: Move, day: date, words: Wording) -> Iterator[tuple[str, str]]:
    for member in move.moving:
        if member.code in move.registered:
            is_done = member.code in move.cards_done
            said = words.say("movers.done") if is_done else _to_bring(member, day, words)
            yield name_of(member), said


def _to_bring(member: Member, day: date, words: Wording) -> str:
    is_small = years_old(member.born, day) < SIX
    return words.say("movers.puk") if is_small else words.say("movers.pin")
