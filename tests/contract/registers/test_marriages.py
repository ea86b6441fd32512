"""Marriages entered into the registers, in memory and on DynamoDB: the same comes of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.embedded.marriages import EmbeddedMarriages
from chalicelib.adapters.embedded.registers import EmbeddedRegisters
from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds, known_keys
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.adapters.memory.registers.marriages import MemoryMarriages
from chalicelib.domain.registers.access import (
    AccessContext,
    Actor,
    ActorKind,
    LoggedAccess,
    Service,
)
from chalicelib.domain.registers.acts import Act, ActKind, ActOrigin
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.marrying import Entered
from chalicelib.domain.registers.people import CivilStatus, Kin, Person, Place
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.ports.registers.marriages import MarriageRegister
from ops.synthetic.fill import fill
from ops.synthetic.population import MINIMUM, PersonFile, generate
from tests.support.requests import KORTRIJK, a_number
from tests.support.stages.aws import a_session, make_table

SINGLE = [
    file
    for file in generate(MINIMUM).files
    if file.person.civil_status is CivilStatus.UNMARRIED and not file.refusals
]
ONE, OTHER = SINGLE[0], SINGLE[1]
DAY = PartialDate.of(date(2026, 5, 16))
ACT = Act(
    ActKind.MARRIAGE, "26-A", "26-A", ActOrigin.NEW_BELGIAN, DAY, Place("Kortrijk"),
    date(2026, 5, 16), "Kortrijk", "De ambtenaar", "Voltrekking", (), (), (), False,
)  # fmt: skip


@dataclass
class World:
    """Registers, and where marriages are entered into them."""

    registers: Any
    marriages: MarriageRegister
    put: Callable[[PersonFile], None]
    log: MemoryAccessLog

    def access(self, file: PersonFile) -> LoggedAccess:
        who = Actor(ActorKind.SYSTEM, "make_marriage")
        context = AccessContext(KORTRIJK, who, file.number, "marriage", "art. 166", None)
        return self.log.record(context, {Service.PERSON, Service.ACTS})

    def enter(self, one: PersonFile = ONE, other: PersonFile = OTHER) -> Entered:
        return self.marriages.enter(self.access(one), self.access(other), ACT)

    def person(self, file: PersonFile) -> Person:
        answer = self.registers.person(self.access(file))
        assert isinstance(answer, Found)
        person: Person = answer.value
        return person


@pytest.fixture(params=["memory", "moto"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    clock = MemoryClock()
    log = MemoryAccessLog(SeededIds(clock), clock)
    if request.param == "memory":
        registers = MemoryRegisters((ONE, OTHER))
        yield World(registers, MemoryMarriages(registers), registers.put, log)
        return
    with mock_aws():
        session = a_session()
        client, table, keys = Clients(session).dynamodb, make_table(session), known_keys()

        def put(file: PersonFile) -> None:
            list(fill(client, table, keys, [file]))

        for file in (ONE, OTHER):
            put(file)
        entered = EmbeddedMarriages(client, table, keys, pause=lambda _: None)
        yield World(EmbeddedRegisters(client, table, keys), entered, put, log)


def test_both_are_married_to_each_other_and_both_have_the_act(world: World) -> None:
    assert world.enter() is Entered.DONE
    for file, other in ((ONE, OTHER), (OTHER, ONE)):
        person = world.person(file)
        assert person.civil_status is CivilStatus.MARRIED
        assert person.civil_status_since == DAY
        assert person.spouse == other.person.name
        assert [r.number for r in person.relatives if r.kin is Kin.SPOUSE] == [other.number]
        assert world.registers.act(world.access(file), ActKind.MARRIAGE) == Found(ACT)


def test_entering_it_again_is_entering_it_once(world: World) -> None:
    assert [world.enter(), world.enter()] == [Entered.DONE, Entered.DONE]
    assert world.registers.act(world.access(ONE), ActKind.MARRIAGE) == Found(ACT)


def test_who_is_married_already_is_not_married_again_and_neither_is_the_other(
    world: World,
) -> None:
    world.put(replace(ONE, person=replace(ONE.person, civil_status=CivilStatus.MARRIED)))
    assert world.enter() is Entered.CONFLICT
    assert world.person(OTHER) == OTHER.person


def test_somebody_whom_the_registers_do_not_know_is_not_married(world: World) -> None:
    person = replace(OTHER.person, number=a_number(997))
    assert world.enter(other=replace(OTHER, person=person)) is Entered.CONFLICT
    assert world.person(ONE) == ONE.person
