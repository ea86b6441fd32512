"""An address change at the desk: who moves, who stays, what was found, in a clerk's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import override

from chalicelib.domain.address_change.move import (
    OTHER_PARENT,
    Member,
    Move,
)
from chalicelib.domain.address_change.options import (
    CAPACITIES,
    CHECKLIST,
    CUSTODY,
    FOUND,
    MOMENTS,
    name_of,
    said_of,
)
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.dutch import in_words, on_the_clock
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.usecases.cases.reading.view import CaseView, StaffView
from chalicelib.web.cases.own import Own, OwnDesk, Rows, Words
from chalicelib.web.http.asked import RequestContext

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
    late = " (later dan 8 werkdagen na de verhuis)" if move.is_late else ""
    return [
        ("Aangegeven op", in_words(move.declared_on) + late if move.declared_on else ""),
        ("Woont er sinds", in_words(move.moved_on) if move.moved_on else ""),
        ("Nieuw adres", move.where),
        ("Wijk", move.district),
        ("Vorige gemeente", move.former),
        ("Woont er als", CAPACITIES.get(move.capacity, "")),
        ("Kind", CUSTODY.get(move.custody, "")),
        ("Meestal thuis", ", ".join(MOMENTS[code].lower() for code in move.moments)),
        ("Er woont al iemand", "ja" if move.joins_household else "nee"),
        ("Woont in bij, volgens de aangifte", move.joins_named),
        ("Gezinnen op het nieuwe adres", ", ".join(said_of(home) for home in move.homes)),
        ("Een gezin met de bewoner", "ja" if move.one_household else ""),
    ]


def _household(move: Move) -> Rows:
    """The household before and after, and who becomes its reference person (KB 1992, art. 16)."""
    return [
        ("Gezin nu", _names(move.household)),
        ("Verhuist", _names(move.moving)),
        ("Blijft op het oude adres", _names(move.staying)),
        ("Wordt daar referentiepersoon", _next_reference(move)),
    ]


def _next_reference(move: Move) -> str:
    """The oldest of who stays, where the reference person, who comes first, moves away."""
    moves_away = bool(move.household) and move.household[0] in move.moving
    if not (moves_away and move.staying):
        return ""
    return name_of(min(move.staying, key=lambda member: member.born))


def _found(move: Move) -> Rows:
    there = [member for member in move.household if member.number in move.found]
    return [
        *(
            ("Bezoek", f"{in_words(v.at.date())}, {on_the_clock(v.at)}: {FOUND[v.found]}")
            for v in move.visits
        ),
        ("Nagegaan", "; ".join(CHECKLIST[code] for code in move.report)),
        ("Aangetroffen", _names(tuple(there))),
    ]


def _settled(move: Move) -> Rows:
    registered = tuple(m for m in move.moving if m.code in move.registered)
    left = tuple(m for m in registered if m.code not in move.cards_done)
    since = in_words(move.declared_on) if registered and move.declared_on else ""
    return [
        ("Ingeschreven", _names(registered)),
        ("Ingeschreven vanaf", since),
        ("Voorlopig", "ja" if registered and move.is_provisional else ""),
        ("Kaart nog aan te passen", _names(left)),
    ]


def _names(members: tuple[Member, ...]) -> str:
    return ", ".join(name_of(member) for member in members)


def _blocked(shown: StaffView) -> Iterator[tuple[str, str]]:
    """What makes no sense without the person it is about."""
    roles = {party.role for party in shown.parties}
    if OTHER_PARENT not in roles:
        yield from ((action, "") for action in _PARENTS)
    if not shown.payload.joins_household:
        yield "ask_reference", ""
