"""Reading `templates/labels/`: a word that is missing is an error now, not on a document."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, get_args

from chalicelib.documents.errors import TemplateError
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.wording.document import TELLERS
from chalicelib.domain.certificates.wording.labels import Labels, required
from chalicelib.domain.shared.language import Language

LANGUAGES: tuple[Language, ...] = get_args(Language.__value__)

type LabelBooks = Mapping[Language, Labels]


def load_labels(directory: Path) -> LabelBooks:
    """The words of every language. Raises TemplateError naming each word that is missing."""
    countries = _read(directory / "countries.toml")
    dutch = {
        kind: {code: names["nl"] for code, names in _read(directory / f"{kind}.toml").items()}
        for kind in ("purposes", "activities")
    }
    laws = _read(directory / "laws.toml")
    return {
        language: _book(directory / f"{language}.toml", language, countries, dutch, laws)
        for language in LANGUAGES
    }


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


def _book(
    path: Path,
    language: Language,
    countries: Mapping[str, list[str]],
    dutch: Mapping[str, Mapping[str, str]],
    laws: Mapping[str, Mapping[str, str]],
) -> Labels:
    texts = dict(_flat(_read(path)))
    purposes, activities = (
        names if language == "nl" else _part(texts, kind)
        for kind, names in (("purpose", dutch["purposes"]), ("activity", dutch["activities"]))
    )
    _refuse_gaps(path, "", required() - texts.keys())
    _refuse_gaps(path, "purpose.", dutch["purposes"].keys() - purposes.keys())
    _refuse_gaps(path, "activity.", dutch["activities"].keys() - activities.keys())
    column = LANGUAGES.index(language)
    named = {code: names[column] for code, names in countries.items()}
    known = {ref: names[language] for ref, names in laws.items() if language in names}
    return Labels(language, texts, named, purposes, activities, known)


def _part(texts: Mapping[str, str], kind: str) -> dict[str, str]:
    start = f"{kind}."
    return {c.removeprefix(start): text for c, text in texts.items() if c.startswith(start)}


def _refuse_gaps(path: Path, prefix: str, missing: Iterable[str]) -> None:
    gaps = ", ".join(f"{prefix}{code}" for code in sorted(missing))
    if gaps:
        raise TemplateError(f"{path.name}: missing {gaps}")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TemplateError(f"{path.name}: {error}") from error


def _flat(tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for table, words in tree.items():
        yield from ((f"{table}.{word}", str(text)) for word, text in words.items())
