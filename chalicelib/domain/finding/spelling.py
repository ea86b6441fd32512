"""The known word that a mistyped one was meant to be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from chalicelib.domain.finding.distance import distance

_SHORT = 6


@dataclass(frozen=True, slots=True)
class Near:
    """A known word, and how many mistakes lie between."""

    word: str
    errors: int


class Spelling:
    """Known words, looked up by how they look; each allows so many mistakes as `most` says."""

    def __init__(self, words: Iterable[str], most: Callable[[str], int]) -> None:
        self._known = [(word, _letters(word), most(word)) for word in words if most(word)]

    def closest(self, word: str, most: int) -> Near | None:
        """The nearest known word with at most so many mistakes.

        Of two that are as near, the one that begins alike: people seldom miss the first letter,
        and in a short word it is taken that they didn't.
        """
        measured = [
            (errors, known[0] != word[0], known)
            for known, allowed in self._alike(word, most)
            if (errors := distance(word, known, allowed)) <= allowed
        ]
        errors, _, known = min(measured, default=(0, True, ""))
        return Near(known, errors) if known else None

    def _alike(self, word: str, most: int) -> Iterator[tuple[str, int]]:
        """Those that can be near: measuring all would take most of the time."""
        letters = _letters(word)
        for known, others, own in self._known:
            allowed = min(most, own)
            apart = (others ^ letters).bit_count()
            if (
                abs(len(known) - len(word)) <= allowed
                and apart <= 2 * allowed
                and (known[0] == word[0] or len(word) >= _SHORT)
            ):
                yield known, allowed


def most_errors(word: str) -> int:
    """How many typing mistakes a word of its length may hold and still be recognised."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def most_errors_in_grief(word: str) -> int:
    """The same for a word that hurts whoever meant another: `doop` and `doos` aren't `dood`."""
    return 0 if len(word) < 7 else 1 if len(word) < 10 else 2


def _letters(word: str) -> int:
    """The characters of a word as bits; a mistake changes two of them at most."""
    bits = 0
    for character in word:
        bits |= 1 << (ord(character) & 63)
    return bits
