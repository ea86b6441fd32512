"""A document as it will be printed: texts and tables in order, before any layout."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.certificates.catalogue import Family
from chalicelib.domain.issued.sealing import Mark
from chalicelib.domain.shared.language import Language


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled fact; `code` names it for layouts and machines (`person.birth.date`)."""

    label: str
    value: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column headings, all texts; `code` names it for layouts and machines."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that belong together; `title` may be empty."""

    title: str
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """Everything that stands on one document, in one language.

    `basis` are the legal provisions, `place` and `issued_on` close it, `notes` are small print.
    `kind` is the document's id, `dated` the day in words, `replaces` the number of the document
    that this one corrects. `about` says the same of people in the names of OSLO, for machines.
    Without a `mark` there is no place for a seal.
    """

    kind: str
    family: Family
    language: Language
    number: str
    title: str
    subtitle: str
    basis: tuple[str, ...]
    sections: tuple[Section, ...]
    declaration: str
    place: str
    issued_on: date
    dated: str
    valid_until: date | None
    notes: tuple[str, ...]
    replaces: str = ""
    about: tuple[Mapping[str, object], ...] = ()
    mark: Mark | None = None
