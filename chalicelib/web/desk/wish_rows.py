"""What was asked, line by line, as a clerk reads it."""

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.certificates.rules.labels import ASSURANCE
from chalicelib.web.desk import words
from chalicelib.web.http import texts
from chalicelib.web.http.asked import Asked

type Rows = list[tuple[str, str]]


def wish_rows(asked: Asked, request: CertificateCase, document: DocumentType) -> Rows:
    """Labels and values; what wasn't said is left out."""
    rows = (*_wish(request, document), *_people(request), *_intake(asked, request))
    return [(label, value) for label, value in rows if value]


_TABLES = {
    "authority": "authorities",
    "file": "files",
    "reason": "reasons",
    "seal": "seals",
    "template": "mails",
}


def said(key: str, value: str) -> str:
    """A code that goes with an entry, in words."""
    label = words.of("codes")[key]
    if key == "fields":
        value = ", ".join(words.of("fields")[name] for name in value.split())
    return f"{label}: {words.of(_TABLES[key])[value] if key in _TABLES else value}"


def _wish(request: CertificateCase, document: DocumentType) -> Rows:
    wish = request.payload
    variant = document.variant(wish.variant)
    country = texts.words("countries").get(wish.abroad, wish.abroad)
    return [
        ("Vorm", variant.names.nl if variant else wish.variant),
        ("Taal", texts.words("languages")[wish.language]),
        ("Doel", texts.purposes().get(wish.purpose, wish.purpose)),
        ("Activiteit", texts.activities().get(wish.activity, wish.activity)),
        ("Voor gebruik in", country),
        ("Opmerking", wish.remark),
    ]


def _people(request: CertificateCase) -> Rows:
    if request.is_forgotten:
        return [("Aanvrager", "gewist op eigen vraag")]
    wish, applicant = request.payload, applicant_of(request)
    is_own = applicant.number == wish.subject
    claimed = texts.words("relations")[wish.claimed]
    return [
        ("Aanvrager", applicant.number.printed),
        ("Gaat over", "de aanvrager zelf" if is_own else wish.subject.printed),
        ("Aanvrager zegt te zijn", "" if is_own else claimed),
        ("E-mail", applicant.email or "geen"),
    ]


def _intake(asked: Asked, request: CertificateCase) -> Rows:
    intake, assurance = request.intake, applicant_of(request).assurance
    identified = words.of("identified")[intake.identified_by] if intake.identified_by else ""
    return [
        ("Kanaal", words.of("channels")[intake.channel]),
        ("Aangemeld", f"zekerheid {ASSURANCE[assurance]}" if assurance else "niet aangemeld"),
        ("Identiteit nagekeken", identified),
        ("Ingegeven door", asked.named(intake.keyed_in_by) if intake.keyed_in_by else ""),
        ("Levering", words.of("deliveries")[intake.delivery]),
    ]
