"""Somebody is forgotten on the whole counter: nothing of theirs is left on AWS but what must be."""

from datetime import timedelta

import pytest

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.process.engine import replay
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.cases import Unreadable
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.sessions import Session
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.links import link_of
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from tests.support.counter import Counter, population
from tests.support.stages.aws import Faults

TENANT = "34022"
ADULT = population().personas["volwassene"].number
OTHER = population().personas["letters"].number
CLAIM = DataSubjectRequest(TENANT, ADULT, "k7", "FG-12")
ME = Citizen(ADULT, Assurance.HIGH)
REMARK = "Opmerking van mij"
EMAIL = "test@burger.example"


def now(counter: Counter, case_id: str) -> CertificateCase:
    found = counter.wiring.cases.store.get(TENANT, case_id)
    assert found is not None
    assert not isinstance(found, Unreadable)
    return found


def lived(counter: Counter, clock: MemoryClock) -> list[CertificateCase]:
    """Two documents, and one order taken back; signed in, and an address that bounced."""
    ids = []
    for document, remark in (("attest-leven", ""), ("attest-nationaliteit", ""), ("", REMARK)):
        wish = {"document": document or "attest-leven", "remark": remark}
        clock.move(timedelta(hours=1))
        ids.append(counter.post(ADULT, wish).json_body["id"])
        counter.drain()
    seen = counter.wiring.road.look.case(TENANT, ids[-1], ME).seen
    counter.wiring.road.act(Acting(TENANT, ids[-1], seen, "withdraw", ME, {}, "weg"))
    counter.wiring.state.sessions.open(a_session(clock))
    counter.wiring.state.suppressions.block(TENANT, EMAIL, clock.now())
    found = [now(counter, case_id) for case_id in ids]
    assert [case.instance.state for case in found] == ["delivered", "delivered", "withdrawn"]
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


def tallies(counter: Counter, cases: list[CertificateCase]) -> dict:
    counted = counter.wiring.figures.count_days
    counted.days(TENANT, {case.intake.received_at.date() for case in cases})
    return {day.day: day.tally for day in counter.wiring.figures.rollups.days(TENANT, 2026)}


def test_nothing_is_left_but_what_has_to_be(counter: Counter, clock: MemoryClock) -> None:
    cases = lived(counter, clock)
    wiring, figures = counter.wiring, tallies(counter, cases)
    log = wiring.state.access_log.of_person(TENANT, ADULT, 1000)
    assert len(left_of(counter)) == 4

    assert forgotten(counter) == 3

    assert left_of(counter) == []
    listed = wiring.platform.clients.s3.list_object_versions(Bucket=counter.outputs.bucket)
    assert (listed.get("Versions", []), listed.get("DeleteMarkers", [])) == ([], [])
    assert tallies(counter, cases) == figures
    assert wiring.state.access_log.of_person(TENANT, ADULT, 1000)[2:] == log
    assert counter.get(ADULT, "/api/v1/requests").json_body["requests"] == []
    assert wiring.state.sessions.get("session") is None
    with pytest.raises(NotThereError):
        wiring.road.look.case(TENANT, cases[0].id, ME)
    with pytest.raises(NotThereError):
        wiring.road.open_link.look(link_of(wiring.platform.keys, TENANT, cases[0].id, 1))


def test_promises_hold_afterwards(counter: Counter, clock: MemoryClock) -> None:
    cases = lived(counter, clock)
    wiring = counter.wiring
    code_of = wiring.printing.marking.code
    codes = {case.id: code_of(TENANT, case.id).text for case in cases[:2]}
    forgotten(counter)

    definition = wiring.cases.types.definition("certificate_request")
    for case in cases:
        again = replay(definition, wiring.cases.store.events(TENANT, case.id))
        assert again == now(counter, case.id).instance.unmarked()
    for case in cases[:2]:
        result = result_of(case)
        assert result is not None
        seen = counter.get(OTHER, f"/api/v1/verify/{codes[case.id]}").json_body
        assert seen["status"] == "authentic"
        listed = wiring.state.ledger.get(TENANT, result.number)
        assert listed is not None
        assert listed.entry.sha256 == result.sha256
    clock.move(timedelta(days=60))
    counter.tick()
    assert wiring.issuance.erase_files(TENANT) == 0


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
    cases = lived(counter, clock)
    figures = tallies(counter, cases)
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
    assert tallies(counter, cases) == figures
