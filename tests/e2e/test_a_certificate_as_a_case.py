"""A certificate on the road of every process: from the order to the mail, over moto's AWS."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import pytest

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, result_of
from chalicelib.domain.process.engine import replay
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import Unreadable
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.open_case import OpenCommand
from chalicelib.wiring import certificate_process
from chalicelib.wiring.process_types import Registry
from tests.support.counter import Counter, a_counter, population
from tests.support.requests import KORTRIJK
from tests.support.web.counter import Otherwise

ADULT = population().personas["volwassene"].number
ORDER = {"document": "attest-hoofdverblijfplaats", "subject": ADULT.digits}


@pytest.fixture
def counter(clock: MemoryClock) -> Iterator[Counter]:
    loads = {PROCESS: certificate_process.load}
    works = {"certificates": certificate_process.bind}
    here = Otherwise(processes={PROCESS: date(2026, 1, 1)})
    known = {"registry": Registry(loads=loads), "bindings": works, "municipalities": here}
    with a_counter(clock=clock, **known) as made:
        yield made


def ordered(counter: Counter, key: str = "een", **more: str) -> CertificateCase:
    command = OpenCommand(
        KORTRIJK, PROCESS, "applicant", ADULT, "a@b.example", ORDER | more, key, Assurance.HIGH
    )
    return counter.wiring.road.open_case(command).case


def now(counter: Counter, case: CertificateCase) -> CertificateCase:
    found = counter.wiring.cases.store.get(KORTRIJK, case.id)
    assert found is not None
    assert not isinstance(found, Unreadable)
    return found


def test_an_order_in_order_is_issued_and_mailed_without_anybody(counter: Counter) -> None:
    case = ordered(counter)
    counter.drain()
    after = now(counter, case)
    issued = result_of(after)
    assert (after.instance.state, after.handling.touched) == ("delivered", False)
    assert issued is not None
    assert issued.sha256 == sha256(counter.pdf(issued.object_key)).hexdigest()
    (mail,) = counter.mails()
    assert case.reference in mail.subject
    assert issued.number == f"{KORTRIJK}-{case.reference}"
    definition = counter.wiring.cases.types.definition(PROCESS)
    events = counter.wiring.cases.store.events(KORTRIJK, case.id)
    assert replay(definition, events) == after.instance.unmarked()


def test_the_message_again_makes_nothing_twice(counter: Counter) -> None:
    ordered(counter)
    (body,) = counter.bodies(counter.outputs.issue_queue)
    for _ in range(3):
        counter.deliver(body)
    assert len(counter.mails()) == len(counter.objects()) == 1


def test_what_a_clerk_must_read_waits_for_one_and_can_be_taken_back(counter: Counter) -> None:
    case = ordered(counter, remark="Kan dit ook in het Frans?")
    counter.drain()
    waiting = now(counter, case)
    assert waiting.instance.state == "clerk_review"
    assert waiting.verdict is not None
    assert [finding.code for finding in waiting.verdict.failed] == ["remark_present"]
    me = Citizen(ADULT, Assurance.HIGH)
    seen = counter.wiring.road.look.case(KORTRIJK, case.id, me).seen
    acting = Acting(KORTRIJK, case.id, seen, "withdraw", me, {}, "weg")
    assert counter.wiring.road.act(acting).event == "withdraw"
    assert now(counter, case).instance.state == "withdrawn"


def test_the_same_order_again_is_noticed_and_the_same_key_is_one_case(counter: Counter) -> None:
    first, again, other = ordered(counter), ordered(counter), ordered(counter, key="twee")
    assert first.id == again.id
    assert other.intake.duplicate_of == first.id


def test_who_signed_in_weakly_is_looked_at_by_a_person(counter: Counter) -> None:
    command = OpenCommand(
        KORTRIJK, PROCESS, "applicant", ADULT, "a@b.example", ORDER, "zwak", Assurance.LOW
    )
    case = counter.wiring.road.open_case(command).case
    counter.drain()
    assert now(counter, case).instance.state == "clerk_review"
    assert counter.objects() == []
