"""Keyed hashes: HMAC-SHA256 with a key of its own for every version and every purpose.

A pseudonym begins with the number of its version. That of version 1 is a hash of what it stands
for; that of each later version is a hash of the pseudonym before it. So what stands in the tables
can be lifted to a new version without knowing whom it is about (decision 11).
"""

import hmac
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import override

from ulid import ULID

from chalicelib.adapters.secrets.versions import Version, checked, in_force
from chalicelib.adapters.tokens import decoded, encoded
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock, Keys

_PERSON_DIGITS = 40
_FINGERPRINT_DIGITS = 64
_KEYED = re.compile(r"(?:^|#)((\d+)\.(?:[0-9a-f]{40}|[0-9a-f]{64}))$")
_MAC_BYTES = 16
_ULID_LENGTH = 26
_ULID_BYTES = 16
_ULID_TIME_BYTES = 6
_MARK_DIGITS = 8


@dataclass(frozen=True, slots=True, repr=False)
class _Secrets:
    """What one version hashes with, by purpose; `since` in milliseconds, as in a ULID."""

    number: int
    since: int
    person: bytes
    fingerprint: bytes
    link: bytes
    verification: bytes

    @classmethod
    def of(cls, version: Version) -> "_Secrets":
        names = ("person", "fingerprint", "link", "verification")
        derived = (_mac(version.secret, f"thuisloket {name} 1".encode()) for name in names)
        return cls(version.number, int(version.since.timestamp() * 1000), *derived)


class HmacKeys(Keys):
    """Keys under one version, by its number; the newest one if it isn't given.

    What follows from a request's id is under the version in force when the id was made, whichever
    is in force now: a printed code for ever, a link until those of its version were ended. Whoever
    has all secrets can link pseudonyms to people: they never leave memory.
    """

    def __init__(self, versions: Sequence[Version], number: int = 0) -> None:
        self._versions = checked(versions)
        self._number = number or len(self._versions)
        self._secrets = [_Secrets.of(version) for version in self._versions]
        self._linking = [
            s for s, v in zip(self._secrets, self._versions, strict=True) if not v.links_ended
        ]

    @classmethod
    def of(cls, secret: bytes) -> "HmacKeys":
        """Keys of one secret that was always in force."""
        return cls([Version(1, datetime.fromtimestamp(0, UTC), secret)])

    @property
    def number(self) -> int:
        """The version."""
        return self._number

    @override
    def person(self, tenant: str, number: NationalNumber) -> str:
        """The version, a point, 40 hex digits."""
        return self.lifted_person(f"{tenant} {number.digits}")

    @override
    def fingerprint(self, text: str) -> str:
        """The version, a point, 64 hex digits."""
        return self.lifted_fingerprint(text)

    @override
    def address(self, tenant: str, address: str) -> str:
        """A fingerprint."""
        return self.fingerprint(f"address {tenant} {address.strip().lower()}")

    @override
    def is_address(self, fingerprint: str, tenant: str, address: str) -> bool:
        """Both are compared under the newest version."""
        newest = HmacKeys(self._versions)
        return newest.lifted(fingerprint) == newest.address(tenant, address)

    def lifted(self, text: str) -> str:
        """What ends with a pseudonym or a fingerprint of a version before, with that of this one.

        In front of it stands nothing, or a `#`. Any other text is as it was.
        """
        found = _KEYED.search(text)
        if not found:
            return text
        keyed, since = found[1], int(found[2])
        is_person = len(keyed.partition(".")[2]) == _PERSON_DIGITS
        lift = self.lifted_person if is_person else self.lifted_fingerprint
        return text[: found.start(1)] + lift(keyed, since)

    def lifted_person(self, pseudonym: str, since: int = 0) -> str:
        """The pseudonym of whom another one, of version `since`, stands for."""
        for secrets in self._between(since):
            digits = _mac(secrets.person, _bytes(pseudonym)).hex()[:_PERSON_DIGITS]
            pseudonym = f"{secrets.number}.{digits}"
        return pseudonym

    def lifted_fingerprint(self, fingerprint: str, since: int = 0) -> str:
        """The fingerprint of what another one, of version `since`, stands for."""
        for secrets in self._between(since):
            digits = _mac(secrets.fingerprint, _bytes(fingerprint)).hex()[:_FINGERPRINT_DIGITS]
            fingerprint = f"{secrets.number}.{digits}"
        return fingerprint

    @override
    def link_token(self, tenant: str, request_id: str) -> str:
        """A MAC of 128 bits, the id's bytes, the tenant; about 50 characters.

        Raises ValueError when the id isn't a ULID.
        """
        payload = ULID.from_str(request_id).bytes + tenant.encode()
        return encoded(self._seal(payload) + payload)

    @override
    def read_link_token(self, token: str) -> tuple[str, str] | None:
        """Compares in constant time."""
        raw = decoded(token)
        mac, payload = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
        is_ours = hmac.compare_digest(mac, self._seal(payload))
        if not is_ours or encoded(raw) != token:
            return None
        return payload[_ULID_BYTES:].decode(), str(ULID.from_bytes(payload[:_ULID_BYTES]))

    @override
    def address_mark(self, request_id: str, address: str) -> str:
        """Raises ValueError when the id isn't a ULID."""
        ulid = ULID.from_str(request_id).bytes
        what = b"address" + ulid + address.strip().lower().encode()
        return _mac(_made_under(ulid, self._linking).link, what).hex()[:_MARK_DIGITS]

    @override
    def verification_code(self, tenant: str, seed: str) -> bytes:
        """32 bytes. Raises ValueError when the seed begins with no ULID."""
        secrets = _made_under(ULID.from_str(seed[:_ULID_LENGTH]).bytes, self._secrets)
        return _mac(secrets.verification, f"{tenant} {seed}".encode())

    @override
    def versions(self) -> tuple["HmacKeys", ...]:
        live = (v.number for v in reversed(self._versions) if not v.retired)
        others = (number for number in live if number != self._number)
        return (self, *(HmacKeys(self._versions, number) for number in others))

    def _between(self, since: int) -> list[_Secrets]:
        return self._secrets[since : self._number]

    def _seal(self, payload: bytes) -> bytes:
        return _mac(_made_under(payload, self._linking).link, payload)[:_MAC_BYTES]


class RotatingKeys(Keys):
    """Keys under the version that is in force at the moment of each call.

    `read` gives the versions as they are known; it is called each time, and should remember.
    """

    def __init__(self, read: Callable[[], tuple[Version, ...]], clock: Clock) -> None:
        self._read = read
        self._clock = clock
        self._made: tuple[tuple[Version, ...], HmacKeys] | None = None

    @override
    def person(self, tenant: str, number: NationalNumber) -> str:
        """Raises RetryableError, PermanentError, as all do."""
        return self.now().person(tenant, number)

    @override
    def fingerprint(self, text: str) -> str:
        return self.now().fingerprint(text)

    @override
    def address(self, tenant: str, address: str) -> str:
        return self.now().address(tenant, address)

    @override
    def is_address(self, fingerprint: str, tenant: str, address: str) -> bool:
        return self.now().is_address(fingerprint, tenant, address)

    @override
    def link_token(self, tenant: str, request_id: str) -> str:
        return self.now().link_token(tenant, request_id)

    @override
    def read_link_token(self, token: str) -> tuple[str, str] | None:
        return self.now().read_link_token(token)

    @override
    def address_mark(self, request_id: str, address: str) -> str:
        return self.now().address_mark(request_id, address)

    @override
    def verification_code(self, tenant: str, seed: str) -> bytes:
        return self.now().verification_code(tenant, seed)

    @override
    def versions(self) -> tuple[HmacKeys, ...]:
        return self.now().versions()

    def now(self) -> HmacKeys:
        """Keys under the version in force; the first one before it begins."""
        versions, now = self._read(), self._clock.now()
        number = in_force(versions, now).number
        if self._made is None or self._made[0] != versions or self._made[1].number != number:
            self._made = versions, HmacKeys(versions, number)
        return self._made[1]


def _made_under(ulid: bytes, among: Sequence[_Secrets]) -> _Secrets:
    """The secrets that were in force at the time in a ULID; the first ones before any was."""
    at = int.from_bytes(ulid[:_ULID_TIME_BYTES])
    return next((s for s in reversed(among) if s.since <= at), among[0])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _mac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, sha256).digest()
