"""Who is told: from mails, letters and notices to one outgoing for each recipient."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.outgoing import Medium, Outgoing
from chalicelib.domain.cases.party import Party
from chalicelib.domain.process.messages import MailDefinition, Tell, TellKind
from chalicelib.domain.process.roles import AUTHOR, OTHERS, TURN, RoleKind


@dataclass(frozen=True, slots=True)
class Telling:
    """What there is to tell of one moment of a case.

    `turn` are the parties whose turn it is, `author` who caused it. `first` is the place of the
    first outgoing among those of the case's version.
    """

    case: Case[Any]
    tells: tuple[Tell, ...]
    turn: tuple[int, ...]
    author: str
    first: int = 0


def outgoing_of(telling: Telling, frame: Frame) -> tuple[Outgoing, ...]:
    """One outgoing for each recipient, none twice; whom nothing reaches isn't written to."""
    version = telling.case.instance.version
    found = (one for tell in telling.tells for one in _each(tell, telling, frame))
    return tuple(
        Outgoing(version, place, medium, template, to, frame.at, frame.at)
        for place, (medium, template, to) in enumerate(dict.fromkeys(found), telling.first)
    )


type _One = tuple[Medium, str, str]


def _each(tell: Tell, telling: Telling, frame: Frame) -> Iterator[_One]:
    match tell.kind:
        case TellKind.MAIL:
            yield from _mailed(frame.definition.mails[tell.id], telling, frame)
        case TellKind.LETTER:
            to = frame.definition.letters[tell.id].to
            yield from ((Medium.LETTER, tell.id, name) for name in _named(to, telling, frame))
        case TellKind.NOTICE:
            yield Medium.NOTICE, tell.id, frame.definition.notices[tell.id].to


def _mailed(mail: MailDefinition, telling: Telling, frame: Frame) -> Iterator[_One]:
    """Who is only invited gets no letter in place of a mail: they may know of nothing yet."""
    if mail.setting and frame.municipality.policy(mail.setting, frame.day) == 0:
        return
    for party in _parties(mail.to, telling):
        if party.email:
            yield Medium.MAIL, mail.id, party.author
        elif mail.letter_when_no_address and party.person is not None:
            yield Medium.LETTER, mail.id, party.author
    yield from ((Medium.NOTICE, mail.id, role) for role in _outsiders(mail.to, frame))


def _named(to: Iterable[str], telling: Telling, frame: Frame) -> Iterator[str]:
    yield from (party.author for party in _parties(to, telling))
    yield from _outsiders(to, frame)


def _outsiders(to: Iterable[str], frame: Frame) -> Iterator[str]:
    """Those of the roles that aren't people in the case."""
    parties = frame.definition.roles_of(RoleKind.PARTY)
    return (name for name in to if name not in (*parties, AUTHOR, OTHERS, TURN))


def _parties(to: Iterable[str], telling: Telling) -> Iterator[Party]:
    wanted = frozenset(to)
    for party in telling.case.parties:
        is_other = (OTHERS if party.author != telling.author else AUTHOR) in wanted
        is_turn = TURN in wanted and party.number in telling.turn
        if not party.is_forgotten and (party.role in wanted or is_other or is_turn):
            yield party
