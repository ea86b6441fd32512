"""The plan of a year of moves: who moves where, when they say so, and what is found there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.registers.dwellings import Street
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Household, PersonStatus
from chalicelib.domain.registers.relations import may_be_minor
from chalicelib.domain.tenants.municipality import Municipality
from ops.measure.replay.plan import Days
from ops.synthetic.population import PersonFile, Population

APART = timedelta(days=90)
"""A household that moved doesn't move again so soon."""

SHARE_ALONE, SHARE_JOINS = 0.08, 0.06
"""One of a couple who leaves, and somebody alone who joins others: the rest move as a whole."""

SHARE_LATE = 0.2
_HOME, _LIVES_THERE = 0.62, 0.96
_IN_TIME, _LATE = (0, 9), (12, 60)


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """One move: its household goes to `street` number `number`, or joins `joined` there."""

    key: str
    at: datetime
    moved_days_ago: int
    declarant: NationalNumber
    movers: tuple[NationalNumber, ...]
    street: Street
    number: int
    joined: Household | None = None

    @property
    def address(self) -> str:
        """As a round is walked."""
        if self.joined:
            return f"{self.joined.address.street} {self.joined.address.house_number}"
        return f"{self.street.name} {self.number}"

    def is_home(self, visit: int) -> bool:
        """Whether somebody opens at a visit, counted from 1: here and on paper alike."""
        return Random(f"{self.key} visit {visit}").random() < _HOME

    @property
    def lives_there(self) -> bool:
        """What the officer finds."""
        return Random(f"{self.key} found").random() < _LIVES_THERE


def declarations(
    population: Population,
    streets: tuple[Street, ...],
    here: Municipality,
    year: int,
    seed: int,
    wanted: int,
    months: int = 12,
) -> list[PlannedMove]:
    """So many moves, in the order of time; the same arguments give the same ones.

    They come in during the first `months` of the year.
    """
    made = list(_Planner(population, streets, here, year, seed).some(wanted, months))
    return sorted(made, key=lambda one: (one.at, one.key))


class _Planner:
    def __init__(
        self,
        population: Population,
        streets: tuple[Street, ...],
        here: Municipality,
        year: int,
        seed: int,
    ) -> None:
        self._population, self._streets = population, streets
        self._rng = Random(f"moves {seed}")
        self._days = Days(here, year)
        self._moved: dict[NationalNumber, list[datetime]] = {}
        self._households = list(_households(population))

    def some(self, wanted: int, months: int) -> Iterator[PlannedMove]:
        """Whoever moved, moves no more within the year's quarter, nor is joined."""
        n = 0
        while n < wanted:
            at = self._days.moment(Channel.THUISLOKET, self._rng)
            household = self._rng.choice(self._households)
            other = self._rng.choice(self._households)
            chance = self._rng.random()
            is_alone = chance < SHARE_ALONE and len(self._adults(household)) > 1
            joins = SHARE_ALONE <= chance < SHARE_ALONE + SHARE_JOINS
            touched = (household, other) if joins else (household,)
            if at.month > months or other is household or not self._are_free(touched, at):
                continue
            n += 1
            movers = self._adults(household)[:1] if is_alone else _numbers(household)
            yield self._one(n, at, movers, other if joins else None)

    def _one(
        self,
        n: int,
        at: datetime,
        movers: tuple[NationalNumber, ...],
        joined: Household | None,
    ) -> PlannedMove:
        adults = [number for number in movers if not self._is_minor(number)]
        street = self._rng.choice(self._streets)
        days = _LATE if self._rng.random() < SHARE_LATE else _IN_TIME
        return PlannedMove(
            f"move-{n}",
            at,
            self._rng.randrange(*days),
            adults[0],
            movers,
            street,
            self._rng.randrange(1, street.highest + 1),
            joined,
        )

    def _are_free(self, households: tuple[Household, ...], at: datetime) -> bool:
        people = [number for household in households for number in _numbers(household)]
        if any(abs(at - other) < APART for n in people for other in self._moved.get(n, ())):
            return False
        for number in people:
            self._moved.setdefault(number, []).append(at)
        return True

    def _adults(self, household: Household) -> tuple[NationalNumber, ...]:
        return tuple(number for number in _numbers(household) if not self._is_minor(number))

    def _is_minor(self, number: NationalNumber) -> bool:
        person = self._population.by_number[number].person
        return may_be_minor(person.birth.date, self._population.as_of)


def _numbers(household: Household) -> tuple[NationalNumber, ...]:
    return tuple(member.number for member in household.members)


def _households(population: Population) -> Iterator[Household]:
    """Each household here once, in which everybody is known and one is of age."""
    for file in population.files:
        household = file.household
        if household and household.members[0].number == file.number:
            files = [population.by_number.get(number) for number in _numbers(household)]
            known = [one for one in files if one is not None and _moves(one, population)]
            is_first_adult = not may_be_minor(file.person.birth.date, population.as_of)
            if len(known) == len(files) and is_first_adult:
                yield household


def _moves(file: PersonFile, population: Population) -> bool:
    person = file.person
    is_here = person.managed_by == population.nis and person.status is PersonStatus.ACTIVE
    return is_here and not (file.refusals or person.is_protected or person.pending_change)
