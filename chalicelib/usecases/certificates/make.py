"""Make the one document of a request: print, render, seal, store."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.wording.document import valid_until
from chalicelib.domain.former_cases.case import Issued, Request
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.documents import Archive, Printer, Renderer, Sealer, Stored
from chalicelib.usecases.certificates.mark import MarkDocument


@dataclass(frozen=True, slots=True)
class Make:
    """From facts to stored bytes; doing it again finds what was stored first."""

    printer: Printer
    renderer: Renderer
    sealer: Sealer
    archive: Archive
    mark: MarkDocument

    def __call__(self, facts: Facts, now: datetime) -> Issued:
        """The document, stored once under a key without personal data.

        Raises MissingFactError when the registers don't hold what has to be printed,
        UnprintableError when it can't be put on paper, RetryableError, PermanentError.
        """
        request = facts.request
        printed = self.printer.print(request, facts.document, facts.dossier, facts.today)
        marked = replace(printed, mark=self.mark(request, now))
        rendered = self.renderer.render(marked, facts.municipality)
        sealed = replace(rendered, pdf=self.sealer.seal(rendered.pdf, request.tenant, now))
        key = object_key(request)
        stored = self.archive.put_once(key, sealed)
        issued = issued_of(request, facts.document, facts.municipality, stored, key, now)
        return replace(issued, code_hash=self.mark.code(request).hashed)


def object_key(request: Request) -> str:
    """Where a request's document lies: tenant, year, id."""
    return f"{request.files}.pdf"


def issued_of(
    request: Request,
    document: DocumentType,
    municipality: Municipality,
    stored: Stored,
    key: str,
    now: datetime,
) -> Issued:
    """What is entered into the ledger of a document that lies in the archive."""
    today = municipality.day_of(now)
    days = document.retention.days or municipality.limits.download_days
    return Issued(
        number=request.document_number,
        object_key=key,
        sha256=stored.sha256,
        size=stored.size,
        pages=stored.pages,
        issued_at=now,
        issued_on=today,
        valid_until=valid_until(today, document.validity.months),
        available_until=today + timedelta(days=days),
    )
