"""What the authorities above a seal say they revoked, and where that is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Watched:
    """A certificate that a seal or its time stamp stands on, known by its SHA-256 in hex.

    `addresses` are where its issuer publishes what it revoked, each with the same list; none when
    the certificate names none, or when its issuer isn't configured and no list can be checked.
    """

    certificate: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RevocationList:
    """A list that was checked, and whether the certificate that it was fetched for is on it.

    `der` is the list as it was signed; it speaks of the time from `issued_at` to `valid_until`.
    """

    certificate: str
    der: bytes
    issued_at: datetime
    valid_until: datetime
    is_revoked: bool

    def is_current(self, now: datetime) -> bool:
        """Whether its time isn't over."""
        return self.issued_at <= now < self.valid_until


class SealWatch(Protocol):
    """Knows what a municipality's seals stand on."""

    def watched(self, tenant: str) -> tuple[Watched, ...]:
        """The certificates that could be revoked. Raises RetryableError, PermanentError."""

    def read(self, tenant: str, certificate: str, der: bytes) -> RevocationList:
        """Check a list about a watched certificate.

        Raises PermanentError when it isn't one, isn't its issuer's, or isn't of this time.
        """


class ListSource(Protocol):
    """Where lists of revocations are published."""

    def fetch(self, address: str) -> bytes:
        """What is there now. Raises RetryableError."""


class SealLists(Protocol):
    """The last list about each certificate; only of use to whom `SealWatch` names it."""

    def of(self, tenant: str) -> list[RevocationList]:
        """Those of a municipality, by certificate. Raises RetryableError."""

    def put(self, tenant: str, found: RevocationList) -> None:
        """Keep a list; one that was issued later stays. Raises RetryableError."""
