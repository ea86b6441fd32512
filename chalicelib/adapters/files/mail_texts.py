"""The mails of `templates/emails/`: one TOML file each, one layout for text and one for HTML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pydantic import TypeAdapter

from chalicelib.domain.certificates.order import CertificateCase, applicant_of, result_of
from chalicelib.domain.shared.dutch import weekday_and_date
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.mail import Mail, MailLinks


@dataclass(frozen=True, slots=True)
class MailText:
    """A mail as data. Placeholders: `reference`, `until` and `promise`; none of them personal."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by pydantic

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str
    link: Literal["document", "request"]


@dataclass(frozen=True, slots=True)
class DigestText:
    """The supervisor's mail as data; each figure's words hold `n`."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by pydantic

    subject: str
    heading: str
    nothing: str
    reference: str
    button: str
    figures: dict[str, str]


@dataclass(frozen=True)
class FileMailTexts:
    """Mails composed from files."""

    folder: Path

    def compose(
        self, template: str, request: CertificateCase, municipality: Municipality, links: MailLinks
    ) -> Mail:
        """A mail without personal data: reference, dates and a link only.

        Raises FileNotFoundError, ValidationError or KeyError when the template is wrong; a test
        composes every one.
        """
        text = self._text(template)
        filled = _fill(text, _values(request, municipality)) | {
            "link": links.document if text.link == "document" else links.request,
            "municipality": municipality.name,
            "service": municipality.contact.service,
            "phone": municipality.contact.phone,
            "primary": municipality.look.primary,
            "reference": request.reference,
        }
        return Mail(
            to=applicant_of(request).email,
            subject=str(filled["subject"]),
            text=self._layouts.get_template("layout.txt").render(filled),
            html=self._layouts.get_template("layout.html").render(filled),
            tenant=request.tenant,
            request_id=request.id,
            template=template,
        )

    def digest(
        self, to: str, figures: Mapping[str, int], municipality: Municipality, link: str
    ) -> Mail:
        """As the port says; a figure has its words in `digest.toml`. Raises KeyError without."""
        content = tomllib.loads((self.folder / "digest.toml").read_text(encoding="utf-8"))
        text = TypeAdapter(DigestText).validate_python(content)
        lines = [text.figures[code].format(n=n) for code, n in figures.items() if n]
        filled = {
            "subject": text.subject,
            "heading": text.heading,
            "paragraphs": lines or [text.nothing],
            "button": text.button,
            "link": link,
            "municipality": municipality.name,
            "service": municipality.contact.service,
            "phone": municipality.contact.phone,
            "primary": municipality.look.primary,
            "reference": text.reference,
        }
        return Mail(
            to=to,
            subject=text.subject,
            text=self._layouts.get_template("layout.txt").render(filled),
            html=self._layouts.get_template("layout.html").render(filled),
            tenant=municipality.nis,
            request_id="digest",
            template="digest",
        )

    def _text(self, template: str) -> MailText:
        content = (self.folder / f"{template}.toml").read_text(encoding="utf-8")
        return TypeAdapter(MailText).validate_python(tomllib.loads(content))

    @cached_property
    def _layouts(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(self.folder),
            autoescape=select_autoescape(("html",)),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )


def _values(request: CertificateCase, municipality: Municipality) -> dict[str, str]:
    deadline = request.instance.due_at
    return {
        "reference": request.reference,
        "until": _day(result_of(request).available_until if result_of(request) else None),
        "promise": _day(municipality.day_of(deadline) if deadline else None),
    }


def _day(day: date | None) -> str:
    return weekday_and_date(day) if day else ""


def _fill(text: MailText, values: dict[str, str]) -> dict[str, object]:
    return {
        "subject": text.subject.format(**values),
        "heading": text.heading.format(**values),
        "paragraphs": [paragraph.format(**values) for paragraph in text.paragraphs],
        "button": text.button,
    }
