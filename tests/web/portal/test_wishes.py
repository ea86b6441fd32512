"""What somebody wishes of our mails: said once, used by the forms and mails of all processes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.process.messages import MailStep
from chalicelib.domain.shared.assurance import Assurance
from tests.support.office import TENANT, Office, persona
from tests.support.web.counter import Visitor, form_of
from tests.support.web.desk import DeskProgram

WISHES = "/mijn-gegevens/voorkeuren"
FORMS = ("/documenten/akte-geboorte/aanvragen", "/zaken/adreswijziging/nieuw?stap=nazicht")
ADULT = persona("volwassene")
OWN = "eigen@voorbeeld.example"
ALL = {step.value: "ja" for step in MailStep}


def wish(visitor: Visitor, **typed: str):
    shown = form_of(visitor.get(WISHES), WISHES)
    return visitor.post(WISHES, {"csrf": shown["csrf"]} | typed)


def kept(office: Office) -> MailWishes | None:
    found = office.wiring.state.wishes.of_person(TENANT, ADULT)
    return found.wishes if found else None


def test_an_address_that_was_wished_stands_in_the_next_form(office, adult) -> None:
    answer = wish(adult, email=OWN, **ALL)
    assert answer.status_code == 303
    assert "Uw voorkeuren zijn bewaard" in adult.get(answer.headers["Location"]).body.decode()
    assert form_of(adult.get(FORMS[0]), FORMS[0])["email"] == OWN
    assert f'name="_email" value="{OWN}"' in adult.get(FORMS[1]).body.decode()


@pytest.mark.parametrize("known", ["", "aanbieder@voorbeeld.example"])
def test_a_program_that_names_no_address_gets_the_kept_one_for_want_of_the_providers(
    office, adult, known: str
) -> None:
    """What the provider knows goes first: wishes are read only for want of it (decision 51)."""
    wish(adult, email=OWN, **ALL)
    office.wiring.sign_in.identity.email = known
    program, key = DeskProgram(ADULT.digits), {"idempotency_key": "een sleutel"}
    answer = program.post("requests", {"document": "attest-leven"}, **key)
    assert answer.status_code == 202
    (case,) = office.store.of_person(TENANT, ADULT, 1)
    assert case.parties[0].email == (known or OWN)
    office.clock.move(timedelta(minutes=1))
    named = {"document": "attest-nationaliteit", "email": "ander@voorbeeld.example"}
    program.post("requests", named, idempotency_key="een andere")
    (newest,) = office.store.of_person(TENANT, ADULT, 1)
    assert newest.parties[0].email == named["email"]


def test_a_program_gets_no_kept_address_when_its_person_signed_in_weakly(office, adult) -> None:
    wish(adult, email=OWN, **ALL)
    identity: Any = office.wiring.sign_in.identity
    identity.email, identity.assurance = "", "low"
    key = {"idempotency_key": "een sleutel"}
    answer = DeskProgram(ADULT.digits).post("requests", {"document": "attest-leven"}, **key)
    assert (answer.status_code, answer.json_body["code"]) == (422, "invalid_email")


def test_a_wrong_address_is_told_and_nothing_is_kept(office, adult) -> None:
    answer = wish(adult, email="geen adres", **ALL)
    assert answer.status_code == 422
    assert 'value="geen adres"' in answer.body.decode()
    assert kept(office) is None


def test_a_mail_of_a_step_that_is_unwanted_stays_away_and_what_must_be_known_goes(
    office, adult
) -> None:
    wish(adult, email=OWN)
    looked_at, at_once = office.waiting(), office.submit(ADULT, "attest-nationaliteit")
    office.drain()
    assert (office.templates(looked_at), office.templates(at_once)) == ([], ["cr_ready"])
    wish(adult, email=OWN, **ALL)
    assert office.templates(office.waiting(document="attest-leven")) == ["cr_received"]
    adult.post(WISHES, form_of(adult.get(WISHES), WISHES) | {"_naar": "weg"})
    assert kept(office) is None


def test_who_opens_a_link_from_their_address_has_confirmed_it_for_good(office, adult) -> None:
    case = office.submit(ADULT)
    office.drain()
    (mail,) = office.mails(case)
    token = mail.text.split("/d/")[1].split()[0]
    office.wiring.road.open_link.by_sign_in(token, Citizen(ADULT, Assurance.HIGH))
    assert kept(office) == MailWishes(mail.to, is_confirmed=True)
    assert "Dit adres is bevestigd" in adult.get(WISHES).body.decode()
    wish(adult, email=OWN, **ALL)
    after = kept(office)
    assert after is not None
    assert not after.is_confirmed


@pytest.mark.parametrize(("before", "is_kept"), [(True, "eigen"), (False, "ander")])
def test_a_confirmed_address_isnt_pushed_aside_by_another(before: bool, is_kept: str) -> None:
    wishes = MailWishes(OWN, is_confirmed=before).confirmed("ander@voorbeeld.example")
    assert wishes.email.startswith(is_kept)
    assert wishes.is_confirmed


def test_a_language_is_offered_only_where_the_municipality_may_write_it(office, adult) -> None:
    here = office.wiring.templates.municipalities.get(TENANT)
    wishes = MailWishes(language="fr")
    assert wishes.language_at(here) == "nl"
    assert wishes.language_at(replace(here, languages=("nl", "fr"))) == "fr"
    page = adult.get(WISHES).body.decode()
    assert "Frans" not in page
    assert "Wij schrijven u in het Nederlands" in page


def test_who_signed_in_weakly_neither_sees_nor_changes_what_is_wished(office, adult) -> None:
    wish(adult, email=OWN, **ALL)
    identity: Any = office.wiring.sign_in.identity
    identity.assurance = "low"
    weak = Visitor()
    weak.sign_in(ADULT.digits)
    assert weak.get(WISHES).status_code == 403
    assert form_of(weak.get(f"{FORMS[0]}?toch=1"), FORMS[0])["email"] != OWN
