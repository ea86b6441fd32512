"""What was typed is there again: after the session was gone, on any form, without JavaScript."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from chalice.test import HTTPResponse

from chalicelib.ports.errors import RetryableError
from chalicelib.web.http.left.keeping import MOST
from chalicelib.web.http.left.refill import refilled
from tests.support.web.cases import SCRIBE, CaseDesk, Scribe, open_cases
from tests.support.web.counter import Counter, Visitor, form_of
from tests.support.web.pacts import NEW, Pacts, go, open_pacts

NOTE = "Rue de l’Été 4 & <b>verdieping</b>\ntweede regel"
FORM = "/documenten/akte-geboorte/aanvragen"


@pytest.fixture
def pacts() -> Iterator[Pacts]:
    with open_pacts() as opened:
        yield opened


@pytest.fixture
def desk() -> Iterator[CaseDesk]:
    with open_cases() as opened:
        yield opened


def text(answer: HTTPResponse) -> str:
    return " ".join(answer.body.decode().split())


def test_a_request_stands_as_it_was_after_the_session_was_gone(
    counter: Counter, citizen: Visitor
) -> None:
    form = form_of(citizen.get(FORM), FORM) | {"email": "ik@elders.example", "land": "FR"}
    counter.clock.move(timedelta(hours=1))
    refused = citizen.post(FORM, form)
    assert refused.status_code == 401
    assert "Wat u invulde, is bewaard" in text(refused)
    again = citizen.sign_in_again(refused)
    assert "Wat u invulde, staat er nog" in text(again)
    assert "Dit vulde u eerder in" not in text(again)
    filled = form_of(again, FORM)
    assert filled["email"] == "ik@elders.example"
    assert filled["land"] == "FR"
    assert citizen.post(FORM, filled).status_code == 303


def test_somebody_else_who_signs_in_doesnt_get_it(counter: Counter, citizen: Visitor) -> None:
    form = form_of(citizen.get(FORM), FORM) | {"email": "ik@elders.example"}
    counter.clock.move(timedelta(hours=1))
    again = citizen.sign_in_again(citizen.post(FORM, form), serial=2)
    assert "ik@elders.example" not in text(again)
    assert "staat er nog" not in text(again)


def test_who_comes_back_less_surely_signed_in_is_led_to_a_stronger_way_first(
    counter: Counter, citizen: Visitor
) -> None:
    form = form_of(citizen.get(FORM), FORM) | {"email": "ik@elders.example"}
    counter.clock.move(timedelta(hours=1))
    refused = citizen.post(FORM, form)
    counter.people.assurance = "substantial"
    citizen.sign_in_again(refused)
    weak = citizen.get(f"{citizen.seen[-1]}&toch=1")
    assert weak.status_code == 403
    assert "ik@elders.example" not in text(weak)
    assert "niveau=high" in text(weak)
    counter.people.assurance = "high"
    again = citizen.sign_in_again(weak)
    assert form_of(again, FORM)["email"] == "ik@elders.example"


def test_what_was_typed_weakly_is_there_after_a_stronger_sign_in_and_on_its_page_alone(
    counter: Counter, citizen: Visitor
) -> None:
    counter.people.assurance = "substantial"
    citizen.sign_in()
    form = form_of(citizen.get(f"{FORM}?toch=1"), FORM) | {"email": "ik.en.niemand@elders.example"}
    counter.clock.move(timedelta(hours=1))
    refused = citizen.post(FORM, form)
    counter.people.assurance = "high"
    assert form_of(citizen.sign_in_again(refused), FORM)["email"] == "ik.en.niemand@elders.example"
    elsewhere = citizen.seen[-1].replace(FORM, FORM.replace("geboorte", "huwelijk"))
    assert "bewaard=" in elsewhere
    assert "ik.en.niemand@elders.example" not in text(citizen.get(elsewhere))


def test_a_form_that_didnt_stand_on_a_page_of_ours_is_kept_for_nobody(counter: Counter) -> None:
    for token in ("", "x", "een~1.abc~def", "een~1.abc~high~def"):
        refused = Visitor().post(FORM, {"csrf": token, "email": "ik@elders.example"})
        assert "bewaard" not in text(refused)


def test_who_sends_the_same_for_ever_fills_no_table_with_it(
    counter: Counter, citizen: Visitor
) -> None:
    form = form_of(citizen.get(FORM), FORM) | {"email": "ik@elders.example"}
    counter.clock.move(timedelta(hours=1))
    kept = ["is bewaard" in text(citizen.post(FORM, form)) for _ in range(MOST + 2)]
    assert kept == [True] * MOST + [False] * 2


def test_it_is_gone_after_some_hours(counter: Counter, citizen: Visitor) -> None:
    form = form_of(citizen.get(FORM), FORM) | {"email": "ik@elders.example"}
    counter.clock.move(timedelta(hours=1))
    refused = citizen.post(FORM, form)
    counter.clock.move(timedelta(hours=4))
    assert "ik@elders.example" not in text(citizen.sign_in_again(refused))


def test_a_page_of_an_older_session_of_the_same_person_loses_nothing(
    counter: Counter, citizen: Visitor
) -> None:
    form = form_of(citizen.get(FORM), FORM) | {"email": "ik@elders.example"}
    citizen.sign_in()
    refused = citizen.post(FORM, form)
    assert refused.status_code == 403
    way = re.search(r'href="([^"]+bewaard=[^"]+)">Terug naar wat u invulde', text(refused))
    assert way
    assert form_of(citizen.get(way[1]), FORM)["email"] == "ik@elders.example"


def test_what_could_not_be_taken_for_a_moment_is_kept_too(
    counter: Counter, citizen: Visitor
) -> None:
    class Away:
        def __call__(self, command: object) -> None:
            raise RetryableError("away")

    form = form_of(citizen.get(FORM), FORM) | {"email": "ik@elders.example"}
    counter.wiring.road.open_case = Away()  # type: ignore[misc, assignment]
    refused = citizen.post(FORM, form)
    assert refused.status_code == 503
    way = re.search(r'href="([^"]+bewaard=[^"]+)">Terug naar wat u invulde', text(refused))
    assert way
    assert form_of(citizen.get(way[1]), FORM)["email"] == "ik@elders.example"


def test_a_page_further_on_in_a_form_comes_back_with_the_pages_before_it(pacts: Pacts) -> None:
    ann = pacts.visitor(1)
    second = go(ann, ann.get(NEW), NEW, "verder", topic="Vrede", with_bob="ja")
    pacts.counter.clock.move(timedelta(hours=1))
    refused = go(ann, second, NEW, "verder", bob_mail="half", secret="tussen ons")
    form = form_of(ann.sign_in_again(refused), NEW)
    assert (form["topic"], form["bob_mail"]) == ("Vrede", "half")
    assert form["_stap"] == form_of(second, NEW)["_stap"]


def test_a_clerks_note_stands_there_again(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting("Rust")
    me = Scribe()
    me.does(case_id, "nemen")
    path = f"/loket/zaken/{case_id}/notitie"
    sent = {"csrf": me.csrf, "text": NOTE}
    desk.go(hours=2)
    refused = me.post(path, sent)
    again = me.sign_in_again(refused, SCRIBE)
    page = again.body.decode()
    assert "Rue de l’Été 4 &amp; &lt;b&gt;verdieping&lt;/b&gt;\ntweede regel</textarea>" in page


def test_a_text_whose_form_is_gone_is_shown(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting("Rust")
    me = Scribe()
    sent = {"csrf": me.csrf, "text": "Dit stond in een formulier"}
    desk.go(hours=2)
    again = me.sign_in_again(me.post(f"/loket/zaken/{case_id}/verdwenen", sent), SCRIBE)
    assert "Dit formulier is er niet meer" in text(again)
    assert "Dit stond in een formulier" in text(again)


PAGE = """<details><summary>x</summary><form action="/a" method="post">
<input type="hidden" name="task" value="1"><textarea name="t">oud &amp; grijs</textarea></form>
</details>
<form action="/a"><input type="hidden" name="task" value="2"><textarea name="t">
</textarea><select name="s"><option value="">–</option><option value="b" selected>B</option>
<option value="c">C</option></select><input type="radio" name="r" value="1" checked>
<input type="radio" name="r" value="2"><input type="checkbox" name="k" value="1" checked>
<input type="file" name="f"><input name="e" value="&quot;"></form><script>if (1 < 2) {}</script>"""


def test_of_several_forms_the_one_that_was_sent_is_filled_in_and_nothing_else_changes() -> None:
    sent = (("task", "2"), ("t", "nieuw"), ("s", "c"), ("r", "2"), ("e", 'een "woord"'))
    page = refilled(PAGE, "/a", sent).html
    assert page.startswith(PAGE.partition("</details>")[0])
    assert page.endswith("<script>if (1 < 2) {}</script>")
    for part in (
        "\nnieuw</textarea>",
        '<option value="c" selected="">',
        '<option value="b">',
        '<input type="radio" name="r" value="2" checked="">',
        '<input type="checkbox" name="k" value="1">',
        'value="een &quot;woord&quot;"',
    ):
        assert part in page


def test_what_is_folded_around_the_form_is_unfolded() -> None:
    page = refilled(PAGE, "/a", (("task", "1"), ("t", "nieuw"))).html
    assert page.startswith('<details open="">')


def test_a_page_without_the_form_stays_as_it_is() -> None:
    assert refilled(PAGE, "/b", (("t", "nieuw"),)).html == PAGE
