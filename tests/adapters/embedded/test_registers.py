"""What only the registers on DynamoDB do: one call a consultation, and no exception ever."""

from dataclasses import replace

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.embedded import items
from chalicelib.adapters.embedded.registers import EmbeddedRegisters
from chalicelib.adapters.memory.platform import known_keys
from chalicelib.domain.registers.access import (
    AccessContext,
    Actor,
    ActorKind,
    LoggedAccess,
    Service,
)
from chalicelib.domain.registers.acts import ActKind
from chalicelib.domain.registers.answers import Denied, Found, NotFound, Unavailable
from chalicelib.domain.registers.criminal_record import RecordModel
from ops.synthetic.fill import fill
from ops.synthetic.population import MINIMUM, generate
from tests.support.requests import a_number
from tests.support.stages.aws import CallCounter, Faults, a_session, make_table

PEOPLE = generate(MINIMUM)
FILE = PEOPLE.by_number[PEOPLE.personas["volwassene"].number]


class World:
    """The registers of one person, and everything around them."""

    def __init__(self):
        session = a_session()
        self.counter = CallCounter(session)
        self.client = Clients(session, attempts=1).dynamodb
        self.faults = Faults(self.client)
        self.table = make_table(session)
        self.keys = known_keys()
        self.pauses = []
        list(fill(self.client, self.table, self.keys, [FILE]))
        self.registers = self.new_registers()
        self.counter.clear()

    def new_registers(self):
        return EmbeddedRegisters(self.client, self.table, self.keys, self.pauses.append)

    def put(self, service, **attributes):
        key = items.key(items.pseudonym_of(self.keys, FILE.number), service)
        self.client.put_item(TableName=self.table, Item=key | attributes)

    def hold_back(self, service, times):
        """Let DynamoDB leave a key unprocessed so many times."""
        left = [times]

        def hold(parsed, **_):
            found = parsed["Responses"][self.table]
            held = [item for item in found if items.service_of(item) is service]
            if left[0] > 0 and held:
                left[0] -= 1
                found.remove(held[0])
                key = {name: held[0][name] for name in ("pk", "sk")}
                parsed["UnprocessedKeys"] = {self.table: {"Keys": [key]}}

        self.client.meta.events.register("after-call.dynamodb.BatchGetItem", hold)


@pytest.fixture
def world():
    with mock_aws():
        yield World()


def access(*services, entry="1", number=FILE.number):
    actor = Actor(ActorKind.SYSTEM, "issue")
    context = AccessContext(PEOPLE.nis, actor, number, "akte-geboorte", "art. 5", None)
    return LoggedAccess(context, frozenset(services), entry)


def test_all_services_of_one_consultation_cost_one_call(world):
    logged = access(*Service)
    registers = world.registers
    assert registers.person(logged) == Found(FILE.person)
    assert registers.household(logged) == Found(FILE.household)
    assert registers.residences(logged) == Found(FILE.residences)
    assert registers.act(logged, ActKind.BIRTH) == Found(FILE.acts[ActKind.BIRTH][0])
    assert registers.act(logged, ActKind.MARRIAGE) == Found(FILE.acts[ActKind.MARRIAGE][0])
    assert registers.extract(logged, RecordModel.BASIC) == Found(FILE.extracts[0])
    assert world.counter.calls == ["dynamodb.BatchGetItem"]


def test_only_what_the_log_names_is_fetched(world):
    world.registers.person(access(Service.PERSON, Service.ACTS))
    (params,) = world.counter.params
    sorts = {key["sk"]["S"] for key in params["RequestItems"][world.table]["Keys"]}
    assert sorts == {"REG#PERSON", "REG#ACTS"}


def test_a_denied_service_costs_no_call(world):
    answer = world.registers.household(access(Service.PERSON))
    assert answer == Denied("service_not_logged")
    assert world.counter.calls == []


def test_the_next_consultation_is_a_call_of_its_own(world):
    world.registers.person(access(Service.PERSON, entry="1"))
    world.registers.person(access(Service.PERSON, entry="2"))
    assert len(world.counter.calls) == 2


def test_an_entry_id_with_another_subject_or_more_services_is_another_consultation(world):
    world.registers.person(access(Service.PERSON))
    assert world.registers.person(access(Service.PERSON, number=a_number(5))) == NotFound()
    more = access(Service.PERSON, Service.HOUSEHOLD)
    assert world.registers.household(more) == Found(FILE.household)


def test_only_the_latest_consultations_are_remembered(world):
    world.registers.person(access(Service.PERSON, entry="first"))
    for entry in range(16):
        world.registers.person(access(Service.PERSON, entry=str(entry)))
    world.counter.clear()
    world.registers.person(access(Service.PERSON, entry="15"))
    assert world.counter.calls == []
    world.registers.person(access(Service.PERSON, entry="first"))
    assert len(world.counter.calls) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_timeout_is_unavailable_and_is_not_remembered(world, when):
    getattr(world.faults, when)("BatchGetItem")
    logged = access(Service.PERSON)
    answer = world.registers.person(logged)
    assert isinstance(answer, Unavailable)
    assert answer.reason.endswith("TimeoutError")
    assert world.registers.person(logged) == Found(FILE.person)


def test_an_error_of_dynamodb_is_unavailable_with_its_code_and_nothing_else(world):
    world.faults.answer("BatchGetItem", "ProvisionedThroughputExceededException")
    answer = world.registers.person(access(Service.PERSON))
    assert answer == Unavailable("ProvisionedThroughputExceededException")


def test_a_table_that_is_not_there_is_unavailable(world):
    registers = EmbeddedRegisters(world.client, "elsewhere", world.keys)
    answer = registers.person(access(Service.PERSON))
    assert answer == Unavailable("ResourceNotFoundException")


def test_unprocessed_keys_are_asked_again_alone(world):
    world.hold_back(Service.ACTS, times=2)
    logged = access(*Service)
    answer = world.registers.act(logged, ActKind.BIRTH)
    assert answer == Found(FILE.acts[ActKind.BIRTH][0])
    assert world.registers.person(logged) == Found(FILE.person)
    keys = [p["RequestItems"][world.table]["Keys"] for p in world.counter.params]
    assert [len(k) for k in keys] == [5, 1, 1]
    assert len(world.pauses) == 2


def test_keys_that_stay_unprocessed_are_unavailable_and_the_others_are_found(world):
    world.hold_back(Service.ACTS, times=3)
    logged = access(Service.PERSON, Service.ACTS)
    assert world.registers.act(logged, ActKind.BIRTH) == Unavailable("unprocessed")
    assert len(world.counter.calls) == 3
    assert world.registers.act(logged, ActKind.BIRTH) == Found(FILE.acts[ActKind.BIRTH][0])


@pytest.mark.parametrize(
    "attributes",
    [
        {"data": {"S": '{"number":{"digits":"1"}}'}},
        {"data": {"S": "no json"}},
        {"answer": {"S": "perhaps"}},
        {"answer": {"S": "ambiguous:many"}},
    ],
    ids=["incomplete", "no json", "unknown answer", "no count"],
)
def test_an_item_that_makes_no_sense_is_unavailable(world, attributes):
    world.put(Service.PERSON, **attributes)
    assert world.registers.person(access(Service.PERSON)) == Unavailable("unreadable")


def test_an_item_without_anything_is_not_found(world):
    world.put(Service.PERSON)
    assert world.registers.person(access(Service.PERSON)) == NotFound()


def test_no_key_holds_a_national_number(world):
    found = world.client.scan(TableName=world.table)["Items"]
    assert {item["pk"]["S"].split("#")[0] for item in found} == {"PERSON", "NAME", "DWELLING"}
    for item in found:
        assert FILE.number.digits not in item["pk"]["S"] + item["sk"]["S"]


def test_every_item_says_that_it_is_synthetic(world):
    for item in world.client.scan(TableName=world.table)["Items"]:
        assert item["synthetic"] == {"BOOL": True}


@pytest.mark.parametrize("service", Service)
def test_any_value_survives_being_written_down(service):
    value = FILE.answer(service).value
    assert items.decode(service, items.encode(service, value)) == value


def test_a_field_of_another_shape_is_refused_when_read():
    text = items.encode(Service.PERSON, replace(FILE.person, died=None))
    with pytest.raises(ValueError, match="civil_status"):
        items.decode(Service.PERSON, text.replace('"married"', '"engaged"'))
