"""What is left of a word when spelling, endings and accents don't count."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_TWICE = re.compile(r"([a-z])\1+")
_WITHOUT_ACCENT = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"})
_SMALL = re.compile(r"(?:skes?|[tp]?jes?)$")
_BENT = re.compile(r"(?:en|es|e|(?<![aiouy])s)$")
_MADE = re.compile(r"(?:ingen|ing|st|t|d)$")
_HARD = {"z": "s", "v": "f"}
SHORTEST_STEM = 3
"""Letters: what is shorter says nothing about the word that it came from."""


def words_of(text: str) -> list[str]:
    """The words of a text in plain small letters and digits, in order."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_WITHOUT_ACCENT)
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def bare(word: str) -> str:
    """A plain word without plural, diminutive (Flemish ones too) and inflection.

    `akten` and `akte` become the same, and so do `boekske` and `boekjes`, `namen` and `naam`.
    """
    for ending in (_SMALL, _BENT):
        word = _without(word, ending)
    word = _TWICE.sub(r"\1", word)
    return word[:-1] + _HARD.get(word[-1], word[-1])


def root(word: str) -> str:
    """A plain word without what makes it a participle or a noun: `verhuisd` like `verhuizen`."""
    inner = word[2:] if word.startswith("ge") and len(word) >= 6 else word
    return bare(_without(bare(inner), _MADE))


def _without(word: str, ending: re.Pattern[str]) -> str:
    rest = ending.sub("", word)
    return rest if len(rest) >= SHORTEST_STEM else word
