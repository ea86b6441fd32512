"""What fields offer: the codes that are kept, the words that are read."""

from collections.abc import Callable, Mapping

from chalicelib.domain.address_change.move import JoinableHome, Member, Move
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.tenants.municipality import Municipality

type Options = Callable[[Case[Move] | None, Municipality], tuple[Option, ...]]

CUSTODY = {
    "both": "Ja, alle ouders van het kind verhuizen mee",
    "no_ruling": "Nee; de ouders wonen apart en er is geen vonnis of akkoord",
    "ruling_here": "Nee; een vonnis of akkoord zegt dat het kind op het nieuwe adres woont",
    "ruling_other": "Nee; volgens een vonnis of akkoord woont het kind bij de andere ouder",
    "placement": "Nee; het is een pleegkind of het kind is geplaatst",
}
"""The situations of a child that moves (federal instructions on minors' main residence)."""

CAPACITIES = {
    "owner": "Eigenaar",
    "tenant": "Huurder",
    "lodger": "Inwoner bij iemand anders",
    "other": "Iets anders",
}
MOMENTS = {
    "morning": "Op weekdagen voormiddag",
    "afternoon": "Op weekdagen namiddag",
    "evening": "Op weekdagen 's avonds",
    "weekend": "In het weekend",
}
CHECKLIST = {
    "met": "Ik sprak de persoon zelf",
    "household": "Ik noteerde wie er samen een gezin vormt",
    "reference": "Ik noteerde wie de referentiepersoon is",
    "others": "Ik noteerde wie er nog woont, of dat er niemand anders woont",
    "bell": "De naam staat op bel of brievenbus",
    "post": "Er komt post toe op naam",
    "meters": "Water of energie staat op naam",
    "sleeps": "De persoon slaapt er het grootste deel van het jaar",
    "school": "De kinderen gaan hier in de buurt naar school",
    "neighbours": "De buren bevestigen het",
}
"""What an inquiry looks at (KB 16 July 1992, art. 16)."""

REQUIRED_CHECKS = frozenset({"met", "household", "reference", "others"})
"""What must be noted before somebody is found to live there."""

FOUND = {
    "nobody_home": "niemand thuis",
    "lives_there": "woont er",
    "some_live_there": "een deel woont er",
    "not_living_there": "woont er niet",
    "too_little_known": "te weinig geweten",
}
"""What a visit found, by its event."""

REFUSAL_REASONS = {
    "not_living_there": "Woont er niet",
    "lives_elsewhere": "Woont het grootste deel van het jaar elders",
    "no_proof": "Te weinig bewijzen",
    "child_lives_elsewhere": "Het kind woont bij de andere ouder",
}
CLOSING_REASONS = {"no_answer": "Geen antwoord op onze vraag"}
PROVISIONAL_GROUNDS = {
    "safety": "De woning is onveilig of ongezond verklaard",
    "planning": "De woning mag volgens de ruimtelijke ordening niet bewoond worden",
}


def movers(case: Case[Move] | None, here: Municipality) -> tuple[Option, ...]:  # noqa: ARG001
    """Those who move, by name."""
    return tuple(Option(m.code, m.name) for m in case.payload.moving) if case else ()


def homes(case: Case[Move] | None, here: Municipality) -> tuple[Option, ...]:  # noqa: ARG001
    """The households at the new address, by their reference person: for clerks."""
    return tuple(Option(h.code, said_of(h)) for h in case.payload.homes) if case else ()


def said_of(home: JoinableHome) -> str:
    """A household as a clerk reads it."""
    return home.name if home.size == 1 else f"{home.name} (gezin van {home.size})"


def household(case: Case[Move]) -> tuple[Option, ...]:
    """Everybody of the household as the register knew it."""
    return people_of(case.payload)


def people_of(move: Move) -> tuple[Option, ...]:
    """Everybody of a household, by national number."""
    return tuple(Option(m.number.digits, name_of(m)) for m in move.household)


def name_of(member: Member) -> str:
    """A member as people recognise them."""
    return f"{member.name} ({member.born.year})"


def _fixed(words: Mapping[str, str]) -> Options:
    offered = tuple(Option(code, said) for code, said in words.items())
    return lambda _case, _here: offered


OPTIONS: Mapping[str, Options] = {
    "custody": _fixed(CUSTODY),
    "capacities": _fixed(CAPACITIES),
    "moments": _fixed(MOMENTS),
    "checklist": _fixed(CHECKLIST),
    "refusal_reasons": _fixed(REFUSAL_REASONS),
    "closing_reasons": _fixed(CLOSING_REASONS),
    "provisional_grounds": _fixed(PROVISIONAL_GROUNDS),
    "movers": movers,
    "homes": homes,
}
"""By the names that the definition gives."""
