"""Streets and dwellings of a municipality, and how people write them."""

import re
import unicodedata
from dataclasses import dataclass

from chalicelib.domain.registers.people import Address

SHORT_FORMS = {
    "str": "straat",
    "ln": "laan",
    "pl": "plein",
    "stwg": "steenweg",
    "stw": "steenweg",
    "wg": "weg",
    "st": "sint",
    "olv": "onzelievevrouw",
    "dr": "dreef",
}
"""What stands for what, at the end of a word or as a word."""


_INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
"""The dots between initials: what is left is one word."""


@dataclass(frozen=True, slots=True)
class Street:
    """A street in one part of a municipality; `district` is the officers' that it lies in.

    House numbers go up to `highest`.
    """

    name: str
    postcode: str
    locality: str
    district: str
    highest: int


@dataclass(frozen=True, slots=True)
class Dwelling:
    """A place to live as the address register writes it, and the officers' district it lies in."""

    address: Address
    district: str


def plain(text: str) -> str:
    """A street as it is compared: no capitals, accents, signs or short forms (`Vlasstr.`)."""
    letters = unicodedata.normalize("NFKD", _INITIALS.sub(r"\1", text.casefold()))
    words = "".join(c if c.isalnum() or c.isspace() else " " for c in letters if c.isascii())
    return "".join(_written_out(word) for word in words.split())


def _written_out(word: str) -> str:
    if word in SHORT_FORMS:
        return SHORT_FORMS[word]
    short = next((s for s in ("stwg", "str", "ln", "pl") if word.endswith(s)), "")
    return word.removesuffix(short) + SHORT_FORMS[short] if short else word
