"""What is filled in and not sent: kept, listed, gone on with, thrown away."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.requests import KORTRIJK, a_number
from tests.support.web.counter import Visitor, form_of
from tests.support.web.pacts import NEW, Pacts, go, open_pacts


@pytest.fixture
def pacts() -> Iterator[Pacts]:
    with open_pacts() as opened:
        yield opened


@pytest.fixture
def ann(pacts: Pacts) -> Visitor:
    """Somebody who filled in a page, and left."""
    visitor = pacts.visitor(1)
    go(visitor, visitor.get(NEW), NEW, "verder", topic="Vrede", with_bob="ja")
    return visitor


def text(answer: object) -> str:
    return " ".join(answer.body.decode().split())  # type: ignore[attr-defined]


def test_who_comes_back_another_day_goes_on_where_they_were(pacts: Pacts, ann: Visitor) -> None:
    pacts.counter.clock.move(timedelta(days=29))
    visitor = pacts.visitor(1)
    page = visitor.get("/aanvragen")
    assert "Nog niet verzonden" in text(page)
    assert f'<a href="{NEW}">Pact</a>' in text(page)
    back = visitor.get(NEW)
    assert "Dit vulde u eerder in" in text(back)
    assert form_of(back, NEW)["topic"] == "Vrede"
    last = go(visitor, back, NEW, "verder", bob_mail="bob@example.org")
    assert "Klopt alles?" in text(last)


def test_it_is_gone_after_thirty_days(pacts: Pacts, ann: Visitor) -> None:
    pacts.counter.clock.move(timedelta(days=30))
    assert "Nog niet verzonden" not in text(pacts.visitor(1).get("/aanvragen"))


def test_it_is_nobody_elses(pacts: Pacts, ann: Visitor) -> None:
    bob = pacts.visitor(2)
    assert "Nog niet verzonden" not in text(bob.get("/aanvragen"))
    assert "Vrede" not in text(bob.get(NEW))
    token = form_of(bob.get(NEW), NEW)["csrf"]
    bob.post("/aanvragen", {"csrf": token, "weg": "process:pact"})
    assert "Vrede" in text(ann.get(f"{NEW}?stap=what"))


def test_it_can_be_thrown_away(pacts: Pacts, ann: Visitor) -> None:
    form = form_of(ann.get("/aanvragen"), "/aanvragen")
    assert ann.post("/aanvragen", form).headers["Location"] == "/aanvragen"
    assert "Nog niet verzonden" not in text(ann.get("/aanvragen"))
    assert "Vrede" not in text(ann.get(NEW))


def test_one_can_begin_anew(ann: Visitor) -> None:
    again = go(ann, ann.get(NEW), NEW, "opnieuw")
    assert "Vrede" not in text(again)
    assert "eerder in" not in text(again)


def test_what_was_sent_is_no_draft_any_more(pacts: Pacts, ann: Visitor) -> None:
    last = go(ann, ann.get(NEW), NEW, "verder", bob_mail="bob@example.org")
    assert go(ann, last, NEW, "stuur").status_code == 303
    assert pacts.counter.wiring.state.drafts.of_person(KORTRIJK, a_number(1)) == []


def test_the_back_button_shows_each_page_as_it_was(ann: Visitor) -> None:
    """Each page has an address: what a browser goes back to is asked for again."""
    go(ann, ann.get(NEW), NEW, "verder", bob_mail="bob@example.org")
    assert 'value="Vrede"' in text(ann.get(f"{NEW}?stap=what"))
    assert "bob@example.org" in text(ann.get(f"{NEW}?stap=nazicht"))


def test_a_new_form_has_the_address_of_its_first_page_to_go_back_to(pacts: Pacts) -> None:
    first = pacts.visitor(3).ask("GET", NEW)
    assert (first.status_code, first.headers["Location"]) == (303, f"{NEW}?stap=what")


def test_an_address_of_a_page_that_isnt_asked_leads_to_the_first(ann: Visitor) -> None:
    answer = ann.get(f"{NEW}?stap=verzonnen")
    assert answer.status_code == 200
    assert form_of(answer, NEW)["_stap"] == "what"


def test_two_windows_lose_nothing_of_each_other(ann: Visitor) -> None:
    one, other = ann.get(NEW), ann.get(NEW)
    go(ann, one, NEW, "verder", bob_mail="bob@example.org")
    last = go(ann, other, NEW, "verder", bob_mail="bob@elders.example")
    assert "bob@elders.example" in text(last)
    assert go(ann, last, NEW, "stuur").status_code == 303


def test_ones_own_are_found_by_their_words_and_by_whether_they_run(ann: Visitor) -> None:
    last = go(ann, ann.get(NEW), NEW, "verder", bob_mail="bob@example.org")
    go(ann, last, NEW, "stuur")
    for query, is_there in (("zoek=pact", True), ("zoek=trouwen", False), ("toon=klaar", False)):
        page = text(ann.get(f"/aanvragen?{query}"))
        assert ("Pact</a>" in page) is is_there, query
        assert ("Niets gevonden" in page) is not is_there, query


def test_who_opens_what_isnt_theirs_can_sign_in_as_somebody_else(ann: Visitor) -> None:
    page = text(ann.get(f"/aanvragen/{'0' * 26}"))
    assert "U bent aangemeld als <strong>Testpersoon 1</strong>" in page
    assert "opnieuw=1" in page
