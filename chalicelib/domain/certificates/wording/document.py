"""From the facts of a dossier to a document in words, ready for any layout."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from chalicelib.domain.certificates.catalogue import DocumentType, Family, Printed, Variant
from chalicelib.domain.certificates.facts import Dossier
from chalicelib.domain.certificates.wording.act import ACT_FACTS
from chalicelib.domain.certificates.wording.context import Context, MissingFactError, Piece, Teller
from chalicelib.domain.certificates.wording.household import HOUSEHOLD_FACTS
from chalicelib.domain.certificates.wording.labels import Labels
from chalicelib.domain.certificates.wording.linked import Linked, Node, about
from chalicelib.domain.certificates.wording.person import PERSON_FACTS
from chalicelib.domain.certificates.wording.printing import Line, PrintedDocument, Section, Table
from chalicelib.domain.certificates.wording.record import RECORD_FACTS
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.tenants.municipality import Municipality

__all__ = ["TELLERS", "MissingFactError", "print_document", "valid_until"]

TELLERS: Mapping[str, Teller] = {**PERSON_FACTS, **HOUSEHOLD_FACTS, **ACT_FACTS, **RECORD_FACTS}
"""Code of a printed fact → the function that puts it into words."""

_SPACES = re.compile("[ \\t\\r\\n\\f\\v]+")
_SHOWS_NUMBERS = frozenset({"person.national_number", "household.members"})


def print_document(
    request: Request,
    document: DocumentType,
    variant: Variant,
    dossier: Dossier,
    municipality: Municipality,
    labels: Labels,
    issued_on: date,
) -> PrintedDocument:
    """Everything that a document says, in the language of the labels, in composed form (NFC).

    Raises MissingFactError when the registers don't hold what has to be printed.
    """
    context = Context(request, document, variant, dossier, municipality, labels, issued_on)
    sections = (_section(context, printed) for printed in document.printed)
    regime = document.regime_on(issued_on)
    return PrintedDocument(
        kind=document.id,
        family=document.family,
        language=labels.language,
        number=request.document_number,
        title=tidy(document.names.in_(labels.language)),
        subtitle=_subtitle(context),
        basis=tuple(
            tidy(labels.law(basis.ref)) for basis in (regime.legal_basis if regime else ())
        ),
        sections=tuple(section for section in sections if section),
        declaration=_declaration(context),
        place=tidy(municipality.signature.place),
        issued_on=issued_on,
        dated=labels.date(issued_on),
        valid_until=valid_until(issued_on, document.validity.months),
        notes=tuple(_notes(context)),
        replaces=request.intake.replaces,
        about=tuple(_tidied_node(node) for node in about(context)),
    )


def valid_until(day: date, months: int | None) -> date | None:
    """The last day of a term in months: the same day of the month, or the month's last."""
    if months is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def tidy(text: str) -> str:
    """Composed form, one space between words, no line ends."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip(" "))


def _tidied_node(node: Mapping[str, Linked]) -> Node:
    return {key: _tidied_linked(value) for key, value in node.items()}


def _tidied_linked(value: Linked) -> Linked:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, Mapping):
        return _tidied_node(value)
    return [_tidied_linked(inner) for inner in value]


def _section(context: Context, printed: Printed) -> Section | None:
    pieces = [_tidied(piece) for code in printed.facts for piece in TELLERS[code](context)]
    if not pieces:
        return None
    return Section(
        title=tidy(context.labels[f"section.{printed.title}"]) if printed.title else "",
        lines=tuple(piece for piece in pieces if isinstance(piece, Line)),
        tables=tuple(piece for piece in pieces if isinstance(piece, Table)),
        paragraphs=tuple(piece for piece in pieces if isinstance(piece, str)),
    )


def _tidied(piece: Piece) -> Piece:
    match piece:
        case Line(label, value, code):
            return Line(tidy(label), tidy(value), code)
        case Table(columns, rows, code):
            clean = tuple(tuple(tidy(cell) for cell in row) for row in rows)
            return Table(tuple(tidy(column) for column in columns), clean, code)
        case _:
            return tidy(piece)


def _subtitle(context: Context) -> str:
    """The variant, when there is a choice of them."""
    if len(context.document.variants) < 2:
        return ""
    name = tidy(context.variant.names.in_(context.labels.language))
    return name[:1].upper() + name[1:]


def _declaration(context: Context) -> str:
    family, labels = context.document.family, context.labels
    code = f"declaration.{family}"
    if family is Family.CIVIL_STATUS and len(context.document.variants) > 1:
        code = "declaration.act_copy" if context.is_copy else "declaration.act_extract"
    return tidy(
        labels.say(
            code,
            municipality=context.municipality.official_name,
            date=labels.date(context.issued_on),
        )
    )


def _notes(context: Context) -> Iterator[str]:
    """What whoever receives the document can do with it."""
    labels, contact = context.labels, context.municipality.contact
    if context.request.intake.replaces:
        yield tidy(labels.say("note.replaces", number=context.request.intake.replaces))
    until = valid_until(context.issued_on, context.document.validity.months)
    if until:
        yield tidy(labels.say("note.valid_until", date=labels.date(until)))
    else:
        yield tidy(labels["note.valid_while_true"])
    if context.document.family is Family.CRIMINAL_RECORD:
        yield tidy(labels["note.criminal_paper"])
    if _SHOWS_NUMBERS & {code for printed in context.document.printed for code in printed.facts}:
        yield tidy(labels["note.national_number"])
    number = context.request.document_number
    yield tidy(
        labels.say(
            "note.doubt",
            service=contact.service,
            phone=contact.phone,
            number=number,
        )
    )
