"""Deliver what a clerk uploaded: the bytes of then become the document, as they are."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from chalicelib.domain.cases.outcome import ARCHIVE, Done, Human, Later, Outcome
from chalicelib.domain.certificates.order import CertificateCase, CertificateOrder, Upload
from chalicelib.ports.documents import Archive, Rendered
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.usecases.certificates.facts.ask_facts import AskFacts
from chalicelib.usecases.certificates.make import issued_of, object_key


@dataclass(frozen=True, slots=True)
class DeliverUpload:
    """No register is read, nothing rendered or sealed: the bytes go from uploads to documents.

    Among documents nothing lies that what faces the internet put there.
    """

    ask: AskFacts
    archive: Archive

    def __call__(self, case: CertificateCase, now: datetime) -> Outcome[CertificateOrder]:
        """The upload issued, or the case given back to a human when it isn't what was approved."""
        approval = case.payload.approval
        if approval is None or approval.upload is None:
            return Human("seal_failed", "upload")
        try:
            return self._delivered(case, approval.upload, now)
        except RetryableError:
            return Later(ARCHIVE)
        except PermanentError:
            return Human("archive_failed", ARCHIVE)

    def _delivered(
        self, case: CertificateCase, upload: Upload, now: datetime
    ) -> Outcome[CertificateOrder]:
        pdf = self.archive.read(upload.key)
        if pdf is None or sha256(pdf).hexdigest() != upload.sha256:
            return Human("archive_failed", "upload")
        key = object_key(case, pdf)
        stored = self.archive.put_once(key, Rendered(pdf, upload.pages))
        document = self.ask.document(case.payload.document_id)
        here = self.ask.municipalities.get(case.tenant)
        return Done(("stored",), documents=(issued_of(case, document, here, stored, key, now),))
