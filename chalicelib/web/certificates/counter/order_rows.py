"""What was asked, line by line, as a clerk reads it."""

from chalicelib.domain.cases.party import Party
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.order import CertificateOrder
from chalicelib.web.cases.own import Rows, Words
from chalicelib.web.http import texts

say = texts.of_process("certificate_request").say


def order_rows(
    order: CertificateOrder, document: DocumentType | None, applicant: Party, words: Words
) -> Rows:
    """Labels and values; what wasn't said is left out."""
    rows = (*_what(order, document), *_subject(order, applicant), *_on_the_way(order, words))
    return [(label, value) for label, value in rows if value]


def _what(order: CertificateOrder, document: DocumentType | None) -> Rows:
    variant = document.variant(order.variant) if document else None
    return [
        (say("wish.document"), document.names.nl if document else order.document_id),
        (say("wish.variant"), variant.names.nl if variant else order.variant),
        (say("wish.language"), texts.words("languages")[order.language]),
        (say("wish.purpose"), texts.purposes().get(order.purpose, order.purpose)),
        (say("wish.activity"), texts.activities().get(order.activity, order.activity)),
        (say("wish.interest"), texts.interests().get(order.interest, order.interest)),
        (say("wish.reason"), order.reason),
        (say("wish.abroad"), texts.countries().get(order.abroad, order.abroad)),
        (say("wish.remark"), order.remark),
    ]


def _subject(order: CertificateOrder, applicant: Party) -> Rows:
    if applicant.is_forgotten:
        return [(say("wish.applicant"), say("wish.forgotten"))]
    is_own = applicant.person == order.subject
    claimed = texts.words("relations")[order.claimed]
    return [
        (say("wish.subject"), say("wish.self") if is_own else order.subject.printed),
        (say("wish.claimed"), "" if is_own else claimed),
    ]


def _on_the_way(order: CertificateOrder, words: Words) -> Rows:
    awaited = words("authorities")[order.waiting_for] if order.waiting_for else ""
    return [
        (say("wish.delivery"), words("deliveries")[order.delivery]),
        (say("wish.replaces"), order.replaces),
        (say("wish.awaited"), awaited),
    ]
