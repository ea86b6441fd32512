"""Finding what people need by what they call it."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from chalicelib.domain.finding.guide import GuideEntry, GuideTarget, Phrase, Words
from chalicelib.domain.finding.letters import words_of
from chalicelib.domain.finding.lexicon import Lexicon
from chalicelib.domain.finding.reading import Read, read

_LEAST = 0.5
"""Below this, something fits too little to be shown: better nothing than what hurts."""
_OF_THE_BEST = 0.5
_MOST = 8
_LIGHT = 0.25
_STRANGE = 0.45
_OF_THE_QUERY = 0.6
_ABOUT = 0.03

_TO_THE_LETTER = 0.08


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: frozenset[str]
    meanings: frozenset[str]
    counts: float


@dataclass(frozen=True, slots=True)
class _Indexed:
    entry: GuideEntry
    phrases: tuple[_Phrase, ...]
    about: frozenset[str]


class Finder:
    """Finds entries; made once for a municipality, from then on each search is quick."""

    def __init__(self, entries: Sequence[GuideEntry], words: Words) -> None:
        words = words.plain
        self._little = words.little
        self._lexicon = Lexicon(chain.from_iterable(map(self._called, entries)), words)
        self._indexed = [self._index(entry) for entry in entries]
        self._light = frozenset(m for word in words.light for m in self._lexicon.plainly(word))
        self._weights = _weights(self._indexed, self._light)

    def find(self, query: str) -> list[GuideTarget]:
        """What fits a query, best first; nothing when nothing fits well enough."""
        meant = read(query, self._lexicon, self._little)
        scored = [(self._score(meant, indexed), indexed.entry) for indexed in self._indexed]
        least = max(_LEAST, _OF_THE_BEST * max((score for score, _ in scored), default=0.0))
        good = [(score, entry) for score, entry in scored if score >= least]
        good.sort(key=lambda pair: -round(pair[0], 3))
        return [entry.target for _, entry in good[:_MOST]]

    def _called(self, entry: GuideEntry) -> Iterable[str]:
        return (word for phrase in entry.phrases for word in self._words(phrase.text))

    def _words(self, text: str) -> list[str]:
        words = words_of(text)
        return [word for word in words if word not in self._little] or words

    def _index(self, entry: GuideEntry) -> _Indexed:
        phrases = tuple(map(self._phrase, entry.phrases))
        return _Indexed(entry, phrases, self._meant(entry.about))

    def _phrase(self, phrase: Phrase) -> _Phrase:
        return _Phrase(frozenset(words_of(phrase.text)), self._meant(phrase.text), phrase.counts)

    def _meant(self, text: str) -> frozenset[str]:
        return frozenset(m for word in self._words(text) for m in self._lexicon.plainly(word))

    def _score(self, meant: Read, indexed: _Indexed) -> float:
        best = max((self._fit(meant, phrase) for phrase in indexed.phrases), default=0.0)
        return best + _ABOUT * self._share(meant, indexed.about) if best else 0.0

    def _fit(self, meant: Read, phrase: _Phrase) -> float:
        """How much of the query the phrase says, and how much of the phrase the query."""
        of_query = self._share(meant, phrase.meanings)
        if not of_query:
            return 0.0
        certainty = {s.meaning: s.certainty for s in meant.senses if s.meaning in phrase.meanings}
        said = sum(self._weight(meaning) * sure for meaning, sure in certainty.items())
        of_phrase = said / sum(map(self._weight, phrase.meanings))
        if self._light.issuperset(certainty) and not certainty.keys() >= phrase.meanings:
            return 0.0
        fit = math.pow(of_query, _OF_THE_QUERY) * math.pow(of_phrase, 1 - _OF_THE_QUERY)
        return fit * phrase.counts + _TO_THE_LETTER * _alike(meant.words, phrase.words)

    def _share(self, meant: Read, among: frozenset[str]) -> float:
        total = sum(self._weight(s.meaning) for s in meant.senses) + _STRANGE * meant.strange
        said = sum(
            self._weight(s.meaning) * s.certainty for s in meant.senses if s.meaning in among
        )
        return said / total if total else 0.0

    def _weight(self, meaning: str) -> float:
        return self._weights.get(meaning, 1.0)


def _weights(indexed: Iterable[_Indexed], light: frozenset[str]) -> Mapping[str, float]:
    """The rarer among the entries, the more a meaning tells."""
    spread = Counter(chain.from_iterable(_all_of(one) for one in indexed))
    rare = {meaning: 1 / (1 + 0.3 * math.log2(n)) for meaning, n in spread.items()}
    return {m: min(weight, _LIGHT) if m in light else weight for m, weight in rare.items()}


def _all_of(indexed: _Indexed) -> frozenset[str]:
    return frozenset(chain.from_iterable(phrase.meanings for phrase in indexed.phrases))


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b)
