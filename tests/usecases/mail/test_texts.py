"""Every mail of a certificate as it goes out: what happened, until when, and nobody's data."""

import re
import shutil
from datetime import timedelta

import pytest

from chalicelib.adapters.files.case_words.mails import FileCaseMails
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.ports.cases.words import CaseLinks
from chalicelib.ports.mail import Mail
from chalicelib.settings import TEMPLATES
from tests.support.office import CLERK, REGISTRAR, TENANT, Office, persona

REFUSAL = {"reason": "identiteit_niet_bewezen", "text": "De kopie was onleesbaar."}


def received(office: Office) -> CertificateCase:
    return office.waiting()


def ready(office: Office) -> CertificateCase:
    case = office.submit(persona("volwassene"))
    office.drain()
    return case


def questioned(office: Office) -> CertificateCase:
    case = office.claimed(CLERK)
    office.act(CLERK, case, "ask_applicant", {"text": "Waarvoor dient het?"})
    office.drain()
    return case


def rejected(office: Office) -> CertificateCase:
    case = office.claimed(REGISTRAR)
    office.act(REGISTRAR, case, "reject", REFUSAL)
    office.drain()
    return case


def lapsed(office: Office) -> CertificateCase:
    case = questioned(office)
    office.tick(timedelta(days=40))
    return case


def revoked(office: Office) -> CertificateCase:
    case = office.now(ready(office))
    office.wiring.issued.revoke(CLERK, case.issued[0].number, "mistake", "Verkeerde straat")
    office.drain()
    return case


def mailed(office: Office, case: CertificateCase) -> Mail:
    return office.mails(case)[-1]


@pytest.mark.parametrize(
    ("happened", "template", "said", "leads"),
    [
        (received, "cr_received", "dinsdag 24 maart 2026", "/aanvragen/"),
        (ready, "cr_ready", "16 april 2026", "/d/"),
        (questioned, "cr_question", "16 april 2026", "/aanvragen/"),
        (rejected, "cr_rejected", "Wij hebben een beslissing genomen", "/aanvragen/"),
        (lapsed, "cr_lapsed", "Wij kregen geen antwoord", "/aanvragen/"),
        (revoked, "doc_revoked", "geldt niet meer", "/aanvragen/"),
    ],
)
def test_it_says_what_happened_and_until_when(
    happened: object, template: str, said: str, leads: str
) -> None:
    office = Office()
    case = happened(office)  # type: ignore[operator]
    mail = mailed(office, case)
    assert mail.template == template
    assert case.reference in mail.subject
    for text in (mail.text, mail.html):
        assert said in " ".join(text.split())
        assert leads in text
    whole = mail.subject + mail.text + mail.html
    number = persona("volwassene")
    secrets = (number.digits, number.printed, "Vandewalle", "onleesbaar", "straat", "Waarvoor")
    assert [secret for secret in secrets if secret in whole] == []
    assert "{" not in mail.text


def test_a_mail_goes_in_a_language_it_is_written_in_with_its_days_in_digits(tmp_path) -> None:
    office = Office()
    case, where = office.waiting(), tmp_path / "certificate_request" / "emails"
    shutil.copytree(TEMPLATES / "processes" / "certificate_request" / "emails", where)
    (where / "fr").mkdir()
    (where / "fr" / "cr_received.toml").write_text(IN_FRENCH, encoding="utf-8")
    types, here = office.wiring.cases.types, office.wiring.templates.municipalities.get(TENANT)
    mails = FileCaseMails(tmp_path, TEMPLATES / "emails", types, office.clock)
    links = CaseLinks(*["https://loket.example/x"] * 4)

    french, dutch, only_dutch = (
        mails.compose(name, case, case.parties[0], here, links, language)
        for name, language in (("cr_received", "fr"), ("cr_received", "nl"), ("cr_delayed", "fr"))
    )
    assert re.search(r"Réponse au plus tard le \d\d/\d\d/\d{4}\.", french.text)
    assert "uiterlijk op" in dutch.text
    assert only_dutch.subject.startswith("Uw aanvraag duurt langer")


IN_FRENCH = """
language = "fr"
subject = "Votre demande ({reference})"
heading = "Nous avons reçu votre demande"
paragraphs = ["Réponse au plus tard le {promised_by}."]
button = "Ma demande"
link = "request"
"""
