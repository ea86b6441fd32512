"""Reading `templates/labels/`: a word that is missing is an error now, not on a document."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from chalicelib.documents.errors import TemplateError
from chalicelib.domain.issued.labels import Labels
from chalicelib.domain.shared.language import Language

LANGUAGES: tuple[Language, ...] = get_args(Language.__value__)

type LabelBooks = Mapping[Language, Labels]


def read_labels(directory: Path, required: Collection[str]) -> LabelBooks:
    """The words of every language. Raises TemplateError naming each one that lacks."""
    countries = _read(directory / "countries.toml")
    dutch = {
        kind: {code: names["nl"] for code, names in _read(directory / f"{kind}.toml").items()}
        for kind in ("purposes", "activities")
    }
    laws = _read(directory / "laws.toml")
    return {
        language: _book(directory / f"{language}.toml", language, countries, dutch, laws, required)
        for language in LANGUAGES
    }


def _book(
    path: Path,
    language: Language,
    countries: Mapping[str, list[str]],
    dutch: Mapping[str, Mapping[str, str]],
    laws: Mapping[str, Mapping[str, str]],
    required: Collection[str],
) -> Labels:
    texts = dict(_flat(_read(path)))
    purposes, activities = (
        names if language == "nl" else _part(texts, kind)
        for kind, names in (("purpose", dutch["purposes"]), ("activity", dutch["activities"]))
    )
    _refuse_gaps(path, "", set(required) - texts.keys())
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
