"""What a marriage changes in the registers: the file of each spouse, and the act in both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.domain.registers.acts import Act, ActKind
from chalicelib.domain.registers.people import CivilStatus, Kin, Person, PersonStatus, Relative

type Acts = Mapping[ActKind, tuple[Act, ...]]


class Entered(StrEnum):
    """What came of entering a marriage: done (now or before), or the registers contradict it."""

    DONE = "done"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Spouse:
    """One of the two as the registers know them now."""

    person: Person
    acts: Acts


def is_entered(spouse: Spouse, act: Act) -> bool:
    """Whether this very act stands there already."""
    return any(known.reference == act.reference for known in spouse.acts.get(act.kind, ()))


def contradicts(spouse: Spouse) -> bool:
    """Whether somebody can't be entered as married: they are already, or they died."""
    person = spouse.person
    is_dead = person.status is PersonStatus.DECEASED
    return is_dead or person.civil_status is CivilStatus.MARRIED


def married(spouse: Spouse, other: Spouse, act: Act) -> Spouse:
    """Afterwards: married since the day of the act; a legal cohabitation ends (oud BW 1476)."""
    person = replace(
        spouse.person,
        civil_status=CivilStatus.MARRIED,
        civil_status_since=act.fact_date,
        spouse=other.person.name,
        cohabitation=None,
        relatives=(*_without_partners(spouse.person), Relative(other.person.number, Kin.SPOUSE)),
    )
    kept = spouse.acts.get(act.kind, ())
    return Spouse(person, {**spouse.acts, act.kind: (*kept, act)})


def _without_partners(person: Person) -> tuple[Relative, ...]:
    return tuple(r for r in person.relatives if r.kin is not Kin.LEGAL_COHABITANT)
