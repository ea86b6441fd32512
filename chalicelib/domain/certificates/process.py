"""The certificate as a process: how an order begins, what is decided, what is counted."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Opened, Opening, ProcessType, Scene
from chalicelib.domain.cases.verdict import Finding
from chalicelib.domain.certificates.catalogue import DocumentType, Family
from chalicelib.domain.certificates.checked import check_order
from chalicelib.domain.certificates.evaluate import shown_to_applicant
from chalicelib.domain.certificates.letters import Refusals
from chalicelib.domain.certificates.options import besides, options
from chalicelib.domain.certificates.order import (
    Approval,
    CertificateCase,
    CertificateOrder,
    applicant_of,
)
from chalicelib.domain.certificates.traits import traits_of
from chalicelib.domain.process.judging import Answer
from chalicelib.domain.registers.national_number import NOBODY
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.wording import Labels
from chalicelib.domain.tenants.municipality import Municipality

REGISTRAR = "registrar"

type Find = Callable[[str], DocumentType | None]
"""The document with an id, from the catalogue."""


def certificate_type(
    find: Find, refusals: Callable[[], Refusals], words: Callable[[str], Labels]
) -> ProcessType[CertificateOrder]:
    """What decides: over a catalogue, what a refusal is made of, and what may be chosen."""
    return ProcessType(
        id="certificates",
        payload=CertificateOrder,
        payload_version=1,
        opens=lambda opening: _opened(opening, find),
        guards={
            "ground_recorded": _ground_recorded,
            "keyed_in": _keyed_in,
            "may_approve": lambda scene: _may_approve(scene, find),
            "document_uploaded": _document_uploaded,
            "reason_recorded": _reason_recorded,
            "was_at_desk": _was_at_desk,
            "at_the_counter": lambda scene: Answer.of(holds=_delivery(scene) is Delivery.COUNTER),
            "by_post": lambda scene: Answer.of(holds=_delivery(scene) is Delivery.POST),
        },
        turns={"approve": _approved, "approve_uploaded": _approved, "correct": _corrected},
        besides=besides(words("brought")),
        options=options(find, refusals, words),
        dimensions=_dimensions,
        about=lambda case: tuple({case.payload.subject} - {NOBODY}),
        subject=_subject,
        same=_same,
        undone=frozenset({"withdrawn", "lapsed"}),
        title=lambda order: _title(order, find),
        looking=lambda order, here: _assurance(order, here, find),
        told=_told,
        findings=_findings,
        is_act=lambda case, _: is_act(document_of(case.payload, find)),
        decided_by=lambda case: _decided_by(case.payload, find),
        traits=lambda case: traits_of(case, find(case.payload.document_id)),
        implied={"channel_is_thuisloket": "assurance_sufficient"},
        forgets=_forgotten,
    )


def document_of(order: CertificateOrder, find: Find) -> DocumentType:
    """The document asked for. Raises InvalidInputError (`unknown_document`)."""
    document = find(order.document_id)
    if document is None:
        raise InvalidInputError(
            "unknown_document", "Dit document bestaat niet in onze catalogus.", "document"
        )
    return document


def is_act(document: DocumentType) -> bool:
    """Whether extracts and copies are the registrar's to give (oud BW art. 9, 29)."""
    return document.family is Family.CIVIL_STATUS


def _decided_by(order: CertificateOrder, find: Find) -> str:
    document = find(order.document_id)
    return REGISTRAR if document is not None and is_act(document) else ""


def _opened(opening: Opening, find: Find) -> Opened[CertificateOrder]:
    values = opening.values
    order = CertificateOrder(
        document_id=values["document"],
        variant=values.get("variant", ""),
        language=values.get("language", "nl"),
        subject=values["subject"],
        claimed=Relation(values.get("relation", Relation.SELF)),
        purpose=values.get("purpose", ""),
        activity=values.get("activity", ""),
        abroad=values.get("abroad", ""),
        remark=values.get("remark", ""),
        interest=values.get("interest", ""),
        reason=values.get("reason", ""),
        delivery=Delivery(values.get("delivery", Delivery.LINK)),
        replaces=values.get("replaces", "") if opening.intake.keyed_in_by else "",
    )
    document = document_of(order, find)
    if not order.variant:
        order = replace(order, variant=document.default_variant.id)
    check_order(order, document)
    said = {"document": order.document_id, "variant": order.variant, "language": order.language}
    return Opened(order, (opening.starter,), tuple(said.items()))


def _ground_recorded(scene: Scene[CertificateOrder]) -> Answer:
    return Answer.of(holds=bool(scene.values.get("ground")))


def _keyed_in(scene: Scene[CertificateOrder]) -> Answer:
    """What an applicant asked for isn't ours to put right."""
    return Answer.of(holds=bool(scene.case.intake.keyed_in_by))


def _may_approve(scene: Scene[CertificateOrder], find: Find) -> Answer:
    order = scene.case.payload
    is_known = find(order.document_id) is not None
    return Answer.of(holds=is_known and _decided_by(order, find) in {"", scene.role})


def _document_uploaded(scene: Scene[CertificateOrder]) -> Answer:
    approval = scene.case.payload.approval
    return Answer.of(holds=approval is not None and approval.upload is not None)


def _was_at_desk(scene: Scene[CertificateOrder]) -> Answer:
    return Answer.of(holds=bool(scene.case.payload.approval or scene.case.payload.waiting_for))


def _reason_recorded(scene: Scene[CertificateOrder]) -> Answer:
    """A refusal names its reason, its law and the means of appeal (law of 29 July 1991)."""
    return Answer.of(holds=bool(scene.values.get("reason")))


def _delivery(scene: Scene[CertificateOrder]) -> Delivery:
    """How the document goes to who asked: a link can't without an address."""
    order = scene.case.payload
    if order.delivery is Delivery.LINK and not applicant_of(scene.case).email:
        return Delivery.POST
    return order.delivery


def _approved(scene: Scene[CertificateOrder]) -> CertificateOrder:
    """The order as somebody approved it; what was uploaded stands in it already."""
    order = scene.case.payload
    upload = order.approval.upload if order.approval else None
    return replace(order, approval=Approval(scene.author, scene.at, upload))


def _corrected(scene: Scene[CertificateOrder]) -> CertificateOrder:
    """What was approved before counts for what it was then."""
    order = scene.case.payload
    return replace(order, delivery=Delivery(order.delivery), approval=None)


def _same(order: CertificateOrder) -> str:
    """Two orders that ask for the same and say the same, of the same applicant.

    Who adds where they use it, why, or a word is led to no earlier case: it isn't read there.
    """
    asked = (order.document_id, order.variant, order.language, order.purpose, order.activity)
    told = (order.claimed.value, order.abroad, order.interest, order.reason, order.remark)
    return " ".join((order.subject.digits, *asked, order.replaces, *told))


def _assurance(order: CertificateOrder, here: Municipality, find: Find) -> Assurance:
    document = find(order.document_id)
    default = document.required_assurance if document else Assurance.HIGH
    return here.required_assurance(order.document_id, default)


def _title(order: CertificateOrder, find: Find) -> str:
    document = find(order.document_id)
    return document.names.nl if document else order.document_id


def _told(case: CertificateCase, party: Party) -> Mapping[str, str]:  # noqa: ARG001
    order = case.payload
    return {
        "document": order.document_id,
        "variant": order.variant,
        "language": order.language,
        "delivery": order.delivery.value,
    }


def _findings(case: CertificateCase, party: Party) -> tuple[Finding, ...]:
    if case.verdict is None:
        return ()
    is_subject = party.person == case.payload.subject
    return shown_to_applicant(case.verdict, is_subject=is_subject).findings


def _dimensions(case: CertificateCase) -> Mapping[str, str]:
    order = case.payload
    return {
        "document": order.document_id,
        "variant": order.variant,
        "language": order.language,
        "channel": case.intake.channel.value,
    }


def _forgotten(case: CertificateCase, party: int) -> CertificateOrder:  # noqa: ARG001
    """An order about nobody; which document it was, and how it came, stays."""
    return replace(
        case.payload,
        subject=NOBODY,
        claimed=Relation.SELF,
        purpose="",
        activity="",
        abroad="",
        remark="",
        interest="",
        reason="",
    )


def _subject(case: Case[CertificateOrder], slot: str) -> Party:  # noqa: ARG001
    """Whom a document is about; who asks for somebody else isn't its subject."""
    return replace(applicant_of(case), person=case.payload.subject)
