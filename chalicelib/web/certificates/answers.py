"""What programs get of certificates."""

from datetime import datetime

from pydantic import BaseModel

from chalicelib.domain.certificates.catalogue import DocumentType, Variant
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.shared.language import Names
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.web.http.addresses import API
from chalicelib.web.http.asked import RequestContext


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
    """A request, and how far it is.

    `needs` is how surely one must sign in to read what it is; then what was asked is empty.
    """

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
    needs: str = ""


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
    """A document that can be asked for here; the fee is in euro cents.

    `statements` are purposes too, that it states; asking for none is its ordinary use.
    """

    id: str
    version: int
    family: str
    names: NamesAnswer
    summary: str
    variants: list[VariantAnswer]
    languages: list[str]
    purposes: list[str]
    statements: list[str]
    required_assurance: str
    fee_cents: int


class DocumentsAnswer(BaseModel):
    """The catalogue of this municipality."""

    municipality: str
    documents: list[DocumentAnswer]


def request_answer(asked: RequestContext, view: CaseView) -> RequestAnswer:
    """A request as its applicant may see it."""
    definition = asked.wiring.cases.types.definition(view.process, view.process_version)
    return RequestAnswer(
        id=view.case_id,
        reference=view.reference,
        document=view.told.get("document", ""),
        variant=view.told.get("variant", ""),
        language=view.told.get("language", ""),
        state=view.state,
        label=view.label,
        explanation=view.explains,
        is_final=view.is_over,
        is_automatic=definition.state(view.state).kind is StateKind.AUTO,
        version=view.seen,
        received_at=view.received_at,
        due_at=min((line.ends_at for line in view.dates if line.ends_at), default=None),
        verdict=_verdict(view),
        links=_links(asked, view),
        needs=view.needs,
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
        statements=list(document.statements),
        required_assurance=level.value,
        fee_cents=document.fee.cents if fee is None else fee,
    )


def _verdict(view: CaseView) -> VerdictAnswer | None:
    if not view.outcome:
        return None
    findings = [
        FindingAnswer(code=f.code, result=f.result.value, basis=f.basis, sentence=f.citizen)
        for f in view.findings
    ]
    return VerdictAnswer(outcome=view.outcome, findings=findings)


def _links(asked: RequestContext, view: CaseView) -> LinksAnswer:
    own = asked.link(f"{API}/requests/{view.case_id}")
    return LinksAnswer(
        self=own,
        page=asked.link(f"/aanvragen/{view.case_id}"),
        document=f"{own}/document" if view.documents else None,
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
