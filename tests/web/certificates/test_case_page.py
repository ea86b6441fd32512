"""The page of a request under way: a question is answered there, and it is taken back there."""

import pytest

from tests.support.orders import a_certificate_case, stored
from tests.support.web.counter import Counter, Visitor, form_of, number_in_print


@pytest.fixture
def path(counter: Counter) -> str:
    """The page of a request about which a clerk has a question."""
    case = counter.hand_over(stored(counter.store, a_certificate_case()))
    return f"/aanvragen/{counter.ask(case, 'Waarvoor hebt u dit nodig?').id}"


def text(visitor: Visitor, path: str) -> str:
    return " ".join(visitor.get(path).body.decode().split())


def test_a_question_is_answered_where_it_is_read(
    counter: Counter, citizen: Visitor, path: str
) -> None:
    shown = text(citizen, path)
    assert "Wij hebben een vraag voor u" in shown
    assert "Waarvoor hebt u dit nodig?" in shown
    form, there = form_of(citizen.get(path), f"{path}/antwoorden"), f"{path}/antwoorden"
    answer = citizen.post(there, form | {"text": "Voor mijn pensioen."})
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert citizen.post(there, form | {"text": "Voor mijn pensioen."}).status_code == 303
    after = text(citizen, path)
    assert "Uw antwoord" in after
    assert after.count("Voor mijn pensioen.") == 1
    assert "Wacht op een medewerker" in after


def test_an_empty_answer_is_asked_again(citizen: Visitor, path: str) -> None:
    there = f"{path}/antwoorden"
    answer = citizen.post(there, form_of(citizen.get(path), there) | {"text": " "})
    assert answer.status_code == 422
    assert form_of(answer, there)["_gezien"]


def test_it_is_taken_back_on_its_page_and_only_once(citizen: Visitor, path: str) -> None:
    away = f"{path}/intrekken"
    form = form_of(citizen.get(path), away)
    assert "Ik heb dit document niet meer nodig" in text(citizen, path)
    for _ in range(2):
        assert citizen.post(away, form).headers["Location"] == path
    after = text(citizen, path)
    assert "U trok uw aanvraag in." in after
    assert "Ik heb dit document niet meer nodig" not in after
    assert citizen.post(f"{path}/antwoorden", form | {"text": "Toch."}).status_code in (409, 422)


def test_what_happened_meanwhile_is_shown_before_anything_is_done(
    counter: Counter, citizen: Visitor, path: str
) -> None:
    there = f"{path}/antwoorden"
    form = form_of(citizen.get(path), there)
    citizen.post(there, form | {"text": "Eerst dit."})
    answer = citizen.post(there, form | {"text": "En dit.", "_sleutel": "een andere"})
    assert answer.status_code == 409
    assert "Dit is intussen veranderd" in answer.body.decode()


def test_a_paper_of_somebody_else_keeps_what_its_rules_found_to_itself(
    counter: Counter, citizen: Visitor
) -> None:
    form = "/documenten/akte-geboorte/aanvragen"
    typed = {"voor": "ander", "nummer": number_in_print(2), "band": "spouse", "belang": "court"}
    sent = citizen.post(form, form_of(citizen.get(form), form) | typed)
    assert sent.status_code == 303
    counter.hand_over(counter.stored()[0])
    assert "nog op papier" not in text(citizen, sent.headers["Location"])
