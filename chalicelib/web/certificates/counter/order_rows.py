"""What was asked, line by line, as a clerk reads it."""

from chalicelib.domain.cases.party import Party
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.order import CertificateOrder
from chalicelib.web.cases.own import Rows, Words
from chalicelib.web.http import texts


def order_rows(
    order: CertificateOrder, document: DocumentType | None, applicant: Party, words: Words
) -> Rows:
    """Labels and values; what wasn't said is left out."""
    rows = (*_wish(order, document), *_subject(order, applicant), *_on_the_way(order, words))
    return [(label, value) for label, value in rows if value]


def _wish(order: CertificateOrder, document: DocumentType | None) -> Rows:
    variant = document.variant(order.variant) if document else None
    return [
        ("Document", document.names.nl if document else order.document_id),
        ("Vorm", variant.names.nl if variant else order.variant),
        ("Taal", texts.words("languages")[order.language]),
        ("Doel", texts.purposes().get(order.purpose, order.purpose)),
        ("Activiteit", texts.activities().get(order.activity, order.activity)),
        ("Voor gebruik in", texts.countries().get(order.abroad, order.abroad)),
        ("Opmerking", order.remark),
    ]


def _subject(order: CertificateOrder, applicant: Party) -> Rows:
    if applicant.is_forgotten:
        return [("Aanvrager", "gewist op eigen vraag")]
    is_own = applicant.person == order.subject
    claimed = texts.words("relations")[order.claimed]
    return [
        ("Gaat over", "de aanvrager zelf" if is_own else order.subject.printed),
        ("Aanvrager zegt te zijn", "" if is_own else claimed),
    ]


def _on_the_way(order: CertificateOrder, words: Words) -> Rows:
    awaited = words("authorities")[order.waiting_for] if order.waiting_for else ""
    return [
        ("Levering", words("deliveries")[order.delivery]),
        ("Verbetert document", order.replaces),
        ("Laatst gewacht op", awaited),
    ]
