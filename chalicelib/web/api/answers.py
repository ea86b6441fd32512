"""What programs get from us."""

from datetime import datetime

from pydantic import BaseModel

from chalicelib.domain.cases.verdict import Verdict
from chalicelib.domain.certificates.catalogue import DocumentType, Variant
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, result_of
from chalicelib.domain.former_cases.promise import is_moving
from chalicelib.domain.registers.access import Consultation
from chalicelib.domain.shared.language import Names
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.frame import API


class FindingAnswer(BaseModel):
    """One rule applied, with its legal basis and a Dutch sentence."""

    code: str
    result: str
    basis: str
    sentence: str


class VerdictAnswer(BaseModel):
    """What the rules say; `wait` until the registers have answered."""

    outcome: str
    findings: list[FindingAnswer]


class LinksAnswer(BaseModel):
    """Where to go on; `document` is there when it can be downloaded."""

    self: str
    page: str
    document: str | None


class RequestAnswer(BaseModel):
    """A request, and how far it is."""

    id: str
    reference: str
    document: str
    variant: str
    language: str
    state: str
    label: str
    explanation: str
    is_final: bool
    is_automatic: bool
    version: int
    received_at: datetime
    due_at: datetime | None
    verdict: VerdictAnswer | None
    links: LinksAnswer


class RequestsAnswer(BaseModel):
    """What the caller asked for, newest first."""

    requests: list[RequestAnswer]


class VariantAnswer(BaseModel):
    """A form of a document; the first is the one that shows the least."""

    id: str
    name: str
    use: str
    is_automatic: bool
    needs_activity: bool
    purposes: list[str]


class NamesAnswer(BaseModel):
    """A name in four languages."""

    nl: str
    fr: str
    de: str
    en: str


class DocumentAnswer(BaseModel):
    """A document that can be asked for here; the fee is in euro cents."""

    id: str
    version: int
    family: str
    names: NamesAnswer
    summary: str
    variants: list[VariantAnswer]
    languages: list[str]
    purposes: list[str]
    required_assurance: str
    fee_cents: int


class DocumentsAnswer(BaseModel):
    """The catalogue of this municipality."""

    municipality: str
    documents: list[DocumentAnswer]


class ConsultationAnswer(BaseModel):
    """One consultation of the caller's data."""

    at: datetime
    by: str
    services: list[str]
    purpose: str
    legal_ground: str
    request_id: str | None


class AccessLogAnswer(BaseModel):
    """Who consulted the caller's data, newest first."""

    consultations: list[ConsultationAnswer]


class HealthAnswer(BaseModel):
    """That we are there."""

    status: str
    documents: int


def request_answer(asked: Asked, request: CertificateCase) -> RequestAnswer:
    """A request; its verdict is already what its applicant may see."""
    state = asked.wiring.templates.processes.get(PROCESS).state(request.instance.state)
    return RequestAnswer(
        id=request.id,
        reference=request.reference,
        document=request.payload.document_id,
        variant=request.payload.variant,
        language=request.payload.language,
        state=state.id,
        label=state.label,
        explanation=state.explanation,
        is_final=state.is_final,
        is_automatic=is_moving(state),
        version=request.instance.version,
        received_at=request.intake.received_at,
        due_at=None if state.is_final else request.instance.due_at,
        verdict=_verdict(request.verdict),
        links=_links(asked, request),
    )


def document_answer(document: DocumentType, municipality: Municipality) -> DocumentAnswer:
    """A document as this municipality offers it."""
    override = municipality.documents.get(document.id)
    fee = override.fee_cents if override else None
    is_automatic = override.is_automatic if override else True
    level = municipality.required_assurance(document.id, document.required_assurance)
    return DocumentAnswer(
        id=document.id,
        version=document.version,
        family=document.family.value,
        names=_names(document.names),
        summary=document.summary,
        variants=[_variant(v, is_automatic=is_automatic) for v in document.variants],
        languages=list(document.languages),
        purposes=list(document.purposes),
        required_assurance=level.value,
        fee_cents=document.fee.cents if fee is None else fee,
    )


def consultation_answer(consultation: Consultation) -> ConsultationAnswer:
    """A line of the access log as the person may see it."""
    return ConsultationAnswer(
        at=consultation.at,
        by=consultation.actor_kind.value,
        services=sorted(service.value for service in consultation.services),
        purpose=consultation.purpose,
        legal_ground=consultation.legal_ground,
        request_id=consultation.request_id,
    )


def _verdict(verdict: Verdict | None) -> VerdictAnswer | None:
    if verdict is None:
        return None
    findings = [
        FindingAnswer(code=f.code, result=f.result.value, basis=f.basis, sentence=f.citizen)
        for f in verdict.findings
    ]
    return VerdictAnswer(outcome=verdict.outcome.value, findings=findings)


def _links(asked: Asked, request: CertificateCase) -> LinksAnswer:
    own = asked.link(f"{API}/requests/{request.id}")
    return LinksAnswer(
        self=own,
        page=asked.link(f"/aanvragen/{request.id}"),
        document=f"{own}/document" if result_of(request) else None,
    )


def _variant(variant: Variant, *, is_automatic: bool) -> VariantAnswer:
    return VariantAnswer(
        id=variant.id,
        name=variant.names.nl,
        use=variant.use,
        is_automatic=variant.is_automatic and is_automatic,
        needs_activity=variant.needs_activity,
        purposes=list(variant.purposes),
    )


def _names(names: Names) -> NamesAnswer:
    return NamesAnswer(nl=names.nl, fr=names.fr, de=names.de, en=names.en)
