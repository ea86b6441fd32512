"""The registers, in memory and on DynamoDB: the same people, the same answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.embedded import items
from chalicelib.adapters.embedded.items import Refusal
from chalicelib.adapters.embedded.registers import EmbeddedRegisters
from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds, known_keys
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.acts import ActKind
from chalicelib.domain.registers.answers import Ambiguous, Denied, Found, NotFound, Unavailable
from chalicelib.domain.registers.criminal_record import RecordModel
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.fill import fill
from ops.synthetic.population import MINIMUM, PersonFile, generate
from tests.support.requests import ELSEWHERE, a_number
from tests.support.stages.aws import a_session, make_table

PEOPLE = generate(MINIMUM)
NIS = PEOPLE.nis
PERSONAS = ("volwassene", "ouder", "papieren-akte", "strafblad", "dubbel-dossier", "grieks")
NOBODY = a_number(997)

ASK = {
    Service.PERSON: lambda registers, access: registers.person(access),
    Service.HOUSEHOLD: lambda registers, access: registers.household(access),
    Service.RESIDENCES: lambda registers, access: registers.residences(access),
    Service.ACTS: lambda registers, access: registers.act(access, ActKind.BIRTH),
    Service.CRIMINAL_RECORD: lambda registers, access: registers.extract(
        access, RecordModel.MINORS
    ),
}


@dataclass(frozen=True)
class Registers:
    """One implementation, and what can be done to it."""

    registers: MemoryRegisters | EmbeddedRegisters
    put: Callable[[PersonFile], None]
    force: Callable[[NationalNumber, Service, Refusal], None]
    break_down: Callable[[], None]


@pytest.fixture(params=["memory", "moto"])
def world(request):
    if request.param == "memory":
        yield in_memory()
        return
    with mock_aws():
        yield on_moto()


@pytest.fixture
def ask():
    clock = MemoryClock()
    log = MemoryAccessLog(SeededIds(clock), clock)

    def record(key_or_number, *services, tenant=NIS):
        number = key_or_number
        if isinstance(key_or_number, str):
            number = PEOPLE.personas[key_or_number].number
        actor = Actor(ActorKind.SYSTEM, "issue")
        context = AccessContext(tenant, actor, number, "akte-geboorte", "art. 5", None)
        return log.record(context, services)

    return record


def files():
    return [file_of(key) for key in PERSONAS]


def file_of(key):
    return PEOPLE.by_number[PEOPLE.personas[key].number]


def in_memory():
    registers = MemoryRegisters(files())
    return Registers(registers, registers.put, registers.force, registers.break_down)


def on_moto():
    session = a_session()
    client, table, keys = Clients(session).dynamodb, make_table(session), known_keys()
    registers = EmbeddedRegisters(client, table, keys, pause=lambda _: None)

    def put(file):
        list(fill(client, table, keys, [file]))

    def force(number, service, refusal):
        key = items.key(items.pseudonym_of(keys, number), service)
        answer = {"answer": {"S": items.write_refusal(refusal)}}
        client.put_item(TableName=table, Item=key | answer)

    for file in files():
        put(file)
    return Registers(registers, put, force, lambda: client.delete_table(TableName=table))


def test_a_person_is_found_as_generated(world, ask):
    answer = world.registers.person(ask("grieks", Service.PERSON))
    assert answer == Found(file_of("grieks").person)


def test_a_household_and_residences_are_found_as_generated(world, ask):
    access = ask("ouder", Service.HOUSEHOLD, Service.RESIDENCES)
    assert world.registers.household(access) == Found(file_of("ouder").household)
    assert world.registers.residences(access) == Found(file_of("ouder").residences)


@pytest.mark.parametrize("kind", [ActKind.BIRTH, ActKind.PRENATAL_RECOGNITION])
def test_the_one_act_of_a_kind_is_found(world, ask, kind):
    (act,) = file_of("ouder").acts[kind]
    assert world.registers.act(ask("ouder", Service.ACTS), kind) == Found(act)


def test_an_act_on_paper_is_found_and_says_that_it_is_not_digital(world, ask):
    answer = world.registers.act(ask("papieren-akte", Service.ACTS), ActKind.BIRTH)
    assert isinstance(answer, Found)
    assert not answer.value.is_digital


def test_an_act_that_there_is_not_is_not_found(world, ask):
    access = ask("ouder", Service.ACTS)
    assert world.registers.act(access, ActKind.DIVORCE) == NotFound()


def test_two_acts_of_a_kind_are_ambiguous(world, ask):
    file = file_of("ouder")
    twice = file.acts | {ActKind.BIRTH: file.acts[ActKind.BIRTH] * 2}
    world.put(replace(file, acts=twice))
    answer = world.registers.act(ask("ouder", Service.ACTS), ActKind.BIRTH)
    assert answer == Ambiguous(2)


@pytest.mark.parametrize("model", RecordModel)
def test_each_model_of_the_criminal_record_is_found(world, ask, model):
    answer = world.registers.extract(ask("strafblad", Service.CRIMINAL_RECORD), model)
    assert isinstance(answer, Found)
    assert answer.value in file_of("strafblad").extracts
    assert answer.value.model is model


@pytest.mark.parametrize("service", Service)
def test_a_service_that_the_log_does_not_name_is_denied(world, ask, service):
    access = ask("volwassene", *(set(Service) - {service}))
    assert ASK[service](world.registers, access) == Denied("service_not_logged")


@pytest.mark.parametrize("service", Service)
def test_somebody_whom_no_register_knows_is_not_found(world, ask, service):
    assert ASK[service](world.registers, ask(NOBODY, service)) == NotFound()


def test_a_person_is_the_same_for_every_municipality_that_asks(world, ask):
    theirs = world.registers.person(ask("volwassene", Service.PERSON, tenant=ELSEWHERE))
    assert theirs == Found(file_of("volwassene").person)
    assert theirs.value.managed_by == NIS


def test_a_file_that_is_there_twice_is_ambiguous(world, ask):
    assert world.registers.person(ask("dubbel-dossier", Service.PERSON)) == Ambiguous(2)


@pytest.mark.parametrize("service", Service)
@pytest.mark.parametrize("refusal", [Ambiguous(3), Denied("no"), Unavailable("down")], ids=str)
def test_what_a_register_refuses_is_said_as_it_is(world, ask, service, refusal):
    number = PEOPLE.personas["volwassene"].number
    world.force(number, service, refusal)
    assert ASK[service](world.registers, ask(number, service)) == refusal


def test_what_is_refused_leaves_the_other_services_alone(world, ask):
    number = PEOPLE.personas["volwassene"].number
    world.force(number, Service.ACTS, Unavailable("down"))
    access = ask(number, Service.ACTS, Service.PERSON)
    assert world.registers.person(access) == Found(file_of("volwassene").person)
    assert world.registers.act(access, ActKind.BIRTH) == Unavailable("down")


@pytest.mark.parametrize("service", Service)
def test_a_register_that_is_down_is_unavailable(world, ask, service):
    world.break_down()
    answer = ASK[service](world.registers, ask("volwassene", service))
    assert isinstance(answer, Unavailable)


def test_the_same_question_may_be_asked_again(world, ask):
    access = ask("volwassene", Service.PERSON)
    assert world.registers.person(access) == world.registers.person(access)


def test_a_new_consultation_sees_what_changed(world, ask):
    file = file_of("volwassene")
    assert world.registers.person(ask("volwassene", Service.PERSON)) == Found(file.person)
    moved = replace(file.person, pending_change=True)
    world.put(replace(file, person=moved))
    assert world.registers.person(ask("volwassene", Service.PERSON)) == Found(moved)


def test_registers_in_memory_answer_again_after_they_recover(ask):
    registers = MemoryRegisters(files())
    registers.break_down("maintenance")
    assert registers.person(ask("ouder", Service.PERSON)) == Unavailable("maintenance")
    registers.recover()
    assert registers.person(ask("ouder", Service.PERSON)) == Found(file_of("ouder").person)
    assert [service for _, service in registers.asked] == [Service.PERSON] * 2


def test_people_are_found_by_name_and_birth(world: Registers) -> None:
    files = [file_of(f"naamgenoot-{n}") for n in ("een", "twee")]
    for file in files:
        world.put(file)
    twins, known = [file.number for file in files], files[0].person
    born, family = known.birth.date, known.name.family.upper().replace(" ", "-")
    find = world.registers.find
    assert set(find(family, born)) == set(twins)
    assert find(family, replace(born, day=born.day % 28 + 1)) == []


@pytest.mark.parametrize("typed", ["Yilmaz-Muller", "YILMAZ MUELLER", "yılmaz müller"])
def test_people_are_found_by_any_spelling_and_by_a_year_alone(world: Registers, typed: str) -> None:
    file = file_of("ouder")
    name = replace(file.person.name, family="Yılmaz-Müller")
    birth = replace(file.person.birth, date=PartialDate(1950))
    world.put(replace(file, person=replace(file.person, name=name, birth=birth)))
    assert world.registers.find(typed, PartialDate(1950)) == [file.number]
    assert world.registers.find(typed, PartialDate(1951)) == []
