"""Changes of the registers, in memory and on DynamoDB: whole, once, and only where they fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.embedded.registers import EmbeddedRegisters
from chalicelib.adapters.embedded.updates import EmbeddedUpdates
from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds, known_keys
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.adapters.memory.registers.updates import MemoryUpdates
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address, Household, Person, Residence
from chalicelib.domain.registers.relocation import Relocation, UnfitError
from chalicelib.ports.errors import RetryableError
from ops.synthetic.fill import fill
from ops.synthetic.population import MINIMUM, generate
from tests.support.stages.aws import a_session, make_table

PEOPLE = generate(MINIMUM)
FAMILY = PEOPLE.by_number[PEOPLE.personas["volwassene"].number].household
SINGLE = PEOPLE.by_number[PEOPLE.personas["letters"].number].household
assert FAMILY is not None
assert SINGLE is not None
MOVERS = tuple(member.number for member in FAMILY.members)
FIRST, PARTNER = MOVERS[0], MOVERS[1]
FRIEND = SINGLE.members[0].number
PENDING = PEOPLE.personas["verhuist"].number
FILES = [PEOPLE.by_number[number] for number in (*MOVERS, FRIEND, PENDING)]
SERVICES = frozenset({Service.PERSON, Service.HOUSEHOLD, Service.RESIDENCES})
NEW = Address("Vlasstraat", "12", "0203", "8500", "Kortrijk", PEOPLE.nis)
DAY = date(2026, 11, 10)
MINE, OTHER = "case-1", "case-2"


@dataclass
class World:
    """Registers, and their changes."""

    registers: Any
    updates: Any
    again: Any

    def ask(self, number: NationalNumber, service: Service) -> Any:
        clock = MemoryClock()
        log = MemoryAccessLog(SeededIds(clock), clock)
        actor = Actor(ActorKind.SYSTEM, "register")
        context = AccessContext(PEOPLE.nis, actor, number, "test", "art. 5", None)
        found = getattr(self.again(), service.value)(log.record(context, SERVICES))
        assert isinstance(found, Found)
        return found.value

    def person(self, number: NationalNumber) -> Person:
        return self.ask(number, Service.PERSON)

    def household(self, number: NationalNumber) -> Household:
        return self.ask(number, Service.HOUSEHOLD)

    def residences(self, number: NationalNumber) -> tuple[Residence, ...]:
        return self.ask(number, Service.RESIDENCES)


def on_moto() -> World:
    client, table = Clients(a_session()).dynamodb, make_table(a_session(), "registers")
    keys = known_keys()
    for _ in fill(client, table, keys, FILES, pause=lambda _: None):
        pass
    updates = EmbeddedUpdates(client, table, keys, pause=lambda _: None)
    return World(None, updates, lambda: EmbeddedRegisters(client, table, keys))


@pytest.fixture(params=["memory", "moto"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "memory":
        registers = MemoryRegisters(FILES)
        yield World(registers, MemoryUpdates(registers), lambda: registers)
        return
    with mock_aws():
        yield on_moto()


def a_move(*people: NationalNumber, joins: NationalNumber | None = None, to: Address = NEW) -> Any:
    return Relocation(MINE, people, to, DAY, joins)


def test_a_family_lives_at_its_new_address_in_every_register(world: World) -> None:
    world.updates.mark(MINE, MOVERS)
    world.updates.move(a_move(*MOVERS))
    for number in MOVERS:
        person = world.person(number)
        assert (person.address, person.pending_change) == (NEW, False)
        assert world.household(number).address == NEW
        assert world.residences(number)[0] == Residence(NEW, DAY, None)
    assert world.updates.living_at(FAMILY.address) == []
    assert set(world.updates.living_at(NEW)) == set(MOVERS)


def test_moving_twice_is_moving_once(world: World) -> None:
    for _ in range(2):
        world.updates.move(a_move(*MOVERS))
    assert len(world.updates.living_at(NEW)) == len(MOVERS)
    assert [r.address for r in world.residences(FIRST)].count(NEW) == 1


def test_who_stays_behind_and_who_is_joined_see_it_too(world: World) -> None:
    world.updates.move(a_move(FIRST, joins=FRIEND, to=SINGLE.address))
    assert [m.number for m in world.household(FRIEND).members] == [FRIEND, FIRST]
    assert FIRST not in [m.number for m in world.household(PARTNER).members]
    assert set(world.updates.living_at(SINGLE.address)) == {FRIEND, FIRST}
    assert set(world.updates.living_at(FAMILY.address)) == set(MOVERS) - {FIRST}


def test_a_change_that_does_not_fit_changes_nothing(world: World) -> None:
    with pytest.raises(UnfitError):
        world.updates.move(a_move(FIRST, FRIEND))
    assert world.household(FIRST) == FAMILY
    assert world.updates.living_at(NEW) == []


def test_a_mark_bears_its_case_and_only_that_takes_it_away(world: World) -> None:
    assert world.updates.mark(MINE, [FIRST, PARTNER]) == (FIRST, PARTNER)
    assert world.updates.mark(MINE, [FIRST, PARTNER]) == (FIRST, PARTNER)
    assert world.updates.mark(OTHER, [FIRST]) == ()
    world.updates.clear(OTHER, [FIRST])
    assert world.person(FIRST).pending_change
    world.updates.clear(MINE, [FIRST, PARTNER])
    world.updates.clear(MINE, [FIRST, PARTNER])
    assert not world.person(FIRST).pending_change
    assert not world.person(PARTNER).pending_change


def test_who_bears_another_cases_mark_is_not_moved(world: World) -> None:
    world.updates.mark(OTHER, [FIRST])
    with pytest.raises(UnfitError) as refused:
        world.updates.move(a_move(FIRST))
    assert refused.value.reason == "pending_elsewhere"
    assert world.person(FIRST).address == FAMILY.address


def test_a_mark_of_before_our_time_is_nobodys(world: World) -> None:
    assert world.updates.mark(MINE, [PENDING]) == ()
    world.updates.clear(MINE, [PENDING])
    assert world.person(PENDING).pending_change


def test_what_changed_meanwhile_is_tried_again_and_no_household_is_half_changed() -> None:
    with mock_aws():
        world = on_moto()
        read = world.updates._around(a_move(FIRST))
        world.updates.move(a_move(PARTNER))
        world.updates._around = lambda _: read
        with pytest.raises(RetryableError):
            world.updates.move(a_move(FIRST))
        assert world.person(FIRST).address == FAMILY.address
        assert FIRST in [m.number for m in world.household(FIRST).members]
