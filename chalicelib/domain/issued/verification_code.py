"""The code printed on a document: unguessable, readable aloud, with a check character."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from chalicelib.domain.shared.errors import InvalidInputError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U."""

SYMBOLS = 17
"""Of five bits each: 85 bits."""

GROUP = 3

_MEANT = str.maketrans(ascii_lowercase + "OILoil", ascii_uppercase + "011011")
_SEPARATORS = frozenset(["Pd", "Zs", "Cc", "Cf"])
"""Categories of characters between the symbols: dashes of any length, spaces, what isn't seen."""

_DOTS = frozenset(".·_−")
_ADDRESS = re.compile(r"^.*/v(?:/|\?code=)([^/?#&]*).*$", re.IGNORECASE | re.DOTALL)
"""The address of a document's page, with its code."""

LONGEST_TYPED = 300
"""Characters that are looked at: an address with a code in it is shorter."""

_FIELD_POLYNOMIAL = 0b100101


@dataclass(frozen=True, slots=True)
class VerificationCode:
    """A code in its canonical form: 17 symbols and their check character, without dashes.

    The check character catches any one wrong character and any two exchanged ones.
    """

    text: str

    @classmethod
    def of(cls, digest: bytes) -> "VerificationCode":
        """The code made of the first 85 bits of a keyed hash of at least 11 bytes."""
        if len(digest) < 11:
            raise ValueError("too few bytes for a verification code")
        bits = int.from_bytes(digest[:11]) >> (88 - 5 * SYMBOLS)
        symbols = [bits >> 5 * place & 31 for place in reversed(range(SYMBOLS))]
        return cls("".join(ALPHABET[s] for s in [*symbols, _check(symbols)]))

    @classmethod
    def parse(cls, typed: str) -> "VerificationCode":
        """What people type: small letters, spaces, any dashes, O for 0 and I or L for 1 are fine.

        So is the whole address that the QR code holds.
        Raises InvalidInputError (`code_length`, `code_character`, `code_check`).
        """
        text = "".join(c for c in _bare(typed) if not _is_between(c)).translate(_MEANT)
        _require_known(text)
        _require_length(text)
        symbols = [ALPHABET.index(c) for c in text]
        if _check(symbols[:-1]) != symbols[-1]:
            raise InvalidInputError(
                "code_check",
                "Deze code klopt niet: er is een teken verkeerd of verwisseld. Kijk ze na op het"
                " document.",
                "code",
            )
        return cls(text)

    @property
    def hashed(self) -> str:
        """What is stored to find it by: its SHA-256 in hex."""
        return hashlib.sha256(self.text.encode("ascii")).hexdigest()

    def __str__(self) -> str:
        """As it is printed: groups of three with dashes."""
        starts = range(0, len(self.text), GROUP)
        return "-".join(self.text[at : at + GROUP] for at in starts)


def _bare(typed: str) -> str:
    """What was typed without the address around it, in plain letters."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).strip()
    return _ADDRESS.sub(r"\1", text)


def _is_between(character: str) -> bool:
    return character in _DOTS or unicodedata.category(character) in _SEPARATORS


def _require_known(text: str) -> None:
    wrong = next((c for c in text if c not in ALPHABET), None)
    if wrong is not None:
        raise InvalidInputError(
            "code_character",
            "In deze code staat een teken dat er niet in kan staan. Een code bestaat uit cijfers"
            " en letters, zonder I, L, O en U.",
            "code",
        )


def _require_length(text: str) -> None:
    if len(text) != SYMBOLS + 1:
        raise InvalidInputError(
            "code_length",
            f"Een code telt {SYMBOLS + 1} tekens, u gaf er {len(text)}.",
            "code",
        )


def _check(symbols: Sequence[int]) -> int:
    """The sum of the symbols in the field of 32 elements, each times another power of two.

    Different weights, none of them zero or one (the check character's own), make every single
    error and every exchange of two characters change the sum.
    """
    total = 0
    for symbol in symbols:
        total = _doubled(total ^ symbol)
    return total


def _doubled(element: int) -> int:
    double = element << 1
    return double ^ _FIELD_POLYNOMIAL if double > 31 else double
