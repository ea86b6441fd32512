"""Every mail of a certificate as it goes out: what happened, until when, and nobody's data."""

from datetime import timedelta

import pytest

from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.ports.mail import Mail
from tests.support.office import CLERK, REGISTRAR, Office, persona

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
