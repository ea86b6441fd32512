"""Finding a document by what people call it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from chalicelib.domain.certificates.catalogue import DocumentType

_WORD = re.compile(r"[a-z0-9]+")
_NOISE = frozenset(
    [
        "de",
        "het",
        "een",
        "van",
        "voor",
        "mijn",
        "uw",
        "ik",
        "en",
        "of",
        "om",
        "te",
        "met",
        "attest",
        "akte",
        "bewijs",
    ]
)
_LONGEST_QUERY = 100


def find(query: str, documents: Iterable[DocumentType]) -> list[DocumentType]:
    """The documents that every word of the query fits, best first; all for an empty query.

    A word fits the beginning of a word of the name or the keywords, or of the summary; accents
    and capitals count for nothing. When none fits every word, those that fit some.
    """
    words = _words(query[:_LONGEST_QUERY])
    documents = list(documents)
    if not words:
        return documents
    words = [word for word in words if word not in _NOISE] or words
    scored = [(_scores(words, document), document) for document in documents]
    whole = [(sum(s), d) for s, d in scored if all(s)]
    partly = [(sum(s), d) for s, d in scored if any(s)]
    return [d for _, d in sorted(whole or partly, key=lambda pair: (-pair[0], pair[1].order))]


def _scores(words: Sequence[str], document: DocumentType) -> list[int]:
    names = _words(" ".join((document.names.nl, *document.keywords)))
    summary = _words(document.summary)
    return [max(_best(word, names) * 2, _best(word, summary)) for word in words]


def _best(word: str, among: Iterable[str]) -> int:
    """2 for the word itself, 1 for its beginning or the end of a compound, 0 for neither."""
    return max((_fit(word, other) for other in among), default=0)


def _fit(word: str, other: str) -> int:
    if word == other:
        return 2
    is_part = len(word) >= 3 and (other.startswith(word) or (len(word) >= 4 and word in other))
    return int(is_part)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
