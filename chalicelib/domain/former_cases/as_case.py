"""A request as the case that its certificate's rules and words are about."""

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.intake import Intake
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.party import Party
from chalicelib.domain.certificates.order import (
    PROCESS,
    Approval,
    CertificateCase,
    CertificateOrder,
    Upload,
)
from chalicelib.domain.former_cases import handling
from chalicelib.domain.former_cases.case import Issued, Request
from chalicelib.domain.process.instance import Instance


def case_of(request: Request) -> CertificateCase:
    """The case: order, applicant and intake as they are, its course as far as states have names."""
    wish, intake, stood = request.wish, request.intake, request.instance
    order = CertificateOrder(
        document_id=wish.document_id,
        variant=wish.variant,
        language=wish.language,
        subject=wish.subject,
        claimed=wish.claimed,
        purpose=wish.purpose,
        activity=wish.activity,
        abroad=wish.abroad,
        remark=wish.remark,
        delivery=intake.delivery,
        replaces=intake.replaces,
        approval=_approval(request.review.approval),
        waiting_for=request.review.waiting_for,
    )
    applicant = request.applicant
    return Case(
        request.tenant,
        request.id,
        Instance(PROCESS, 1, stood.state, stood.version, stood.entered_at, stood.entered_at),
        (Party(1, "applicant", applicant.number, applicant.assurance, applicant.email),),
        order,
        Intake(
            intake.channel,
            intake.received_at,
            intake.keyed_in_by,
            intake.identified_by,
            intake.duplicate_of,
            intake.is_over_limit,
        ),
        verdict=request.verdict,
    )


def issued_as(document: IssuedDocument) -> Issued:
    """The document of a case as that of a request."""
    return Issued(
        number=document.number,
        object_key=document.object_key,
        sha256=document.sha256,
        size=document.size,
        pages=document.pages,
        issued_at=document.issued_at,
        issued_on=document.issued_on,
        valid_until=document.valid_until,
        available_until=document.available_until,
        code_hash=document.code_hash,
    )


def _approval(approval: handling.Approval | None) -> Approval | None:
    if approval is None:
        return None
    upload = approval.upload
    kept = Upload(upload.key, upload.sha256, upload.size, upload.pages) if upload else None
    return Approval(approval.by, approval.at, kept)
