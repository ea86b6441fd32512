"""The address change as a process: everything that it decides, by the names of its definition."""

from collections.abc import Callable, Mapping

from chalicelib.domain.address_change import declaring
from chalicelib.domain.address_change.guards import GUARDS
from chalicelib.domain.address_change.move import PROCESS, Move, MoveCase
from chalicelib.domain.address_change.options import OPTIONS, household
from chalicelib.domain.address_change.printed import printed
from chalicelib.domain.address_change.turns import TURNS
from chalicelib.domain.cases.process_type import Option, ProcessType
from chalicelib.domain.shared.dutch import in_words


def _keys(case: MoveCase) -> tuple[str, ...]:
    """Who declares holds a claim at once, whoever moves along once the register knows them.

    So nobody can keep a stranger from moving by naming them.
    """
    move, starter = case.payload, case.parties[0].person
    known = [member.number for member in move.moving]
    numbers = [starter, *known] if starter else known
    return tuple(sorted({number.digits for number in numbers}))


def _shown(move: Move) -> Mapping[str, str]:
    """What is confirmed: who comes to live where, and since when. No numbers."""
    names = ", ".join(member.name for member in move.moving)
    since = in_words(move.moved_on) if move.moved_on else ""
    return {"Wie er komt wonen": names, "Adres": move.where, "Sinds": since}


def _dimensions(case: MoveCase) -> Mapping[str, str]:
    move = case.payload
    return {
        "channel": case.intake.channel.value,
        "arrival": "inside" if not move.former else "from_elsewhere",
        "district": move.district,
        "visits": str(len(move.visits)),
        "late": "yes" if move.is_late else "no",
    }


def _same(move: Move) -> str:
    return move.declared


def _notified(case: MoveCase, role: str) -> str:
    """The former municipality hears of the outcome, where it is another one."""
    return case.payload.former if role == "former_municipality" else ""


type Districts = Callable[[str], Mapping[str, str]]
"""The officers' districts of a municipality, by its code: id and name."""


def address_change_type(districts: Districts = lambda _: {}) -> ProcessType[Move]:
    """What decides in an address change, over the officers' districts."""
    return ProcessType(
        id=PROCESS,
        payload=Move,
        payload_version=1,
        opens=declaring.opened,
        guards=GUARDS,
        turns=TURNS,
        keys={"each_mover": _keys},
        options=OPTIONS,
        when={
            "a_child_moves": declaring.a_child_moves,
            "custody_needs_paper": declaring.custody_needs_paper,
        },
        household=household,
        teams={"district": lambda here: _options(districts(here.nis))},
        shown=_shown,
        dimensions=_dimensions,
        printed=printed,
        same=_same,
        notified=_notified,
    )


def _options(words: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(code, said) for code, said in words.items())
