"""Streets and dwellings of a municipality, and how people write them."""

import re
import unicodedata
from dataclasses import dataclass

from chalicelib.domain.registers.people import Address

_CALLED_BOX = re.compile(r"^(?:bus|bte|box|b)(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)
_FLOOR = re.compile(r"verd|etage|gelijkvl|glvl|kelder|zolder|\bdak", re.IGNORECASE)

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


def box_of(typed: str) -> str:
    """A box as registers write it: the number alone of `bus 0203`; a floor stays as it is."""
    return _CALLED_BOX.sub("", " ".join(typed.split()))


def on_a_line(address: Address) -> str:
    """`Vlasstraat 12 bus 3, 8500 Kortrijk`, or with a floor `Vlasstraat 12, 2e verdieping, …`."""
    return f"{street_line(address)}, {address.postcode} {address.locality}"


def street_line(address: Address) -> str:
    """Street and number, with box or floor."""
    return f"{address.street} {address.house_number}".strip() + boxed(address.box)


def boxed(box: str, word: str = "bus") -> str:
    """What stands after the house number for a box or a floor; nothing without."""
    if not box:
        return ""
    return f", {box}" if _FLOOR.search(box) else f" {word} {box}"


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
