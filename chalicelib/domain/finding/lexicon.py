"""From a word as somebody types it to what it means here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from chalicelib.domain.finding.compounds import parts_of
from chalicelib.domain.finding.guide import Words
from chalicelib.domain.finding.letters import bare, root
from chalicelib.domain.finding.spelling import Spelling, most_errors, most_errors_in_grief

_LONG = 8
_SHORTEST_ROOT = 4


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning, and from 0 to 1 how surely a word has it."""

    meaning: str
    certainty: float = 1.0


class Lexicon:
    """Every word that leads somewhere, with its meanings; a compound has those of its parts."""

    def __init__(self, called: Iterable[str], words: Words) -> None:
        grouped = {word: min(row) for row in map(frozenset, words.same) for word in row}
        known = dict.fromkeys([*grouped, *called])
        self._single = _meanings(known, grouped)
        self._bare = _index(known, bare)
        self._root = _index(known, root)
        self._meanings = {w: self._parts(w, grouped) or (self._single[w],) for w in known}
        hurting = {grouped.get(word, word) for word in words.grave}
        self._grave = frozenset(w for w in known if not hurting.isdisjoint(self._meanings[w]))
        self._spelling = Spelling(known, self._most_errors)
        self._bare_spelling = Spelling(self._bare, self._most_errors_bare)

    def knows(self, word: str) -> bool:
        """Whether a word stands here, in this or another inflection."""
        return word in self._single or bare(word) in self._bare

    def senses(self, word: str) -> tuple[Sense, ...]:
        """What a plain word means, surest where it stands here as it is; none for a strange one."""
        for find, certainty in (
            (self._as_it_stands, 1.0),
            (self._inflected, 0.95),
            (self._compound, 0.9),
            (self._unfinished, 0.85),
            (self._related, 0.75),
        ):
            if found := find(word):
                return tuple(Sense(meaning, certainty) for meaning in found)
        return self._mistyped(word) or self._guessed_compound(word) or self._inside(word)

    def _as_it_stands(self, word: str) -> tuple[str, ...]:
        return self._meanings.get(word, ())

    def _inflected(self, word: str) -> tuple[str, ...]:
        return self._meanings.get(self._bare.get(bare(word), ""), ()) if word else ()

    def _related(self, word: str) -> tuple[str, ...]:
        known = self._root.get(root(word), "") if len(root(word)) >= _SHORTEST_ROOT else ""
        return self._meanings.get(known, ())

    def _compound(self, word: str) -> tuple[str, ...]:
        return tuple(m for part in parts_of(word, self._is_part) for m in self.plainly(part))

    def _is_part(self, word: str) -> bool:
        """A short part must stand here as it is: an ending taken off it would leave too little."""
        return word in self._single or (len(word) > _SHORTEST_ROOT and self.knows(word))

    def plainly(self, word: str) -> tuple[str, ...]:
        """What a word means that stands here in some inflection; none for any other."""
        return self._meanings.get(word) or self._inflected(word)

    def _parts(self, word: str, grouped: Mapping[str, str]) -> tuple[str, ...]:
        if word in grouped:
            return ()
        parts = parts_of(word, lambda part: part != word and self.knows(part))
        return tuple(self._single[self._spelled(part)] for part in parts)

    def _spelled(self, word: str) -> str:
        return word if word in self._single else self._bare[bare(word)]

    def _most_errors(self, word: str) -> int:
        return most_errors_in_grief(word) if word in self._grave else most_errors(word)

    def _most_errors_bare(self, plain: str) -> int:
        is_grave = self._bare[plain] in self._grave
        return most_errors_in_grief(plain) if is_grave else most_errors(plain)

    def resembles(self, word: str) -> bool:
        """Whether a long word is one that stands here but for a single mistake."""
        return len(word) >= _LONG and self._spelling.closest(word, 1) is not None

    def _mistyped(self, word: str) -> tuple[Sense, ...]:
        near = self._spelling.closest(word, most_errors(word))
        near = near or self._bare_spelling.closest(bare(word), most_errors(bare(word)))
        if near is None:
            return ()
        meant = self.plainly(near.word) or self.plainly(self._bare[near.word])
        return tuple(Sense(meaning, 0.95 - 0.1 * near.errors) for meaning in meant)

    def _guessed_compound(self, word: str) -> tuple[Sense, ...]:
        """One part as it is known, the other cut short or with a mistake in it."""
        for cut in range(_SHORTEST_ROOT, len(word) - _SHORTEST_ROOT + 1):
            head, tail = word[:cut], word[cut:]
            for right, other in ((tail, head), (head, tail)):
                known = self.plainly(right)
                guessed = known and self._guessed(other)
                if guessed:
                    return (*guessed, *(Sense(meaning, 0.9) for meaning in known))
        return ()

    def _guessed(self, word: str) -> tuple[Sense, ...]:
        started = tuple(Sense(meaning, 0.85) for meaning in self._unfinished(word))
        return started or self._mistyped(word)

    def _unfinished(self, word: str) -> tuple[str, ...]:
        """The shortest word that it is the beginning of."""
        longer = [k for k in self._single if k.startswith(word) and k not in self._grave]
        return self.plainly(min(longer, key=len, default="")) if len(word) >= _SHORTEST_ROOT else ()

    def _inside(self, word: str) -> tuple[Sense, ...]:
        """The longest word that it begins with, if that is half of it, or ends with, if nearly all.

        What a compound ends with says what kind of thing it is: too little by itself.
        """
        cuts = range(1, len(word) - _SHORTEST_ROOT)
        pieces = (p for n in cuts for p in ((word[:-n], word[n:]) if n <= 3 else (word[:-n],)))
        longest = next((p for p in pieces if 2 * len(p) >= len(word) and self.knows(p)), "")
        certainty = 0.8 * len(longest) / len(word)
        return tuple(Sense(meaning, certainty) for meaning in self.plainly(longest))


def _meanings(known: Iterable[str], grouped: Mapping[str, str]) -> dict[str, str]:
    first: dict[str, str] = {}
    for word in known:
        first.setdefault(bare(word), grouped.get(word, word))
    return {word: grouped.get(word) or first[bare(word)] for word in known}


def _index(known: Iterable[str], key: Callable[[str], str]) -> dict[str, str]:
    first: dict[str, str] = {}
    for word in known:
        first.setdefault(key(word), word)
    return first
