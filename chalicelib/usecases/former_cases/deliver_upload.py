"""Deliver what a clerk uploaded: the bytes of then become the document, as they are."""

from dataclasses import dataclass, replace

from chalicelib.domain.former_cases.as_case import case_of, issued_as
from chalicelib.domain.former_cases.case import Request
from chalicelib.ports.documents import Stored
from chalicelib.ports.platform import Clock
from chalicelib.usecases.certificates.make import issued_of
from chalicelib.usecases.former_cases.ask_about import AskAbout
from chalicelib.usecases.former_cases.move import Move


@dataclass(frozen=True, slots=True)
class DeliverUpload:
    """No register is read, nothing rendered or sealed: the archive already holds the bytes."""

    ask: AskAbout
    move: Move
    clock: Clock

    def __call__(self, request: Request) -> Request:
        """Issue the upload, or give the case back to a human when there is none.

        Raises ConflictError, RetryableError.
        """
        approval = request.review.approval
        if approval is None or approval.upload is None:
            return self.move(request, "seal_failed")
        upload, now = approval.upload, self.clock.now()
        issued = issued_of(
            case_of(request),
            self.ask.document(request),
            self.ask.municipalities.get(request.tenant),
            Stored(upload.sha256, upload.size, upload.pages),
            upload.key,
            now,
        )
        return self.move(replace(request, issued=issued_as(issued)), "stored")
