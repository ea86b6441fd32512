"""Renewing the secret while people keep asking: nothing is lost, and nothing is issued twice."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import cycle

import pytest

from chalicelib.adapters.aws.dynamodb.table import GUARD
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.documents.seal.reading import SealReader
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.issued.verification import SealState
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.cases import Unreadable
from chalicelib.wiring import Wiring
from ops.deploy.authority import chain_for
from ops.operate.rotation.hashes import HashRotation
from ops.operate.rotation.lifting import Lifting
from ops.operate.rotation.seal import SealRotation
from ops.operate.rotation.secret import Parameter, Phase, lifted_from, older
from tests.support.counter import EMAIL, Counter, a_counter, population

TENANT = "34022"
ADULT = population().personas["volwassene"].number
ME = Citizen(ADULT, Assurance.HIGH)
WISHES = ("hoofdverblijfplaats", "nationaliteit", "gezinssamenstelling", "leven")
"""In turn, so that none is asked for twice in ten minutes."""

BLOCKED = "terug@burger.example"
OLD = re.compile(r"\b1\.(?:[0-9a-f]{64}|[0-9a-f]{40})\b")


@pytest.fixture
def counter(clock: MemoryClock) -> Iterator[Counter]:
    """A counter in a village of one: the local AWS copies its tables for each row that moves."""
    with a_counter([population().by_number[ADULT]], clock=clock) as made:
        yield made


def a_rotation(counter: Counter, clock: MemoryClock) -> HashRotation:
    clients, outputs = counter.wiring.platform.clients, counter.outputs
    tables = (outputs.table, outputs.registers)
    return HashRotation(
        Parameter(clients.ssm, outputs.secrets_parameter),
        tuple(Lifting(clients.dynamodb, table) for table in tables),
        clock,
    )


def moments(rotation: HashRotation, clock: MemoryClock) -> Iterator[str]:
    """The moments of a rotation, one after the other, as an operator goes through them."""
    yield "before"
    announced = rotation.step()
    yield "announced, and nobody knows"
    clock.move(timedelta(minutes=6))
    yield "announced, and everybody knows"
    clock.set(rotation.parameter.read()[-1].since)
    yield "in force"
    assert announced.again is not None
    clock.set(announced.again)
    lifted = rotation.step()
    yield "lifted"
    if lifted.again:
        clock.set(lifted.again + timedelta(seconds=1))
        assert rotation.step().again is None
    yield "retired, and nobody knows"
    clock.move(timedelta(minutes=6))
    yield "retired"


def rows(counter: Counter) -> list[dict]:
    """Everything in both tables, but for guards whose time is over."""
    registers = counter.wiring.platform.clients.dynamodb.get_paginator("scan").paginate(
        TableName=counter.outputs.registers
    )
    everything = counter.items() + [item for page in registers for item in page["Items"]]
    return [item for item in everything if item["sk"]["S"] != GUARD]


def asked(counter: Counter, document: str, key: str = "") -> str:
    answer = counter.post(ADULT, {"document": document}, key=key)
    assert answer.status_code == 202, answer.json_body
    counter.drain()
    return answer.json_body["id"]


def now(counter: Counter, case_id: str) -> CertificateCase:
    found = counter.wiring.cases.store.get(TENANT, case_id)
    assert found is not None
    assert not isinstance(found, Unreadable)
    return found


def tokens(counter: Counter) -> list[str]:
    """Where the links of the mails that were sent lead."""
    found = (re.search(r"/d/([\w-]+)", mail.text) for mail in counter.mails())
    return [match[1] for match in found if match]


def test_people_ask_and_find_theirs_at_every_moment_of_a_rotation(
    counter: Counter, clock: MemoryClock
) -> None:
    rotation, wiring = a_rotation(counter, clock), counter.wiring
    wiring.state.suppressions.block(TENANT, BLOCKED, clock.now())
    first = asked(counter, "attest-leven", key="first")
    mine = [first]
    for moment, wish in zip(moments(rotation, clock), cycle(WISHES)):
        clock.move(timedelta(seconds=61))
        wiring.state.mail_addresses.confirm(TENANT, EMAIL)  # a rotation doesn't move who confirmed
        mine.append(asked(counter, f"attest-{wish}"))

        listed = counter.get(ADULT, "/api/v1/requests").json_body["requests"]
        assert [one["id"] for one in listed] == mine[::-1], moment
        assert {one["state"] for one in listed} == {"delivered"}
        assert len(wiring.state.access_log.of_person(TENANT, ADULT, 99)) == len(mine)
        assert len(wiring.state.ledger.of_subject(TENANT, ADULT, 99)) == len(mine)
        assert wiring.state.suppressions.is_blocked(TENANT, BLOCKED)
        if not moment.startswith("retired"):
            assert asked(counter, "attest-leven", key="first") == first

    assert rotation.phase() is Phase.AT_REST
    assert len(tokens(counter)) == len(counter.mails()) == len(mine) == len(counter.objects())
    for token in tokens(counter):
        assert wiring.road.open_link.by_sign_in(token, ME)
    for case_id in mine:
        issued = result_of(now(counter, case_id))
        code = wiring.printing.marking.code(TENANT, case_id)
        assert code.hashed == issued.code_hash
        assert wiring.state.ledger.by_code(TENANT, code.hashed).number == issued.number
    assert [item for item in rows(counter) if OLD.search(str(item))] == []


def test_the_links_of_before_end_when_the_secret_is_known_to_others(
    counter: Counter, clock: MemoryClock
) -> None:
    rotation = a_rotation(counter, clock)
    asked(counter, "attest-leven")
    rotation.step()
    assert "in force from" in rotation.end_links().said
    clock.set(rotation.parameter.read()[-1].since)
    after = asked(counter, "attest-hoofdverblijfplaats")
    rotation.end_links()
    clock.move(timedelta(minutes=6))
    before, newer = tokens(counter)
    with pytest.raises(NotThereError):
        counter.wiring.road.open_link.by_sign_in(before, ME)
    assert counter.wiring.road.open_link.by_sign_in(newer, ME)
    listed = counter.get(ADULT, "/api/v1/requests").json_body["requests"]
    assert listed[0]["id"] == after
    assert len(listed) == 2


def test_a_case_of_before_that_is_answered_after_is_issued_once(
    counter: Counter, clock: MemoryClock
) -> None:
    """Its link and its code are under the version of when it was asked for."""
    answer = counter.post(ADULT, {"document": "attest-leven"})
    (body,) = counter.bodies(counter.outputs.issue_queue)
    for _ in moments(a_rotation(counter, clock), clock):
        pass
    for _ in range(2):
        counter.deliver(body)
    assert now(counter, answer.json_body["id"]).instance.state == "delivered"
    assert len(counter.objects()) == len(counter.mails()) == 1
    (token,) = tokens(counter)
    assert counter.wiring.road.open_link.by_sign_in(token, ME)


def test_documents_are_sealed_with_the_new_key_and_those_of_before_are_still_ours(
    counter: Counter, clock: MemoryClock
) -> None:
    wiring, clients = counter.wiring, counter.wiring.platform.clients
    colleague = Wiring(wiring.settings, clients=clients, clock=clock)
    mine = [asked(counter, "attest-leven")]
    before = wiring.seal.seals.at(TENANT, clock.now())
    certify = partial(chain_for, organisation="Stad Kortrijk", now=clock.now())
    rotation = SealRotation(clients.kms, clients.ssm, "test", TENANT, clock)
    assert (again := rotation.certify_for_tests(certify).again)
    for wish, wait in zip(WISHES, (0, 6, 15, 25), strict=True):
        clock.move(timedelta(minutes=wait))
        mine.append(asked(counter, f"attest-{wish}"))
        for reader in (wiring, colleague):
            for key in counter.objects():
                found = reader.issued.verify.inspector.inspect(counter.pdf(key))
                assert found.seal is SealState.INTACT
    assert clock.now() > again
    after = wiring.seal.seals.at(TENANT, clock.now())
    assert after.key_id != before.key_id
    sealed_by = [
        SealReader([one.chain]).inspect(counter.pdf(key)).seal
        for one in (before, after)
        for request_id in (mine[0], mine[-1])
        for key in counter.objects()
        if request_id in key
    ]
    ours, foreign = SealState.INTACT, SealState.FOREIGN
    assert sealed_by == [ours, foreign, foreign, ours]


def test_a_second_rotation_lifts_what_the_first_one_lifted(
    counter: Counter, clock: MemoryClock
) -> None:
    rotation, first = a_rotation(counter, clock), asked(counter, "attest-leven")
    for _ in range(2):
        for _ in moments(rotation, clock):
            pass
    assert [one.number for one in rotation.parameter.read()] == [1, 2, 3]
    assert [one.number for one in older(rotation.parameter.read())] == []
    assert lifted_from(rotation.parameter.read()) < clock.now()
    listed = counter.get(ADULT, "/api/v1/requests").json_body["requests"]
    assert [one["id"] for one in listed] == [first]
    assert len(counter.wiring.state.access_log.of_person(TENANT, ADULT, 99)) == 1
