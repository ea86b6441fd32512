"""Keyed hashes of one secret: HMAC-SHA256 with a key of its own for every purpose."""

import base64
import binascii
import hmac
from hashlib import sha256

from ulid import ULID

from chalicelib.domain.national_number import NationalNumber

SHORTEST_SECRET = 32
"""Bytes: as long as what SHA-256 gives."""

_MAC_BYTES = 16
_ULID_BYTES = 16
_LONGEST_TOKEN = 128


class HmacKeys:
    """Keys. Whoever has the secret can link pseudonyms to people, so it never leaves memory."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < SHORTEST_SECRET:
            raise ValueError(f"the secret needs at least {SHORTEST_SECRET} bytes")
        self._person = _derived(secret, "person")
        self._fingerprint = _derived(secret, "fingerprint")
        self._link = _derived(secret, "link")
        self._verification = _derived(secret, "verification")

    def person(self, tenant: str, number: NationalNumber) -> str:
        """As the port says: 40 hex digits."""
        return _mac(self._person, f"{tenant} {number.digits}".encode()).hex()[:40]

    def fingerprint(self, text: str) -> str:
        """As the port says: 64 hex digits."""
        return _mac(self._fingerprint, text.encode("utf-8", "surrogatepass")).hex()

    def address(self, tenant: str, address: str) -> str:
        """As the port says: 64 hex digits."""
        return self.fingerprint(f"address {tenant} {address.strip().lower()}")

    def link_token(self, tenant: str, request_id: str) -> str:
        """As the port says: a MAC of 128 bits, the id's bytes, the tenant; about 50 characters.

        Raises ValueError when the id isn't a ULID.
        """
        payload = ULID.from_str(request_id).bytes + tenant.encode()
        return _encoded(_mac(self._link, payload)[:_MAC_BYTES] + payload)

    def read_link_token(self, token: str) -> tuple[str, str] | None:
        """As the port says; compares in constant time."""
        raw = _decoded(token)
        mac, payload = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
        is_ours = hmac.compare_digest(mac, _mac(self._link, payload)[:_MAC_BYTES])
        if not is_ours or _encoded(raw) != token:
            return None
        return payload[_ULID_BYTES:].decode(), str(ULID.from_bytes(payload[:_ULID_BYTES]))

    def verification_code(self, tenant: str, request_id: str) -> bytes:
        """As the port says: 32 bytes."""
        return _mac(self._verification, f"{tenant} {request_id}".encode())


def _derived(secret: bytes, purpose: str) -> bytes:
    return _mac(secret, f"thuisloket {purpose} 1".encode())


def _mac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, sha256).digest()


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(token: str) -> bytes:
    """The bytes of a token; empty for what can't be one."""
    if len(token) > _LONGEST_TOKEN or not token.isascii():
        return b""
    try:
        return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except binascii.Error:
        return b""
