"""The link in a mail: a pointer, not a key."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.tenants.municipality import Override
from chalicelib.usecases.cases.links import link_of
from tests.support.orders import a_certificate_case, asked_by, stored
from tests.support.requests import KORTRIJK, a_number
from tests.support.web.counter import (
    Counter,
    Otherwise,
    Two,
    Visitor,
    number_in_print,
    open_counter,
)


def delivered(counter: Counter, *, signed_in: bool) -> str:
    """The path of the link to somebody's document."""
    how = {} if signed_in else {"assurance": None}
    case = counter.deliver(stored(counter.store, asked_by(a_certificate_case(), **how)))
    keys, to = counter.wiring.platform.keys, case.parties[0].email
    return f"/d/{link_of(keys, KORTRIJK, case.id, 1, to)}"


def test_who_finds_the_mail_must_sign_in(counter: Counter, visitor: Visitor) -> None:
    path = delivered(counter, signed_in=True)
    text = visitor.get(path).body.decode()
    assert "Aanmelden met itsme of eID" in text
    assert f'href="/aanmelden?terug={path}"' in text
    assert visitor.get(f"{path}/document").status_code == 401


def test_the_person_who_asked_opens_it_after_signing_in(counter: Counter, visitor: Visitor) -> None:
    path = delivered(counter, signed_in=True)
    assert visitor.sign_in(1, path).headers["Location"] == path
    assert f'href="{path}/document"' in visitor.get(path).body.decode()
    answer = visitor.get(f"{path}/document")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("memory://")


def test_nobody_else_opens_it_by_signing_in(counter: Counter, visitor: Visitor) -> None:
    path = delivered(counter, signed_in=True)
    visitor.sign_in(2, path)
    assert visitor.get(f"{path}/document").status_code == 404


@pytest.fixture
def lenient(counter: Counter) -> Iterator[Counter]:
    """A counter whose certificate of life asks no high level."""
    low = {"attest-leven": Override(required_assurance=Assurance.LOW)}
    with open_counter({"municipalities": Otherwise(documents=low)}) as other:
        yield other


def test_who_asked_at_the_counter_opens_what_asks_no_high_level_with_their_number(
    lenient: Counter, visitor: Visitor
) -> None:
    path = delivered(lenient, signed_in=False)
    assert "Uw rijksregisternummer" in visitor.get(path).body.decode()
    answer = visitor.post(path, {"nummer": number_in_print(1)})
    assert answer.status_code == 200
    assert "memory://" in answer.body.decode()
    assert a_number(1).digits not in answer.body.decode()
    kept = lenient.wiring.state.wishes.of_person(KORTRIJK, a_number(1))
    assert kept is None, "a number doesn't make an address somebody's own"


def test_no_number_opens_a_link_that_was_mailed_to_an_address_that_was_replaced(
    lenient: Counter, visitor: Visitor
) -> None:
    path = delivered(lenient, signed_in=False)
    lenient.store.readdress(lenient.stored()[0], 1, "juist@elders.example")
    assert "Uw rijksregisternummer" not in visitor.get(path).body.decode()
    assert visitor.post(path, {"nummer": number_in_print(1)}).status_code == 404
    visitor.sign_in(1, path)
    assert visitor.get(f"{path}/document").status_code == 302


def test_no_number_opens_what_asks_a_high_level_the_page_says_counter_or_post(
    counter: Counter, visitor: Visitor
) -> None:
    path = delivered(counter, signed_in=False)
    text = visitor.get(path).body.decode()
    assert "Uw rijksregisternummer" not in text
    assert "aan het loket" in text
    assert "met de post" in text
    assert visitor.post(path, {"nummer": number_in_print(1)}).status_code == 404
    visitor.sign_in(1, path)
    assert visitor.get(f"{path}/document").status_code == 302


def test_looking_and_right_numbers_use_nothing_up(lenient: Counter, visitor: Visitor) -> None:
    path = delivered(lenient, signed_in=False)
    for _ in range(12):
        assert visitor.get(path).status_code == 200
        assert visitor.post(path, {"nummer": number_in_print(1)}).status_code == 200


def test_a_visitor_has_five_tries_an_hour_over_all_links(
    lenient: Counter, visitor: Visitor
) -> None:
    path = delivered(lenient, signed_in=False)
    guess(visitor, path, 5)
    answer = visitor.post(path, {"nummer": number_in_print(1)})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"
    assert "memory://" not in answer.body.decode()
    lenient.clock.move(timedelta(hours=1))
    assert visitor.post(path, {"nummer": number_in_print(1)}).status_code == 200


def test_ten_wrong_numbers_close_a_link_for_good_and_applicant_and_staff_hear_of_it(
    lenient: Counter, visitor: Visitor
) -> None:
    path = delivered(lenient, signed_in=False)
    guess(visitor, path, 5)
    lenient.clock.move(timedelta(hours=1))
    guess(visitor, path, 4)
    last = visitor.post(path, {"nummer": number_in_print(2)})
    assert last.status_code == 403
    assert "te vaak een verkeerd nummer" in last.body.decode()

    lenient.clock.move(timedelta(days=300))
    for _ in range(2):
        assert visitor.post(path, {"nummer": number_in_print(1)}).status_code == 404
    assert "Uw rijksregisternummer" not in visitor.get(path).body.decode()
    (case,) = lenient.store.of_person(KORTRIJK, a_number(1), 9)
    assert [(task.code, task.role) for task in case.tasks] == [("link_guessed", "clerk")]
    outgoing = lenient.store.outgoing(KORTRIJK, case.id)
    assert [one.template for one in outgoing if one.template == "link_closed"] == ["link_closed"]


def test_a_task_that_was_done_opens_the_link_no_more(lenient: Counter, visitor: Visitor) -> None:
    path = delivered(lenient, signed_in=False)
    guess(visitor, path, 5)
    lenient.clock.move(timedelta(hours=1))
    guess(visitor, path, 4)
    visitor.post(path, {"nummer": number_in_print(2)})
    (case,) = lenient.store.of_person(KORTRIJK, a_number(1), 9)
    lenient.store.close_task(case, case.tasks[0].key)
    lenient.clock.move(timedelta(hours=1))

    answer = visitor.post(path, {"nummer": number_in_print(1)})

    assert answer.status_code == 403
    assert "memory://" not in answer.body.decode()


def test_the_owner_opens_by_signing_in_whatever_others_guessed(
    lenient: Counter, visitor: Visitor
) -> None:
    path = delivered(lenient, signed_in=False)
    guess(visitor, path, 5)
    lenient.clock.move(timedelta(hours=1))
    guess(visitor, path, 5)
    visitor.sign_in(1, path)
    assert visitor.get(f"{path}/document").status_code == 302


def guess(visitor: Visitor, path: str, times: int) -> None:
    """Type a wrong number so often."""
    for _ in range(times):
        assert visitor.post(path, {"nummer": number_in_print(2)}).status_code == 403


def test_a_number_does_not_open_what_needs_a_sign_in(counter: Counter, visitor: Visitor) -> None:
    path = delivered(counter, signed_in=True)
    assert visitor.post(path, {"nummer": number_in_print(1)}).status_code == 404


@pytest.mark.parametrize("token", ["onzin", "a" * 50, "x" * 500, "..", "%00"])
def test_a_link_that_is_none_leads_nowhere(visitor: Visitor, token: str) -> None:
    for answer in (
        visitor.get(f"/d/{token}"),
        visitor.post(f"/d/{token}", {"nummer": number_in_print(1)}),
        visitor.get(f"/d/{token}/document"),
    ):
        assert answer.status_code == 404


def test_a_link_of_another_municipality_leads_nowhere_here() -> None:
    with open_counter({"municipalities": Two()}) as counter:
        path = delivered(counter, signed_in=False)
        elsewhere = Visitor("elders.example")
        assert elsewhere.get(path).status_code == 404
        assert elsewhere.post(path, {"nummer": number_in_print(1)}).status_code == 404


def test_a_document_after_its_days_is_said_to_be_gone(lenient: Counter, visitor: Visitor) -> None:
    path = delivered(lenient, signed_in=False)
    lenient.clock.move(timedelta(days=31))
    answer = visitor.post(path, {"nummer": number_in_print(1)})
    assert answer.status_code == 410
    assert "Vraag gerust een nieuw aan" in answer.body.decode()
