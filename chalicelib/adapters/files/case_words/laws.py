"""Laws as people write them: whether two texts name the same one, whatever the article."""

import re
from collections.abc import Iterable, Iterator

LAW = re.compile(r"[^\W\d_]{2,}.*\bart(?:\.|ikel)", re.IGNORECASE | re.DOTALL)
"""A law with an article."""

_ARTICLE = re.compile(r"[,\s]*\bart(?:\.|ikel).*", re.DOTALL)
_FURTHER = re.compile(r"(?:;|\s+en\s+(?=(?:wet|kb|koninklijk|oud|decreet|verordening)\b))")
_LONG = {
    "avg": "verordening (eu) 2016/679",
    "gdpr": "verordening (eu) 2016/679",
    "bw": "burgerlijk wetboek",
    "kb": "koninklijk besluit",
    "sv": "wetboek van strafvordering",
}
_BEGINS = 8
"""So many characters of a long name say which law it is, at the end of a word."""


def is_among(basis: str, known: Iterable[str]) -> bool:
    """Whether each law that a text names is one of those known."""
    names = {name for text in known for name in _names(text)}
    return all(any(_is_same(one, name) for name in names) for one in _names(basis))


def _is_same(one: str, name: str) -> bool:
    is_begun = len(one) >= _BEGINS and name.startswith(f"{one} ") and any(map(str.isdigit, one))
    return one == name or is_begun


def _names(text: str) -> Iterator[str]:
    """The laws of a text, without articles, in full words and small letters."""
    for part in _FURTHER.split(text.casefold()):
        words = _ARTICLE.sub("", part).replace(",", " ").split()
        yield re.sub(r"^(koninklijk besluit|wet) (?=\d)", r"\1 van ", " ".join(map(_long, words)))


def _long(word: str) -> str:
    return _LONG.get(word.rstrip("."), word)
