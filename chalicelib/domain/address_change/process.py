"""The address change as a process: everything that it decides, by the names of its definition."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from chalicelib.domain.address_change import declaring
from chalicelib.domain.address_change.guards import GUARDS
from chalicelib.domain.address_change.move import (
    DECLARANT,
    MOVER,
    OTHER_PARENT,
    PROCESS,
    REFERENCE_PERSON,
    Move,
    MoveCase,
)
from chalicelib.domain.address_change.options import household, options
from chalicelib.domain.address_change.printed import printed
from chalicelib.domain.address_change.rules import PAPER
from chalicelib.domain.address_change.turns import TURNS
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Option, ProcessType
from chalicelib.domain.cases.verdict import Finding
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.wording import Wording


def _keys(case: MoveCase) -> tuple[str, ...]:
    """Who declares holds a claim at once, whoever moves along once the register knows them.

    So nobody can keep a stranger from moving by naming them.
    """
    move, starter = case.payload, case.parties[0].person
    known = [member.number for member in move.moving]
    numbers = [starter, *known] if starter else known
    return tuple(sorted({number.digits for number in numbers}))


def _shown(move: Move, words: Wording) -> Mapping[str, str]:
    """What is confirmed: who comes to live where, and since when. No numbers."""
    names = ", ".join(member.name for member in move.moving)
    since = in_words(move.moved_on) if move.moved_on else ""
    said = {"people": names, "address": move.where, "since": since}
    return {words("declared")[code]: text for code, text in said.items()}


def _dimensions(case: MoveCase) -> Mapping[str, str]:
    move = case.payload
    return {
        "channel": case.intake.channel.value,
        "arrival": "inside" if not move.former else "from_elsewhere",
        "district": move.district,
        "visits": str(len(move.visits)),
        "late": "yes" if move.is_late else "no",
        "straight": "no" if move.had_clerk or case.intake.keyed_in_by else "yes",
    }


def _same(move: Move) -> str:
    return move.declared


def _notified(case: MoveCase, role: str) -> str:
    """The former municipality hears of the outcome, where it is another one."""
    return case.payload.former if role == "former_municipality" else ""


def _findings(case: MoveCase, party: Party) -> tuple[Finding, ...]:
    """Why a clerk looks at it is for those who move; it can tell where somebody hides.

    What they sent since isn't asked of them any more.
    """
    if case.verdict is None or party.role not in (DECLARANT, MOVER):
        return ()
    came = case.payload.has_paper
    return tuple(f for f in case.verdict.findings if not (came and f.code == PAPER))


def _meant(case: MoveCase, party: Party) -> NationalNumber | None:  # noqa: ARG001
    """Who is asked was found by us, and reaches the case by the code in their letter."""
    return party.person if party.role in (REFERENCE_PERSON, OTHER_PARENT) else None


def _forgotten(case: MoveCase, number: int) -> Move:
    """What remains of a case that is over: the declarant takes the whole declaration along."""
    move, party = case.payload, case.party(number)
    if number > 1 and party and party.role == MOVER:
        kept = tuple(n for n in move.movers if n != party.person)
        household = tuple(m for m in move.household if m.number != party.person)
        found = tuple(n for n in move.found if n != party.person)
        return replace(move, movers=kept, household=household, found=found, receipted="")
    if number > 1:
        return replace(move, homes=(), joins=None)
    blank = replace(move, movers=(), household=(), marked=(), found=(), receipted="")
    there = replace(blank, homes=(), joins=None, joins_named="")
    return replace(there, new_address=None, visit_question="")


type Districts = Callable[[str], Mapping[str, str]]
"""The officers' districts of a municipality, by its code: id and name."""


def address_change_type(words: Wording, districts: Districts = lambda _: {}) -> ProcessType[Move]:
    """What decides in an address change, over its own words and the officers' districts."""
    return ProcessType(
        id=PROCESS,
        payload=Move,
        payload_version=1,
        opens=declaring.opened,
        guards=GUARDS,
        turns=TURNS,
        keys={"each_mover": _keys},
        options=options(words),
        when={
            "a_child_moves": declaring.a_child_moves,
            "custody_needs_paper": declaring.custody_needs_paper,
            "joins_others": declaring.joins_others,
        },
        household=household,
        teams={"district": lambda here: _teams(districts(here.nis))},
        shown=lambda move: _shown(move, words),
        dimensions=_dimensions,
        printed=lambda case, slot: printed(case, slot, words),
        about=lambda case: case.payload.movers,
        same=_same,
        undone=frozenset({"withdrawn", "lapsed"}),
        meant=_meant,
        notified=_notified,
        findings=_findings,
        forgets=_forgotten,
    )


def _teams(names: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(code, name) for code, name in names.items())
