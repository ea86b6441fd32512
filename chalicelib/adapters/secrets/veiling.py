"""AES-SIV with keys that follow from the versions of the counter's secret.

The same person at the same place is the same text, so that a form is filled in again as it was.
"""

import base64
import binascii
import hmac
from collections.abc import Callable
from hashlib import sha512
from typing import TYPE_CHECKING, override

from chalicelib.adapters.secrets.versions import Version, in_force, numbered
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock
from chalicelib.ports.veil import VEILED, Veil

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

_PURPOSE = b"thuisloket person in a page 1"


class SivVeil(Veil):
    """`read` gives the versions as they are known, oldest first, and should remember them."""

    def __init__(self, read: Callable[[], tuple[Version, ...]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    @override
    def over(self, number: NationalNumber, place: str) -> str:
        version = in_force(self._read(), self._clock.now())
        sealed = _cipher(version).encrypt(number.digits.encode(), [place.encode()])
        raw = version.number.to_bytes(2) + sealed
        return VEILED + base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @override
    def lifted(self, text: str, place: str) -> NationalNumber | None:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - forms only

        raw = _decoded(text)
        version = numbered(self._read(), int.from_bytes(raw[:2]))
        if version is None:
            return None
        try:
            return NationalNumber(_cipher(version).decrypt(raw[2:], [place.encode()]).decode())
        except InvalidTag:
            return None


def _decoded(text: str) -> bytes:
    """Empty for what was never written by us."""
    if not text.startswith(VEILED):
        return b""
    try:
        return base64.urlsafe_b64decode(text.removeprefix(VEILED) + "==")
    except (binascii.Error, ValueError):
        return b""


def _cipher(version: Version) -> "AESSIV":
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415 - forms only

    return AESSIV(hmac.new(version.secret, _PURPOSE, sha512).digest())
