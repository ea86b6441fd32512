"""AES-256-GCM with keys that follow from the versions of the counter's secret.

The number of the version stands in front, so that what is under an older one is still read.
"""

import hmac
from collections.abc import Callable
from hashlib import sha256
from secrets import token_bytes
from typing import TYPE_CHECKING, override

from chalicelib.adapters.secrets.versions import Version, in_force, numbered
from chalicelib.ports.drafts import Concealment
from chalicelib.ports.platform import Clock

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12
_PURPOSE = b"thuisloket draft 1"


class AesConcealment(Concealment):
    """`read` gives the versions as they are known, oldest first, and should remember them."""

    def __init__(self, read: Callable[[], tuple[Version, ...]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    @override
    def conceal(self, plain: bytes, place: str) -> bytes:
        version, nonce = in_force(self._read(), self._clock.now()), token_bytes(_NONCE_BYTES)
        sealed = _cipher(version).encrypt(nonce, plain, place.encode())
        return version.number.to_bytes(2) + nonce + sealed

    @override
    def reveal(self, concealed: bytes, place: str) -> bytes | None:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - drafts only

        number, nonce = int.from_bytes(concealed[:2]), concealed[2 : 2 + _NONCE_BYTES]
        version = numbered(self._read(), number)
        if version is None or len(nonce) < _NONCE_BYTES:
            return None
        try:
            return _cipher(version).decrypt(nonce, concealed[2 + _NONCE_BYTES :], place.encode())
        except InvalidTag:
            return None


def _cipher(version: Version) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - drafts only

    return AESGCM(hmac.new(version.secret, _PURPOSE, sha256).digest())
