"""From what somebody typed or sent to an order that the use case takes."""

from collections.abc import Mapping

from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.certificates.catalogue import DocumentType, Variant
from chalicelib.domain.certificates.order import APPLICANT, PROCESS, CertificateOrder, as_form
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.web.certificates.new_request import NewOrder, Subject
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.bodies import mail_address, national_number
from chalicelib.web.http.sessions import Caller
from chalicelib.web.portal.wished import address_for

FIELDS_OF_ORDER: Mapping[str, str] = {
    "variant": "vorm",
    "language": "taal",
    "purpose": "doel",
    "activity": "activiteit",
    "interest": "belang",
    "reason": "reden",
    "subject/national_number": "nummer",
}
"""The field of a form, a citizen's or a clerk's, for what an order calls it."""


def command(
    asked: RequestContext, caller: Caller, sent: NewOrder, key: str, proof: Raw
) -> OpenCommand:
    """The command for a checked body, with the files that prove what it says.

    Raises InvalidInputError (`unknown_document`, `unknown_variant`, `unknown_activity`,
    `unknown_interest`, `invalid_national_number`, `invalid_email`).
    """
    order = order_of(asked, caller.number, sent)
    return OpenCommand(
        tenant=asked.tenant,
        process=PROCESS,
        role=APPLICANT,
        person=caller.number,
        email=mail_address(address_for(asked, caller, sent.email or "")),
        raw={**as_form(order), **proof},
        key=key,
        assurance=caller.assurance,
    )


def order_of(asked: RequestContext, applicant: NationalNumber, sent: NewOrder) -> CertificateOrder:
    """What somebody orders; of what is their own nobody has an interest to name.

    Raises InvalidInputError (`unknown_document`, `unknown_variant`, `unknown_activity`,
    `unknown_interest`, `invalid_national_number`).
    """
    document = known_document(asked, sent.document)
    number, claimed = _subject(asked, applicant, sent.subject)
    interest = _interest(sent.interest)
    return CertificateOrder(
        document_id=document.id,
        variant=_variant(document, sent.variant).id,
        language=sent.language,
        subject=number,
        claimed=claimed,
        purpose=sent.purpose,
        activity=_activity(sent.activity),
        abroad=sent.abroad,
        remark=sent.remark.strip(),
        interest="" if claimed is Relation.SELF else interest,
        reason=sent.reason.strip(),
    )


def known_document(asked: RequestContext, document_id: str) -> DocumentType:
    """The document with an id. Raises InvalidInputError (`unknown_document`)."""
    document = asked.wiring.templates.catalogue.get(document_id)
    if document is None:
        raise InvalidInputError(
            "unknown_document", "Dit document bestaat niet in onze catalogus.", "document"
        )
    return document


def _variant(document: DocumentType, variant_id: str | None) -> Variant:
    variant = document.variant(variant_id) if variant_id else document.default_variant
    if variant is None:
        raise InvalidInputError(
            "unknown_variant", "Dit document bestaat niet in deze vorm.", "variant"
        )
    return variant


def _activity(code: str) -> str:
    if code and code not in texts.activities():
        raise InvalidInputError("unknown_activity", "Deze activiteit kennen we niet.", "activity")
    return code


def _interest(code: str) -> str:
    if code and code not in texts.interests():
        raise InvalidInputError("unknown_interest", "Dit belang kennen we niet.", "interest")
    return code


def _subject(
    asked: RequestContext, applicant: NationalNumber, subject: Subject | None
) -> tuple[NationalNumber, Relation]:
    """Whose document, and as what; one's own number under another relation is still one's own."""
    if subject is None:
        return applicant, Relation.SELF
    number = national_number(
        subject.national_number,
        "subject/national_number",
        allow_test=asked.wiring.settings.allow_test_numbers,
    )
    return number, Relation.SELF if number == applicant else subject.relation
