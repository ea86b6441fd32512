"""Whether two people are too close to marry, as far as the registers know."""

from collections.abc import Callable

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Kin, Person

type Numbers = frozenset[NationalNumber]

_LINE = frozenset({Kin.PARENT, Kin.CHILD, Kin.GRANDPARENT, Kin.GRANDCHILD})
_SPOUSES = frozenset({Kin.SPOUSE, Kin.FORMER_SPOUSE})


def bars(one: Person, other: Person) -> tuple[str, ...]:
    """The codes of what keeps two people from marrying; empty when nothing does.

    `straight_line` (oud BW art. 161, blood), `in_law` (art. 161, in-laws), `siblings` (art. 162),
    `uncle_niece` (art. 163). Cousins may marry, and siblings-in-law since 2001.
    """
    return tuple(code for code, holds in _BARS if holds(one, other) or holds(other, one))


def _of(person: Person, kinds: frozenset[Kin] | set[Kin]) -> Numbers:
    return frozenset(r.number for r in person.relatives if r.kin in kinds)


def _straight_line(one: Person, other: Person) -> bool:
    return other.number in _of(one, _LINE)


def _in_law(one: Person, other: Person) -> bool:
    """One is a parent or child of somebody to whom the other is or was married."""
    return bool(_of(one, _SPOUSES) & _of(other, _LINE))


def _siblings(one: Person, other: Person) -> bool:
    return bool(_of(one, {Kin.PARENT}) & _of(other, {Kin.PARENT}))


def _uncle_niece(one: Person, other: Person) -> bool:
    """A parent of the one is a grandparent of the other, who isn't their child."""
    return bool(_of(one, {Kin.PARENT}) & _of(other, {Kin.GRANDPARENT})) and not any(
        holds(one, other) or holds(other, one) for holds in (_straight_line, _siblings)
    )


_BARS: tuple[tuple[str, Callable[[Person, Person], bool]], ...] = (
    ("straight_line", _straight_line),
    ("in_law", _in_law),
    ("siblings", _siblings),
    ("uncle_niece", _uncle_niece),
)

LAWS = {
    "straight_line": "Oud Burgerlijk Wetboek, art. 161",
    "in_law": "Oud Burgerlijk Wetboek, art. 161",
    "siblings": "Oud Burgerlijk Wetboek, art. 162",
    "uncle_niece": "Oud Burgerlijk Wetboek, art. 163",
}
"""The article of each bar; the family court can lift some of them (law of 21 December 2018)."""
