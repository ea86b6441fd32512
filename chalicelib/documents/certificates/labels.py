"""Whether the words of `templates/labels/` are enough to print every certificate."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from chalicelib.documents.errors import TemplateError
from chalicelib.documents.labels import LabelBooks, read_labels
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.wording.document import TELLERS
from chalicelib.domain.certificates.wording.labels import required


def load_labels(directory: Path) -> LabelBooks:
    """The words of every language. Raises TemplateError naming each word that is missing."""
    return read_labels(directory, required())


def check_documents(books: LabelBooks, documents: Sequence[DocumentType]) -> None:
    """Whether all sections, facts and legal bases can be printed. Raises TemplateError."""
    wanted = [(document.id, printed) for document in documents for printed in document.printed]
    problems = [
        *(
            f"{d}: no printed fact {fact.code}"
            for d, p in wanted
            for fact in p.facts
            if fact.code not in TELLERS
        ),
        *(
            f"{d}: no section.{p.title} in {language}.toml"
            for d, p in wanted
            for language, book in books.items()
            if p.title and f"section.{p.title}" not in book.texts
        ),
        *_unknown_declarations(books, documents),
        *_unnamed_laws(books, documents),
    ]
    if problems:
        raise TemplateError("; ".join(problems))


def _unknown_declarations(books: LabelBooks, documents: Sequence[DocumentType]) -> Iterator[str]:
    for document in documents:
        codes = {code for closing in document.closings for code in closing.declares.values()}
        yield from (
            f"{document.id}: no declaration.{code} in {language}.toml"
            for code in sorted(codes)
            for language, book in books.items()
            if f"declaration.{code}" not in book.texts
        )


def _unnamed_laws(books: LabelBooks, documents: Sequence[DocumentType]) -> Iterator[str]:
    for document in documents:
        asking = chain.from_iterable(regime.legal_basis for regime in document.regimes)
        refs = {basis.ref for basis in (*document.legal_basis, *asking)}
        for language in document.languages:
            named = refs if language == "nl" else books[language].laws
            yield from (
                f"{document.id}: no {language} in laws.toml for {ref}"
                for ref in sorted(refs)
                if ref not in named
            )
