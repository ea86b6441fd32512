"""The link in a mail: a pointer, not a key."""

from datetime import timedelta

import pytest

from chalicelib.usecases.cases.links import link_of
from tests.support.orders import a_certificate_case, asked_by, stored
from tests.support.requests import KORTRIJK, a_number
from tests.support.web.counter import Counter, Two, Visitor, number_in_print, open_counter


def delivered(counter: Counter, *, signed_in: bool) -> str:
    """The path of the link to somebody's document."""
    how = {} if signed_in else {"assurance": None}
    case = counter.deliver(stored(counter.store, asked_by(a_certificate_case(), **how)))
    return f"/d/{link_of(counter.wiring.platform.keys, KORTRIJK, case.id, 1)}"


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


def test_who_asked_at_the_counter_opens_it_with_their_number(
    counter: Counter, visitor: Visitor
) -> None:
    path = delivered(counter, signed_in=False)
    assert "Uw rijksregisternummer" in visitor.get(path).body.decode()
    answer = visitor.post(path, {"nummer": number_in_print(1)})
    assert answer.status_code == 200
    assert "memory://" in answer.body.decode()
    assert a_number(1).digits not in answer.body.decode()


def test_looking_uses_nothing_up(counter: Counter, visitor: Visitor) -> None:
    path = delivered(counter, signed_in=False)
    for _ in range(20):
        assert visitor.get(path).status_code == 200
    assert visitor.post(path, {"nummer": number_in_print(1)}).status_code == 200


def test_there_is_a_limit_on_tries(counter: Counter, visitor: Visitor) -> None:
    path = delivered(counter, signed_in=False)
    for _ in range(5):
        answer = visitor.post(path, {"nummer": number_in_print(2)})
        assert answer.status_code == 403
        assert "Dit nummer klopt niet" in answer.body.decode()
    for number in (number_in_print(2), number_in_print(1)):
        answer = visitor.post(path, {"nummer": number})
        assert answer.status_code == 429
        assert "memory://" not in answer.body.decode()
    counter.clock.move(timedelta(hours=1))
    assert visitor.post(path, {"nummer": number_in_print(1)}).status_code == 200


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


def test_a_document_after_its_days_is_said_to_be_gone(counter: Counter, visitor: Visitor) -> None:
    path = delivered(counter, signed_in=False)
    counter.clock.move(timedelta(days=31))
    answer = visitor.post(path, {"nummer": number_in_print(1)})
    assert answer.status_code == 410
    assert "Vraag gerust een nieuw aan" in answer.body.decode()
