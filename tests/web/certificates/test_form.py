"""The form: one request however often it is sent, and nothing typed is ever lost."""

from typing import Any

import pytest

from tests.support.requests import a_number
from tests.support.web.counter import Counter, Visitor, form_of, number_in_print

BIRTH = "/documenten/akte-geboorte/aanvragen"
RECORD = "/documenten/strafregister-uittreksel/aanvragen"
DEATH = "/documenten/akte-overlijden/aanvragen"


def sent(citizen: Visitor, path: str, **changes: str) -> Any:
    return citizen.post(path, form_of(citizen.get(path), path) | changes)


def test_most_people_just_send_it(counter: Counter, citizen: Visitor) -> None:
    answer = sent(citizen, BIRTH)
    (request,) = counter.stored()
    assert answer.headers["Location"] == f"/aanvragen/{request.id}"
    assert (request.payload.variant, request.payload.language) == ("uittreksel", "nl")
    assert (request.payload.subject, request.payload.claimed) == (a_number(1), "self")
    assert request.parties[0].email == "iemand@voorbeeld.example"


def test_a_double_click_is_one_request(counter: Counter, citizen: Visitor) -> None:
    form = form_of(citizen.get(BIRTH), BIRTH)
    first, second = citizen.post(BIRTH, form), citizen.post(BIRTH, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(counter.stored()) == 1


@pytest.mark.parametrize("added", [{"land": "FR"}, {"opmerking": "Met spoed."}])
def test_who_asks_anew_and_adds_something_is_heard(
    counter: Counter, citizen: Visitor, added: dict[str, str]
) -> None:
    sent(citizen, BIRTH)
    answer = sent(citizen, BIRTH, **added)
    assert "?al=" not in answer.headers["Location"]
    assert len(counter.stored()) == 2


def test_the_same_form_with_other_choices_asks_whether_that_is_meant(
    counter: Counter, citizen: Visitor
) -> None:
    form = form_of(citizen.get(BIRTH), BIRTH)
    citizen.post(BIRTH, form)
    answer = citizen.post(BIRTH, form | {"vorm": "afschrift", "reden": "Voor de notaris."})
    assert answer.status_code == 422
    assert "U stuurde dit formulier al eens" in answer.body.decode()
    again = form_of(answer, BIRTH)
    assert again["vorm"] == "afschrift"
    assert citizen.post(BIRTH, again).status_code == 303
    assert len(counter.stored()) == 2


def test_all_mistakes_of_a_page_are_told_at_once_and_nothing_is_lost(
    counter: Counter, citizen: Visitor
) -> None:
    typed = {
        "voor": "ander",
        "nummer": "85.07.30-033.29",
        "band": "neef",
        "vorm": "afschrift",
        "taal": "fr",
        "land": "FR",
        "email": "niet <af>",
    }
    answer = sent(citizen, BIRTH, **typed)
    assert answer.status_code == 422
    text = answer.body.decode()
    assert '<a href="#nummer">Dit is geen geldig rijksregisternummer.' in text
    assert '<a href="#band">Kies wie u bent voor die persoon.' in text
    again = form_of(answer, BIRTH)
    assert {name: again[name] for name in typed} == typed | {"band": ""}
    assert counter.stored() == []
    answer = citizen.post(BIRTH, again | {"voor": "mezelf", "reden": "Voor de notaris."})
    assert '<a href="#email">Dit is geen geldig e-mailadres.' in answer.body.decode()
    assert form_of(answer, BIRTH)["email"] == "niet <af>"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"voor": ""}, "voor"),
        ({"voor": "ander"}, "nummer"),
        ({"voor": "ander", "nummer": number_in_print(2)}, "band"),
        ({"voor": "ander", "nummer": number_in_print(2), "band": "neef"}, "band"),
        ({"vorm": "bedacht"}, "vorm"),
        ({"taal": "en"}, "taal"),
        ({"land": "Frankrijk"}, "land"),
        ({"email": ""}, "email"),
    ],
)
def test_each_mistake_is_shown_at_its_field(
    counter: Counter, citizen: Visitor, change: dict[str, str], field: str
) -> None:
    answer = sent(citizen, BIRTH, **change)
    assert answer.status_code == 422
    text = answer.body.decode()
    assert f'<a href="#{field}">' in text
    assert f'id="{field}"' in text
    assert f'id="{field}-fout"' in text
    assert counter.stored() == []


def test_an_act_can_be_asked_for_research_and_for_no_other_use(
    counter: Counter, citizen: Visitor
) -> None:
    assert "Is het voor onderzoek?" in citizen.get(f"{BIRTH}?stap=gebruik").body.decode()
    assert sent(citizen, BIRTH, doel="research").status_code == 303
    (request,) = counter.stored()
    assert request.payload.purpose == "research"
    wrong = sent(citizen, BIRTH, doel="visa")
    assert wrong.status_code == 422
    assert 'id="doel-fout"' in wrong.body.decode()


def test_one_can_ask_for_somebody_else(counter: Counter, citizen: Visitor) -> None:
    typed = {"voor": "ander", "nummer": number_in_print(2), "band": "legal_representative"}
    assert sent(citizen, BIRTH, **typed).status_code == 303
    wish = counter.stored()[0].payload
    assert (wish.subject, wish.claimed) == (a_number(2), "legal_representative")


def test_who_asks_for_themselves_needs_no_number(counter: Counter, citizen: Visitor) -> None:
    assert sent(citizen, BIRTH, voor="mezelf", nummer="onzin", band="neef").status_code == 303
    assert counter.stored()[0].payload.subject == a_number(1)


def test_who_was_picked_and_is_not_known_any_more_is_asked_anew(citizen: Visitor) -> None:
    """Where nobody can be picked now, the question who it is about comes all the same."""
    answer = sent(citizen, DEATH, voor="weg")
    assert answer.status_code == 422
    assert '<a href="#voor">Kies over wie het document gaat.' in answer.body.decode()
    assert 'id="voor" name="voor" value="ander"' in answer.body.decode()


def test_who_types_their_own_number_names_no_interest(counter: Counter, citizen: Visitor) -> None:
    another = {"voor": "ander", "nummer": number_in_print(1), "band": "heir"}
    assert sent(citizen, BIRTH, **another, belang="inheritance").status_code == 303
    wish = counter.stored()[0].payload
    assert (wish.claimed, wish.interest) == ("self", "")


def test_nobody_asks_for_their_own_death(counter: Counter, citizen: Visitor) -> None:
    assert 'value="mezelf"' not in citizen.get(DEATH).body.decode()
    assert sent(citizen, DEATH, voor="mezelf").status_code == 422
    typed = {"nummer": number_in_print(2), "band": "public"}
    assert sent(citizen, DEATH, **typed).status_code == 303
    assert counter.stored()[0].payload.subject == a_number(2)


@pytest.mark.parametrize(
    ("purpose", "model"),
    [("job_application", "595"), ("regulated_activity", "596-1"), ("youth_work", "596-2")],
)
def test_the_model_of_the_criminal_record_follows_from_the_purpose(
    counter: Counter, citizen: Visitor, purpose: str, model: str
) -> None:
    assert sent(citizen, RECORD, doel=purpose, activiteit="weapons").status_code == 303
    wish = counter.stored()[0].payload
    assert (wish.purpose, wish.variant) == (purpose, model)
    assert wish.activity == ("weapons" if model == "596-1" else "")


def test_a_purpose_must_be_chosen_and_an_activity_where_the_law_asks(
    counter: Counter, citizen: Visitor
) -> None:
    assert '<a href="#doel">' in sent(citizen, RECORD).body.decode()
    answer = sent(citizen, RECORD, doel="regulated_activity")
    assert '<a href="#activiteit">' in answer.body.decode()
    assert form_of(answer, RECORD)["doel"] == "regulated_activity"
    assert counter.stored() == []


def test_a_form_that_is_too_large_is_refused(counter: Counter, citizen: Visitor) -> None:
    answer = sent(citizen, BIRTH, email="x" * 70_000)
    assert answer.status_code == 413
    assert counter.stored() == []


def test_a_form_that_is_no_form_is_refused(counter: Counter, citizen: Visitor) -> None:
    assert citizen.ask("POST", BIRTH, b"{}", content_type="application/json").status_code == 415
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert citizen.ask("POST", BIRTH, b"\xff=\xfe", **form).status_code == 400
    assert citizen.ask("POST", BIRTH, b"&".join([b"a=1"] * 200), **form).status_code == 400
    assert counter.stored() == []


def test_who_is_not_signed_in_any_more_is_asked_to_and_nothing_is_stored(
    counter: Counter, citizen: Visitor
) -> None:
    form = form_of(citizen.get(BIRTH), BIRTH)
    answer = Visitor().post(BIRTH, form)
    assert answer.status_code == 401
    assert counter.stored() == []


def test_a_document_that_is_none_has_no_form(citizen: Visitor) -> None:
    assert citizen.get("/documenten/onbestaand/aanvragen").status_code == 404
    assert citizen.post("/documenten/onbestaand/aanvragen", {}).status_code == 404
