"""A document as it will be printed: texts and tables in order, before any layout."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.issued.sealing import VerificationMark
from chalicelib.domain.shared.language import Language


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled fact; `code` names it for layouts and machines (`person.birth.date`).

    `language` is that of the value where it isn't the document's, as in what a register holds.
    """

    label: str
    value: str
    code: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column headings, all texts; `code` names it for layouts and machines.

    `languages` are those of the cells of each row, where they aren't the document's.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    code: str = ""
    languages: tuple[tuple[Language | None, ...], ...] = ()

    def language_of(self, row: int, column: int) -> Language | None:
        """The language of a cell (both from 0); None for the document's."""
        return self.languages[row][column] if self.languages else None


@dataclass(frozen=True, slots=True)
class ClosingText:
    """A text that closes a document, and its language where it isn't the document's."""

    text: str
    language: Language | None = None


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

    `basis` are the legal provisions of the document; `closing` says where and when it was given,
    `signed` who stands under it, if anybody does; `notes` are small print. `kind` is the document's
    id, `family` names its layout, `dated` is the day in words, `replaces` the number of the
    document that this one corrects.
    `about` says the same of people in the names of OSLO, for machines.
    Without a `mark` there is no place for a seal.
    """

    kind: str
    family: str
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
    closing: str
    signed: tuple[ClosingText, ...]
    valid_until: date | None
    notes: tuple[str, ...]
    replaces: str = ""
    about: tuple[Mapping[str, object], ...] = ()
    mark: VerificationMark | None = None
