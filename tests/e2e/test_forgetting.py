"""Somebody is forgotten on the whole counter: nothing of theirs is left on AWS but what must be."""

from datetime import timedelta

import pytest
from chalicelib.domain.former_cases.case import PROCESS, Request
from chalicelib.domain.former_process import replay

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.sessions import Session
from chalicelib.usecases.privacy.find_held import Claim
from tests.support.aws import Faults
from tests.support.counter import Counter, population

TENANT = "34022"
ADULT = population().personas["volwassene"].number
OTHER = population().personas["letters"].number
CLAIM = Claim(TENANT, ADULT, "k7", "FG-12")
REMARK = "Opmerking van mij"
EMAIL = "test@burger.example"


def lived(counter: Counter, clock: MemoryClock) -> list[Request]:
    """Two documents, and one request taken back; signed in, and an address that bounced."""
    ids = []
    for document, remark in (("attest-leven", ""), ("attest-nationaliteit", ""), ("", REMARK)):
        wish = {"document": document or "attest-leven", "remark": remark}
        clock.move(timedelta(hours=1))
        ids.append(counter.post(ADULT, wish).json_body["id"])
        counter.drain()
    counter.wiring.cases.withdraw(TENANT, ADULT, ids[-1])
    counter.wiring.state.sessions.open(a_session(clock))
    counter.wiring.state.suppressions.block(TENANT, EMAIL, clock.now())
    found = [counter.wiring.state.requests.get(TENANT, request_id) for request_id in ids]
    assert [r.instance.state for r in found] == ["delivered", "delivered", "withdrawn"]
    return found


def a_session(clock: MemoryClock) -> Session:
    until = clock.now() + timedelta(hours=2)
    return Session("session", TENANT, ADULT, "Test Persoon", EMAIL, "high", "csrf", until)


def forgotten(counter: Counter) -> int:
    forget = counter.wiring.privacy.forget
    return len(list(forget(CLAIM, forget.plan(CLAIM).code)))


def left_of(counter: Counter) -> list[str]:
    """What of the person can be read in any item; the pseudonym isn't the person."""
    items = [str(item) for item in counter.items()]
    return [s for s in (ADULT.digits, EMAIL, REMARK, "Test Persoon") if any(s in i for i in items)]


def tallies(counter: Counter, requests: list[Request]) -> dict:
    counted = counter.wiring.figures.count_days
    counted.days(TENANT, {r.intake.received_at.date() for r in requests})
    return {day.day: day.tally for day in counter.wiring.figures.rollups.days(TENANT, 2026)}


def test_nothing_is_left_but_what_has_to_be(counter: Counter, clock: MemoryClock) -> None:
    requests = lived(counter, clock)
    wiring, figures = counter.wiring, tallies(counter, requests)
    log = wiring.state.access_log.of_person(TENANT, ADULT, 1000)
    token = wiring.platform.keys.link_token(TENANT, requests[0].id)
    assert len(left_of(counter)) == 4

    assert forgotten(counter) == 3

    assert left_of(counter) == []
    listed = wiring.platform.clients.s3.list_object_versions(Bucket=counter.outputs.bucket)
    assert (listed.get("Versions", []), listed.get("DeleteMarkers", [])) == ([], [])
    assert tallies(counter, requests) == figures
    assert wiring.state.access_log.of_person(TENANT, ADULT, 1000)[2:] == log
    assert counter.get(ADULT, "/api/v1/requests").json_body["requests"] == []
    assert wiring.state.sessions.get("session") is None
    with pytest.raises(NotThereError):
        wiring.certificates.open_link.look(token)


def test_promises_hold_afterwards(counter: Counter, clock: MemoryClock) -> None:
    requests = lived(counter, clock)
    wiring = counter.wiring
    codes = {r.id: wiring.certificates.mark.code(r).text for r in requests if r.issued}
    forgotten(counter)

    definition = wiring.templates.processes.get(PROCESS)
    calendar = wiring.templates.municipalities.get(TENANT).calendar
    for request in requests:
        again = replay(definition, wiring.state.requests.events(TENANT, request.id), calendar)
        left = wiring.state.requests.get(TENANT, request.id).instance
        assert (again.state, again.version) == (left.state, left.version)
    for request in requests[:2]:
        seen = counter.get(OTHER, f"/api/v1/verify/{codes[request.id]}").json_body
        assert seen["status"] == "authentic"
        listed = wiring.state.ledger.get(TENANT, request.document_number)
        assert listed.entry.sha256 == request.issued.sha256
    clock.move(timedelta(days=60))
    counter.tick()
    assert wiring.privacy.erase(TENANT) == 0


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("dynamodb", "PutItem"),
        ("dynamodb", "DeleteItem"),
        ("dynamodb", "TransactWriteItems"),
        ("s3", "DeleteObject"),
        ("s3", "ListObjectVersions"),
    ],
)
def test_what_breaks_off_is_finished_by_doing_it_again(
    counter: Counter, clock: MemoryClock, service: str, operation: str, when: str
) -> None:
    requests = lived(counter, clock)
    figures = tallies(counter, requests)
    code = counter.wiring.privacy.forget.plan(CLAIM).code
    faults = Faults(getattr(counter.wiring.platform.clients, service))
    if when == "before":
        faults.before(operation, times=3)
    else:
        faults.after(operation)

    with pytest.raises(RetryableError):
        list(counter.wiring.privacy.forget(CLAIM, code))
    forgotten(counter)

    assert left_of(counter) == []
    assert counter.objects() == []
    assert tallies(counter, requests) == figures
