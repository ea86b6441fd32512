"""A certificate on the road of every process: from the order to the mail, over moto's AWS."""

from dataclasses import replace
from hashlib import sha256

from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, result_of
from chalicelib.domain.process.engine import replay
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.usecases.cases.links import link_of
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from tests.support.counter import Counter, population
from tests.support.requests import KORTRIJK
from tests.support.web.counter import Otherwise

ADULT = population().personas["volwassene"].number
ORDER = {"document": "attest-hoofdverblijfplaats", "subject": ADULT.digits}


def ordered(counter: Counter, key: str = "een", **more: str) -> CertificateCase:
    command = OpenCommand(
        KORTRIJK, PROCESS, "applicant", ADULT, "a@b.example", ORDER | more, key, Assurance.HIGH
    )
    return counter.wiring.road.open_case(command).case


def test_an_order_in_order_is_issued_and_mailed_without_anybody(counter: Counter) -> None:
    case = ordered(counter)
    counter.drain()
    after = counter.case(case.id)
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
    waiting = counter.case(case.id)
    assert waiting.instance.state == "clerk_review"
    assert waiting.verdict is not None
    assert [finding.code for finding in waiting.verdict.failed] == ["remark_present"]
    assert counter.act(ADULT, case.id, "withdraw").event == "withdraw"
    assert counter.case(case.id).instance.state == "withdrawn"


def test_the_same_order_again_leads_to_the_first_under_whatever_key(counter: Counter) -> None:
    first, again = ordered(counter), ordered(counter)
    counter.drain()
    assert {again.id, ordered(counter, key="twee").id} == {first.id}
    assert len(counter.mails()) == len(counter.objects()) == 1


def test_an_address_that_nobody_confirmed_gets_the_mails_of_one_case(counter: Counter) -> None:
    first, other = ordered(counter), ordered(counter, key="twee", document="attest-leven")
    counter.drain()
    assert counter.case(other.id).instance.state == "delivered"
    assert [first.reference in mail.subject for mail in counter.mails()] == [True]

    keys = counter.wiring.platform.keys
    citizen = Citizen(ADULT, Assurance.HIGH)
    token = link_of(keys, KORTRIJK, first.id, 1)
    counter.wiring.road.open_link.by_sign_in(token, citizen)
    ordered(counter, key="drie", document="attest-nationaliteit")
    counter.drain()
    assert len(counter.mails()) == 2


def test_who_signed_in_weakly_is_looked_at_by_a_person(counter: Counter) -> None:
    command = OpenCommand(
        KORTRIJK, PROCESS, "applicant", ADULT, "a@b.example", ORDER, "zwak", Assurance.LOW
    )
    case = counter.wiring.road.open_case(command).case
    counter.drain()
    assert counter.case(case.id).instance.state == "clerk_review"
    assert counter.objects() == []


def test_the_same_wish_again_is_answered_with_the_first_by_the_api(counter: Counter) -> None:
    first, again = (counter.post(ADULT, {"document": "attest-leven"}) for _ in range(2))
    assert [first.status_code, again.status_code] == [202, 200]
    assert again.headers["Location"] == first.headers["Location"]


def test_one_too_many_is_a_429_that_says_when_and_stores_and_mails_nothing(
    counter: Counter,
) -> None:
    wiring = counter.wiring
    here = wiring.templates.municipalities.get(KORTRIJK)
    few = replace(here.limits, requests_per_day=1, most_requests_per_day=2)
    wiring.give(municipalities=Otherwise(limits=few, address=here.address, aliases=here.aliases))
    wishes = ("attest-leven", "attest-nationaliteit", "attest-kiezer")
    answers = [counter.post(ADULT, {"document": one}) for one in wishes]
    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[2].json_body["code"] == "too_many_today"
    assert 0 < int(answers[2].headers["Retry-After"]) <= 24 * 60 * 60
    assert len(wiring.cases.store.of_person(KORTRIJK, ADULT, 9)) == 2
