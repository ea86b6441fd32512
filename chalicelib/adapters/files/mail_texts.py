"""The mails of `templates/emails/` that are about no case, in the layouts that all mails have."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import override

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pydantic import TypeAdapter

from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.mail import Mail, MailTexts


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
class FileMailTexts(MailTexts):
    """The mail to supervisors, composed from `digest.toml`."""

    folder: Path

    @override
    def digest(
        self, to: str, figures: Mapping[str, int], municipality: Municipality, link: str
    ) -> Mail:
        """A figure has its words in `digest.toml`. Raises KeyError without."""
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

    @cached_property
    def _layouts(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(self.folder),
            autoescape=select_autoescape(("html",)),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )
