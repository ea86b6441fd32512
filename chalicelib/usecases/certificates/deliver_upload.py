"""Deliver what a clerk uploaded: the bytes of then become the document, as they are."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.outcome import Done, Human, Outcome
from chalicelib.domain.certificates.order import CertificateCase, CertificateOrder
from chalicelib.ports.documents import Stored
from chalicelib.usecases.certificates.facts.ask_facts import AskFacts
from chalicelib.usecases.certificates.make import issued_of


@dataclass(frozen=True, slots=True)
class DeliverUpload:
    """No register is read, nothing rendered or sealed: the archive already holds the bytes."""

    ask: AskFacts

    def __call__(self, case: CertificateCase, now: datetime) -> Outcome[CertificateOrder]:
        """The upload issued, or the case given back to a human when there is none."""
        approval = case.payload.approval
        if approval is None or approval.upload is None:
            return Human("seal_failed", "upload")
        upload = approval.upload
        issued = issued_of(
            case,
            self.ask.document(case.payload.document_id),
            self.ask.municipalities.get(case.tenant),
            Stored(upload.sha256, upload.size, upload.pages),
            upload.key,
            now,
        )
        return Done(("stored",), documents=(issued,))
