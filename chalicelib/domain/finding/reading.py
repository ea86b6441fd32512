"""From what somebody types to what they mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.domain.finding.letters import words_of
from chalicelib.domain.finding.lexicon import Lexicon, Sense

LONGEST_QUERY = 100
"""Characters; what comes after isn't read."""


@dataclass(frozen=True, slots=True)
class Read:
    """A query: its words, the meanings found in them, and how many mean nothing here."""

    words: frozenset[str]
    senses: tuple[Sense, ...]
    strange: int


def read(query: str, lexicon: Lexicon, little: frozenset[str]) -> Read:
    """The meanings of a query's words; those it consists of little words only keep them."""
    typed = words_of(query[:LONGEST_QUERY])
    words = list(_joined(typed, lexicon))
    found = [lexicon.senses(word) for word in words if word not in little]
    found = found or [tuple(map(Sense, lexicon.plainly(word))) for word in words]
    senses = tuple(sense for senses in found for sense in senses)
    return Read(frozenset(typed), senses, sum(not senses for senses in found))


def _joined(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Two words as one where that is one: `straf register`, `e-ID`."""
    at = 0
    while at < len(words):
        pair = "".join(words[at : at + 2])
        is_one = at + 1 < len(words) and _is_one(words[at], words[at + 1], lexicon)
        yield pair if is_one else words[at]
        at += 1 + is_one


def _is_one(first: str, second: str, lexicon: Lexicon) -> bool:
    if lexicon.knows(first + second):
        return True
    is_strange = not (lexicon.knows(first) and lexicon.knows(second))
    return is_strange and lexicon.resembles(first + second)
