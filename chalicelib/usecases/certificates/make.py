"""Make the one document of a case: print, render, seal, store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from chalicelib.domain.cases.audience import HANDLERS
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.outcome import ARCHIVE, SEAL
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.order import (
    RESULT,
    CertificateCase,
    applicant_of,
    result_number,
)
from chalicelib.domain.issued.validity import valid_until
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.certificates import Printer
from chalicelib.ports.documents import Archive, Renderer, Sealer, Stored
from chalicelib.ports.errors import PermanentError, UnprintableError
from chalicelib.usecases.certificates.mark import MarkDocument

PRINT = "print"


class CantMakeError(PermanentError):
    """A part of making a document can't be done: `part` says which, the error why."""

    def __init__(self, part: str, why: str) -> None:
        super().__init__(why)
        self.part = part


@contextmanager
def _doing(part: str) -> Iterator[None]:
    """A part of making, whose failure is told as that part's."""
    try:
        yield
    except UnprintableError:
        raise
    except PermanentError as error:
        raise CantMakeError(part, str(error)) from None


@dataclass(frozen=True, slots=True)
class Make:
    """From facts to stored bytes; doing it again for the same decision finds what was stored."""

    printer: Printer
    renderer: Renderer
    sealer: Sealer
    archive: Archive
    mark: MarkDocument

    def __call__(self, facts: Facts, now: datetime) -> IssuedDocument:
        """The document, stored once under a key without personal data.

        Everything in it, and everything said of it, is of the moment `now`.

        Raises MissingFactError when the registers don't hold what has to be printed,
        UnprintableError when no font has a character, CantMakeError when a part of it can't be
        done, RetryableError.
        """
        case = facts.case
        with _doing(PRINT):
            printed = self.printer.print(case, facts.document, facts.answered, facts.today)
        with _doing(SEAL):
            marked = replace(printed, mark=self.mark(case, now))
        with _doing(PRINT):
            rendered = self.renderer.render(marked, facts.municipality)
        key = object_key(case, rendered.pdf)
        with _doing(SEAL):
            sealed = replace(rendered, pdf=self.sealer.seal(rendered.pdf, case.tenant, now))
        with _doing(ARCHIVE):
            stored = self.archive.put_once(key, sealed)
        issued = issued_of(case, facts.document, facts.municipality, stored, key, now)
        return replace(issued, code_hash=self.mark.code(case).hashed)


def object_key(case: CertificateCase, page: bytes) -> str:
    """Where a document lies: tenant, year, id, and what tells it from another decision's.

    What was decided otherwise, or on another day, is printed otherwise and lies elsewhere: the
    bytes under a key are always those of the decision that names it.
    """
    return f"{case.files}/{RESULT}-{sha256(page).hexdigest()[:16]}.pdf"


def issued_of(
    case: CertificateCase,
    document: DocumentType,
    municipality: Municipality,
    stored: Stored,
    key: str,
    now: datetime,
) -> IssuedDocument:
    """What is entered into the ledger of a document that lies in the archive."""
    today, order = municipality.day_of(now), case.payload
    days = document.retention.days or municipality.limits.download_days
    return IssuedDocument(
        slot=RESULT,
        issue=1,
        number=result_number(case),
        type_id=order.document_id,
        variant=order.variant,
        language=order.language,
        subject=order.subject,
        object_key=key,
        sha256=stored.sha256,
        size=stored.size,
        pages=stored.pages,
        issued_at=now,
        issued_on=today,
        valid_until=valid_until(today, document.validity.months),
        available_until=today + timedelta(days=days),
        audience=(applicant_of(case).role, HANDLERS),
        replaces=order.replaces,
    )
