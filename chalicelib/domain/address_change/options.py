"""What fields offer: the codes that are kept, the words that are read."""

from collections.abc import Callable, Mapping

from chalicelib.domain.address_change.move import JoinableHome, Member, Move
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.shared.wording import Wording
from chalicelib.domain.tenants.municipality import Municipality

type Options = Callable[[Case[Move] | None, Municipality], tuple[Option, ...]]

MOMENTS = ("morning", "afternoon", "evening", "weekend")
"""When people may be at home, in the order in which they are tried."""

REQUIRED_CHECKS = frozenset({"met", "household", "reference", "others"})
"""What must be noted before somebody is found to live there (KB 16 July 1992, art. 16)."""


TABLES = (
    "custody",
    "capacities",
    "moments",
    "checklist",
    "refusal_reasons",
    "closing_reasons",
    "provisional_grounds",
)


def movers(case: Case[Move] | None, here: Municipality) -> tuple[Option, ...]:  # noqa: ARG001
    """Those who move, by name."""
    return tuple(Option(m.code, m.name) for m in case.payload.moving) if case else ()


def said_of(home: JoinableHome, words: Wording) -> str:
    """A household as a clerk reads it, by its reference person."""
    if home.size == 1:
        return home.name
    return words.say("household.of_size", name=home.name, size=home.size)


def household(case: Case[Move]) -> tuple[Option, ...]:
    """Everybody of the household as the register knew it."""
    return people_of(case.payload)


def people_of(move: Move) -> tuple[Option, ...]:
    """Everybody of a household, by national number."""
    return tuple(Option(m.number.digits, name_of(m)) for m in move.household)


def name_of(member: Member) -> str:
    """A member as people recognise them."""
    return f"{member.name} ({member.born.year})"


def options(words: Wording) -> Mapping[str, Options]:
    """By the names that the definition gives; most are tables of words, as they stand."""
    return {
        **{table: _listed(table, words) for table in TABLES},
        "movers": movers,
        "homes": lambda case, _here: _homes(case, words),
    }


def _listed(table: str, words: Wording) -> Options:
    return lambda _case, _here: tuple(Option(code, said) for code, said in words(table).items())


def _homes(case: Case[Move] | None, words: Wording) -> tuple[Option, ...]:
    homes = case.payload.homes if case else ()
    return tuple(Option(home.code, said_of(home, words)) for home in homes)
