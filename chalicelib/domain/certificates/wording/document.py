"""From the facts of a dossier to a document in words, ready for any layout."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from chalicelib.domain.certificates.catalogue import DocumentType, Family, Variant
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.certificates.order import CertificateCase, result_number
from chalicelib.domain.certificates.paper import Closing, SectionTemplate, in_force
from chalicelib.domain.certificates.wording.act import ACT_FACTS
from chalicelib.domain.certificates.wording.context import Context, MissingFactError, Piece, Teller
from chalicelib.domain.certificates.wording.household import HOUSEHOLD_FACTS
from chalicelib.domain.certificates.wording.linked import Linked, Node, about
from chalicelib.domain.certificates.wording.person import PERSON_FACTS
from chalicelib.domain.certificates.wording.record import RECORD_FACTS
from chalicelib.domain.issued.labels import Labels
from chalicelib.domain.issued.printing import (
    ClosingText,
    Line,
    PrintedDocument,
    Section,
    Table,
)
from chalicelib.domain.issued.validity import valid_until
from chalicelib.domain.registers.acts import ActOrigin
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.tenants.municipality import Municipality

__all__ = ["TELLERS", "MissingFactError", "print_document"]

TELLERS: Mapping[str, Teller] = {**PERSON_FACTS, **HOUSEHOLD_FACTS, **ACT_FACTS, **RECORD_FACTS}
"""Code of a printed fact → the function that puts it into words."""

_SPACES = re.compile("[ \\t\\r\\n\\f\\v]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and spaces without width: where to break, for programs that know."""

_SHOWS_NUMBERS = frozenset({"person.national_number", "household.numbers"})


def print_document(
    case: CertificateCase,
    document: DocumentType,
    variant: Variant,
    answered: RegisterAnswers,
    municipality: Municipality,
    labels: Labels,
    issued_on: date,
) -> PrintedDocument:
    """Everything that a document says, in the language of the labels, in composed form (NFC).

    Raises MissingFactError when the registers don't hold what has to be printed.
    """
    context = Context(case, document, variant, answered, municipality, labels, issued_on)
    _refuse_image(context)
    sections = (_section(context, printed) for printed in document.printed)
    return PrintedDocument(
        kind=document.id,
        family=document.family,
        language=labels.language,
        number=result_number(case),
        title=tidy(document.names.in_(labels.language)),
        subtitle=_subtitle(context),
        basis=tuple(_basis(context)),
        sections=tuple(section for section in sections if section),
        declaration=_declaration(context),
        place=tidy(municipality.signature.place),
        issued_on=issued_on,
        dated=labels.date(issued_on),
        closing=_closing(context),
        signed=tuple(_signed(context)),
        valid_until=valid_until(issued_on, document.validity.months),
        notes=tuple(_notes(context)),
        replaces=case.payload.replaces,
        about=tuple(_tidied_node(node) for node in about(context)),
    )


def _refuse_image(context: Context) -> None:
    """A copy of a migrated act is an image with its marginal notes: it isn't typed anew."""
    is_act = context.document.register.act_kind is not None
    if is_act and context.is_copy and context.act.origin is ActOrigin.MIGRATED:
        raise MissingFactError("act.image")


def _basis(context: Context) -> Iterator[str]:
    """What the document itself rests on; who may ask for it is another matter."""
    for basis in context.document.legal_basis:
        if basis.since is None or basis.since <= context.issued_on:
            yield tidy(context.labels.law(basis.ref))


def tidy(text: str) -> str:
    """Composed form, one space between words, no line ends, nothing that isn't seen."""
    seen = _UNSEEN.sub("", _SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", seen.strip(" "))


def _tidied_node(node: Mapping[str, Linked]) -> Node:
    return {key: _tidied_linked(value) for key, value in node.items()}


def _tidied_linked(value: Linked) -> Linked:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, Mapping):
        return _tidied_node(value)
    return [_tidied_linked(inner) for inner in value]


def _section(context: Context, printed: SectionTemplate) -> Section | None:
    pieces = [
        _tidied(piece) for code in context.standing(printed) for piece in TELLERS[code](context)
    ]
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
        case Line():
            return replace(piece, label=tidy(piece.label), value=tidy(piece.value))
        case Table():
            clean = tuple(tuple(tidy(cell) for cell in row) for row in piece.rows)
            return replace(piece, columns=tuple(tidy(c) for c in piece.columns), rows=clean)
        case _:
            return tidy(piece)


def _subtitle(context: Context) -> str:
    """The variant, when there is a choice of them."""
    if len(context.document.variants) < 2:
        return ""
    name = tidy(context.variant.names.in_(context.labels.language))
    return name[:1].upper() + name[1:]


def _end(context: Context) -> Closing:
    return in_force(context.document.closings, context.issued_on)


def _declaration(context: Context) -> str:
    code = f"declaration.{_end(context).declares[context.variant.id]}"
    name = context.municipality.head_in(context.labels.language).name
    day = context.labels.date(context.issued_on)
    text = tidy(context.labels.say(code, **context.labels.naming(name), date=day))
    return text[:1].upper() + text[1:]


def _closing(context: Context) -> str:
    """Where and when it was given; said in so many words where nobody stands under it."""
    place, day = context.municipality.signature.place, context.labels.date(context.issued_on)
    if _end(context).is_signed:
        return tidy(f"{place}, {day}")
    return tidy(context.labels.say("layout.issued", place=place, date=day))


def _signed(context: Context) -> Iterator[ClosingText]:
    """On whose behalf, and which office; nobody where the law asks for a seal only."""
    if not _end(context).is_signed:
        return
    municipality, labels = context.municipality, context.labels
    name = municipality.head_in(labels.language).name
    yield ClosingText(tidy(labels.say("layout.signature", **labels.naming(name))))
    signature = municipality.signature
    office = (context.case.payload.abroad and signature.abroad) or signature.title
    yield ClosingText(tidy(office.in_(labels.language)))


def _notes(context: Context) -> Iterator[str]:
    """What whoever receives the document can do with it."""
    return (tidy(note) for note in (*_about_validity(context), *_about_use(context)))


def _about_validity(context: Context) -> Iterator[str]:
    labels, validity = context.labels, context.document.validity
    if context.case.payload.replaces:
        yield labels.say("note.replaces", number=context.case.payload.replaces)
    until = valid_until(context.issued_on, validity.months)
    if until:
        yield labels.say("note.valid_until", date=labels.date(until))
    elif validity.usual_months:
        yield labels.say("note.usual", months=validity.usual_months)
    else:
        yield labels["note.valid_while_true"]


def _about_use(context: Context) -> Iterator[str]:
    labels, phone = context.labels, context.municipality.contact.phone
    if context.case.payload.purpose in context.document.statements:
        yield labels[f"statement.{context.case.payload.purpose}"]
    if context.document.family is Family.CRIMINAL_RECORD:
        yield labels["note.criminal_paper"]
    if context.case.payload.claimed is not Relation.SELF:
        yield from _for_another(context)
    if _SHOWS_NUMBERS & context.codes:
        yield labels["note.national_number"]
    number = result_number(context.case)
    service = context.municipality.head_in(labels.language).service
    yield labels.say("note.doubt", service=service, phone=phone, number=number)


def _for_another(context: Context) -> Iterator[str]:
    """By which law somebody else could ask for it."""
    regime = context.document.regime_on(context.issued_on)
    if regime:
        laws = "; ".join(context.labels.law(basis.ref) for basis in regime.legal_basis)
        yield context.labels.say("note.for_another", laws=laws)
