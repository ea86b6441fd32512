"""The mails of processes: one TOML file each, in the layouts that all mails have."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, override

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape
from pydantic import TypeAdapter

from chalicelib.adapters.files.case_words.filling import Filling, filling
from chalicelib.adapters.files.loading import CatalogueError, load
from chalicelib.domain.cases.audience import may_read
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.moving.acting import reader_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.shared.dutch import weekday_and_date
from chalicelib.domain.shared.language import Language
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import ProcessTypes
from chalicelib.ports.cases.words import CaseLinks, CaseMails, ComposedLetter
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.mail import Mail
from chalicelib.ports.platform import Clock


@dataclass(frozen=True, slots=True)
class CaseMailText:
    """A mail as data; `paper` are its paragraphs when it goes by post, if they are others.

    `link` says where its button leads; `order` names the document whose form that is.

    Places: `{reference}`, `{title}` (what the case is called), `{municipality}`, `{service}`,
    `{phone}`, `{term:<clock>}`, `{day:<clock>}`, `{promised_by}` (the day of the promised term) and
    `{until}` (how long the recipient's documents can be downloaded). In another language than
    Dutch days are written in digits, and there is no `{term:<clock>}`.
    """

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by pydantic

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str
    link: Literal["case", "document", "invitation", "request", "order"]
    paper: tuple[str, ...] = ()
    order: str = ""
    language: Language = "nl"


_TEXT = TypeAdapter(CaseMailText)


@dataclass(frozen=True)
class FileCaseMails(CaseMails):
    """`<processes>/<id>/emails/<mail>.toml`, else `<common>/<mail>.toml`; layouts are common.

    A mail in another language than Dutch stands in a folder of that language beside it, and its
    layout is `layout.<language>`; where there is no such, it goes in Dutch.
    """

    processes: Path
    common: Path
    types: ProcessTypes
    clock: Clock

    @override
    def compose(
        self,
        template: str,
        case: Case[object],
        party: Party,
        municipality: Municipality,
        links: CaseLinks,
        language: Language = "nl",
    ) -> Mail:
        text = self._translated(case.process, template, language)
        said = weekday_and_date if text.language == "nl" else _digits
        fill = replace(filling(case, municipality, self.types, self.clock), on=said)
        days = _days(fill, party)
        words = {
            "subject": fill(text.subject, **days),
            "heading": fill(text.heading, **days),
            "paragraphs": [fill(paragraph, **days) for paragraph in text.paragraphs],
            "button": text.button,
            "link": _link(text, links),
            "municipality": municipality.name,
            "service": municipality.contact.service,
            "phone": municipality.contact.phone,
            "primary": municipality.look.primary,
            "reference": case.reference,
        }
        return Mail(
            to=party.email,
            subject=str(words["subject"]),
            text=self._layout(text, "txt").render(words),
            html=self._layout(text, "html").render(words),
            tenant=case.tenant,
            request_id=case.id,
            template=template,
        )

    @override
    def on_paper(
        self, template: str, case: Case[object], party: Party, municipality: Municipality
    ) -> ComposedLetter:
        text = self._text(case.process, template)
        fill = filling(case, municipality, self.types, self.clock)
        days = _days(fill, party)
        paragraphs = text.paper or text.paragraphs
        return ComposedLetter(
            fill(text.heading, **days), tuple(fill(p, **days) for p in paragraphs)
        )

    def _layout(self, text: CaseMailText, form: str) -> Template:
        names = f"layout.{text.language}.{form}", f"layout.{form}"
        return self._layouts.select_template(names)

    def _translated(self, process: str, template: str, language: Language) -> CaseMailText:
        own = self.processes / process / "emails" / language / f"{template}.toml"
        return read_mail(own) if own.exists() else self._text(process, template)

    def _text(self, process: str, template: str) -> CaseMailText:
        own = self.processes / process / "emails" / f"{template}.toml"
        path = own if own.exists() else self.common / own.name
        try:
            return read_mail(path)
        except CatalogueError:
            raise PermanentError(f"no such mail: {template}") from None

    @cached_property
    def _layouts(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(self.common),
            autoescape=select_autoescape(("html",)),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )


def read_mail(path: Path) -> CaseMailText:
    """A mail as it stands in its file. Raises CatalogueError."""
    return load(path, _TEXT)


def _days(fill: Filling, party: Party) -> dict[str, str]:
    case, here = fill.case, fill.municipality
    promised = case.instance.clock(fill.definition.promise)
    ends = promised.ends_at if promised else None
    return {
        "promised_by": _day(here.day_of(ends) if ends else None, fill),
        "until": _day(_until(case, party), fill),
    }


def _until(case: Case[object], party: Party) -> date | None:
    reader = reader_of(party)
    theirs = (d for d in case.issued if may_read(d.audience, "", reader, ()))
    return min((document.available_until for document in theirs), default=None)


def _day(day: date | None, fill: Filling) -> str:
    return fill.on(day) if day else ""


def _digits(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _link(text: CaseMailText, links: CaseLinks) -> str:
    match text.link:
        case "document":
            return links.document
        case "invitation":
            return links.invitation
        case "order":
            return f"{links.home}/documenten/{text.order}/aanvragen"
        case _:
            return links.case
