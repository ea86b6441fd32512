"""An address change at the desk: who moves, who stays, what was found, in a clerk's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import override

from chalicelib.domain.address_change.move import (
    OTHER_PARENT,
    Member,
    Move,
)
from chalicelib.domain.address_change.options import name_of, said_of
from chalicelib.domain.address_change.printed import said_of_visit
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.usecases.cases.reading.view import CaseView, StaffView
from chalicelib.web.cases.own import Own, OwnDesk, Rows, Words
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext

_WORDS = texts.of_process("address_change")
say = _WORDS.say

_PARENTS = ("tell_parent", "parent_told")


@dataclass(frozen=True, slots=True)
class AddressChangeDesk(OwnDesk):
    """What only address changes have at the desk."""

    @override
    def show(self, asked: RequestContext, staff: Staff, view: CaseView, words: Words) -> Own:
        if view.staff is None:
            return Own()
        return Own(rows=rows_of(view.staff), blocked=dict(_blocked(view.staff)))

    @override
    def press(self, asked: RequestContext, staff: Staff, case_id: str, verb: str) -> None:
        raise NotThereError


DESK = AddressChangeDesk()
"""What address changes have at the desk."""


def rows_of(shown: StaffView) -> Rows:
    """Labels and values; what isn't known is left out."""
    move: Move = shown.payload
    rows = (*_declared(move), *_household(move), *_found(move), *_settled(move))
    return [(label, value) for label, value in rows if value]


def _declared(move: Move) -> Rows:
    declared_on = in_words(move.declared_on) if move.declared_on else ""
    on = say("at_desk.late", day=declared_on) if move.is_late else declared_on
    return [
        (say("at_desk.declared_on"), on),
        (say("at_desk.moved_on"), in_words(move.moved_on) if move.moved_on else ""),
        (say("at_desk.address"), move.where),
        (say("at_desk.district"), move.district),
        (say("at_desk.former"), move.former),
        (say("at_desk.capacity"), _WORDS("capacities").get(move.capacity, "")),
        (say("at_desk.custody"), _WORDS("custody").get(move.custody, "")),
        (say("at_desk.moments"), _moments(move)),
        (say("at_desk.joins"), _yes_no(is_so=move.joins_household)),
        (say("at_desk.joins_named"), move.joins_named),
        (say("at_desk.homes"), ", ".join(said_of(home, _WORDS) for home in move.homes)),
        (say("at_desk.one_household"), say("at_desk.yes") if move.one_household else ""),
    ]


def _household(move: Move) -> Rows:
    """The household before and after, and who becomes its reference person (KB 1992, art. 16)."""
    return [
        (say("at_desk.household"), _names(move.household)),
        (say("at_desk.moving"), _names(move.moving)),
        (say("at_desk.staying"), _names(move.staying)),
        (say("at_desk.next_reference"), _next_reference(move)),
        (say("at_desk.reference_there"), _reference_there(move)),
    ]


def _reference_there(move: Move) -> str:
    """Who was it and moves along, else the oldest; who lives there already stays it."""
    if move.one_household:
        return say("at_desk.stays")
    was = (member for member in move.household[:1] if member in move.moving)
    first = next(was, None) or min(move.moving, key=lambda member: member.born, default=None)
    return name_of(first) if first else ""


def _next_reference(move: Move) -> str:
    """The oldest of who stays, where the reference person, who comes first, moves away."""
    moves_away = bool(move.household) and move.household[0] in move.moving
    if not (moves_away and move.staying):
        return ""
    return name_of(min(move.staying, key=lambda member: member.born))


def _found(move: Move) -> Rows:
    there = [member for member in move.household if member.number in move.found]
    return [
        *((say("at_desk.visit"), said_of_visit(visit, _WORDS)) for visit in move.visits),
        (say("at_desk.checked"), "; ".join(_WORDS("checklist")[code] for code in move.report)),
        (say("at_desk.met"), _names(tuple(there))),
    ]


def _settled(move: Move) -> Rows:
    registered = tuple(m for m in move.moving if m.code in move.registered)
    left = tuple(m for m in registered if m.code not in move.cards_done)
    since = in_words(move.declared_on) if registered and move.declared_on else ""
    return [
        (say("at_desk.registered"), _names(registered)),
        (say("at_desk.registered_from"), since),
        (
            say("at_desk.provisional"),
            say("at_desk.yes") if registered and move.is_provisional else "",
        ),
        (say("at_desk.cards_left"), _names(left)),
    ]


def _moments(move: Move) -> str:
    return ", ".join(_WORDS("moments")[code].lower() for code in move.moments)


def _yes_no(*, is_so: bool) -> str:
    return say("at_desk.yes") if is_so else say("at_desk.no")


def _names(members: tuple[Member, ...]) -> str:
    return ", ".join(name_of(member) for member in members)


def _blocked(shown: StaffView) -> Iterator[tuple[str, str]]:
    """What makes no sense without the person it is about."""
    roles = {party.role for party in shown.parties}
    if OTHER_PARENT not in roles:
        yield from ((action, "") for action in _PARENTS)
    if not shown.payload.joins_household:
        yield "ask_reference", ""
