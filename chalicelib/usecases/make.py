"""Make the one document of a request: print, render, seal, store."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.domain.facts import Facts
from chalicelib.domain.requests import Issued, Request
from chalicelib.ports import Archive, Printer, Renderer, Sealer, Stored


@dataclass(frozen=True, slots=True)
class Make:
    """From facts to stored bytes; doing it again finds what was stored first."""

    printer: Printer
    renderer: Renderer
    sealer: Sealer
    archive: Archive

    def __call__(self, facts: Facts, now: datetime) -> Issued:
        """The document, stored once under a key without personal data.

        Raises MissingFactError when the registers don't hold what has to be printed,
        RetryableError, PermanentError.
        """
        request = facts.request
        printed = self.printer.print(request, facts.document, facts.dossier, facts.today)
        rendered = self.renderer.render(printed, facts.municipality)
        sealed = replace(rendered, pdf=self.sealer.seal(rendered.pdf, request.tenant))
        key = object_key(request)
        return _issued(facts, self.archive.put_once(key, sealed), key, now)


def object_key(request: Request) -> str:
    """Where a request's document lies: tenant, year, id."""
    return f"{request.tenant}/{request.intake.received_at:%Y}/{request.id}.pdf"


def _issued(facts: Facts, stored: Stored, key: str, now: datetime) -> Issued:
    return Issued(
        number=facts.request.document_number,
        object_key=key,
        sha256=stored.sha256,
        size=stored.size,
        pages=stored.pages,
        issued_at=now,
        valid_until=valid_until(facts.today, facts.document.validity.months),
        available_until=facts.today + timedelta(days=facts.municipality.limits.download_days),
    )


def valid_until(day: date, months: int | None) -> date | None:
    """The last day of a term in months: the same day of the month, or the month's last."""
    if months is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
