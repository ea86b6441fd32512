"""Write the page about what stands on each document: `python -m ops printed`, or `--check`.

For each fact it says by which law or practice, and how sure the project is of that.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.documents.certificates.labels import check_documents, load_labels
from chalicelib.domain.certificates.catalogue import DocumentType, Family
from chalicelib.domain.certificates.paper import Closing, PrintedFact
from chalicelib.domain.issued.labels import Labels
from chalicelib.domain.registers.acts import ACT_DETAILS
from chalicelib.domain.shared.law import Certainty, LegalBasis
from ops.measure.written_page import write_or_check

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGE = TEMPLATES.parent / "docs" / "printed-facts.md"

FAMILIES = {
    Family.CIVIL_STATUS: "Acts of civil status",
    Family.POPULATION: "Certificates from the population registers",
    Family.CRIMINAL_RECORD: "The criminal record",
}

HEAD = """# What stands on each document, and why

Written by `make printed` from `templates/documents`: change those.

How sure each is: **sourced** (read in a law or with who runs the register), **probable** (derived,
or found with municipalities only), **general knowledge** (to be checked), **design** (ours). What
is sourced always stands there. All else is a setting: a municipality prints it or leaves it out
with `prints` under `[documents.<id>]` in its own file; "off" says that it is left out otherwise.

The legal basis under the title is that of the document. Who may ask is another law: it stands in
the small print, and only when somebody else than the person concerned asked.

Not known, and therefore not here: the prescribed words of a declaration by the municipality and of
a blank record, the field lists of the models of 2017 and 2019, the list of legitimate interests.
A copy of a migrated act is an image that the DABS gives: a clerk adds it, it isn't typed anew."""


def render(documents: Sequence[DocumentType], labels: Labels) -> str:
    """The whole page as Markdown, the same for the same documents."""
    parts = [HEAD]
    for family, title in FAMILIES.items():
        parts.append(f"## {title}")
        parts += [_document(d, labels) for d in documents if d.family is family]
    return "\n\n".join(parts) + "\n"


def _document(document: DocumentType, labels: Labels) -> str:
    lines = (
        f"### {document.names.nl}",
        "",
        f"`{document.id}`. Legal basis: {'; '.join(map(_basis, document.legal_basis))}.",
        *(f"\n{_closing(closing)}" for closing in document.closings),
        *_left_out(document),
        "",
        "| section | fact | on | why | how sure |",
        "|---|---|---|---|---|",
        *_rows(document, labels),
    )
    return "\n".join(lines)


def _basis(basis: LegalBasis) -> str:
    since = f", since {basis.since.isoformat()}" if basis.since else ""
    return f"{basis.ref} ({_sure(basis.certainty)}{since})"


def _closing(closing: Closing) -> str:
    signed = "an office signs" if closing.is_signed else "date of issue and seal, nobody signs"
    since = closing.valid_from.isoformat()
    return f"From {since}: {signed} ({_sure(closing.certainty)}: {closing.why})."


def _left_out(document: DocumentType) -> Iterator[str]:
    """What an act may hold, and no document shows."""
    kind = document.register.act_kind
    if kind is None:
        return
    shown = {fact.code for part in document.printed for fact in part.facts}
    hidden = [code for code in ACT_DETAILS[kind] if f"detail.{code}" not in shown]
    if hidden:
        yield f"\nWithout ground, so on no form of it: {', '.join(f'`{c}`' for c in hidden)}."


def _rows(document: DocumentType, labels: Labels) -> Iterator[str]:
    for part in document.printed:
        title = labels[f"section.{part.title}"] if part.title else ""
        yield from (_row(title, fact, document) for fact in part.facts)


def _row(title: str, fact: PrintedFact, document: DocumentType) -> str:
    why = f"{fact.why}. {fact.note}" if fact.note else fact.why
    shown = _where(fact, document)
    return f"| {title} | `{fact.code}` | {shown} | {why} | {_sure(fact.certainty)} |"


def _where(fact: PrintedFact, document: DocumentType) -> str:
    variants = [v.names.nl for v in document.variants if v.id in fact.variants]
    parts = [", ".join(variants) or "all"]
    if fact.since:
        parts.append(f"from {fact.since.isoformat()}")
    if fact.until:
        parts.append(f"until {fact.until.isoformat()}")
    if not fact.is_printed:
        parts.append("off")
    return ", ".join(parts)


def _sure(certainty: Certainty) -> str:
    return certainty.value.replace("_", " ")


def main(arguments: Sequence[str], page: Path = PAGE) -> int:
    """Write or check the page; the exit status is 1 when a checked page is stale."""
    documents = FileCatalogue(TEMPLATES / "documents").all()
    books = load_labels(TEMPLATES / "labels")
    check_documents(books, documents)
    text = render(documents, books["nl"])
    return write_or_check("printed", __doc__, arguments, page, text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
