"""Verify a document: for anybody who holds it, by its code, its hash or the file itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.issued.verification import (
    Inspection,
    LedgerEntry,
    Likeness,
    SealState,
    Status,
    compare,
    compare_hash,
)
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.domain.shared.errors import InvalidInputError, TooManyError
from chalicelib.ports.ledger import Inspector, Ledger
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import Tries

LOOKS = 60
"""By one caller in a window."""

WINDOW = timedelta(minutes=10)

LARGEST_FILE = 4_500_000
"""Bytes; what fits through API Gateway and Lambda when it is encoded."""

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class Verification:
    """What we say: the status of a document, and how what was shown relates to it.

    `entry` is None when we know no such document; `likeness` when nothing was compared.
    """

    status: Status
    entry: LedgerEntry | None
    likeness: Likeness | None

    @property
    def is_genuine(self) -> bool:
        """Whether what was shown, if anything was, is the very document."""
        return self.likeness in {None, Likeness.SAME}

    @property
    def verdict(self) -> Status | Likeness:
        """All in one word: how a file differs, or else the status of the document.

        A file that isn't the document is never called authentic, whatever its code belongs to.
        """
        differs = None if self.is_genuine else self.likeness
        return differs or self.status


@dataclass(frozen=True, slots=True)
class Verify:
    """Three ways to the same answer; `caller` is who is counted, and is stored as a hash only.

    Each raises TooManyError (`too_many_tries`) and RetryableError.
    """

    ledger: Ledger
    inspector: Inspector
    tries: Tries
    clock: Clock
    day_of: Callable[[str, datetime], date]
    """The calendar day in a municipality at a moment."""

    def by_code(self, tenant: str, typed: str, caller: str) -> Verification:
        """The document with a code. Raises InvalidInputError as VerificationCode.parse does."""
        self._count(caller)
        return self._answer(self._coded(tenant, typed), None)

    def by_hash(self, tenant: str, sha256: str, caller: str, typed: str = "") -> Verification:
        """The document whose bytes have a SHA-256 in hex; with a code, whether it is that one.

        Raises InvalidInputError (`hash`, and those of the code).
        """
        self._count(caller)
        if not _SHA256.fullmatch(sha256):
            raise InvalidInputError(
                "hash", "Een SHA-256 telt 64 tekens: cijfers en de letters a tot f.", "sha256"
            )
        listed = self.ledger.by_hash(tenant, sha256.lower())
        if not typed:
            return self._answer(listed, Likeness.SAME if listed else None)
        expected = self._coded(tenant, typed)
        return self._answer(expected, _likeness_of_hash(expected, listed, sha256))

    def by_file(self, tenant: str, data: bytes, caller: str, typed: str = "") -> Verification:
        """The document that a file is, or was made of; with a code, whether it is that one.

        Raises InvalidInputError (`file_size`, and those of the code).
        """
        self._count(caller)
        if not 0 < len(data) <= LARGEST_FILE:
            raise InvalidInputError(
                "file_size", "Dit bestand is leeg, of groter dan 4,5 megabyte.", "file"
            )
        expected = self._coded(tenant, typed) if typed else None
        file = self.inspector.inspect(data)
        listed = self._listed(tenant, file)
        return self._answer(expected or listed, compare(expected, file, listed))

    def _coded(self, tenant: str, typed: str) -> LedgerEntry | None:
        return self.ledger.by_code(tenant, VerificationCode.parse(typed).hashed)

    def _listed(self, tenant: str, file: Inspection) -> LedgerEntry | None:
        """The line of the file; of what was sealed, when something was added to it."""
        is_followed = file.seal is SealState.FOLLOWED
        return self.ledger.by_hash(tenant, file.sealed_sha256 if is_followed else file.sha256)

    def _answer(self, entry: LedgerEntry | None, likeness: Likeness | None) -> Verification:
        if entry is None:
            return Verification(Status.UNKNOWN, None, likeness)
        today = self.day_of(entry.tenant, self.clock.now())
        return Verification(entry.status(today), entry, likeness)

    def _count(self, caller: str) -> None:
        if not self.tries.take(f"verify {caller}", LOOKS, self.clock.now() + WINDOW):
            raise TooManyError(
                "too_many_tries",
                "U keek op korte tijd veel documenten na. Probeer het over tien minuten opnieuw.",
                after=int(WINDOW.total_seconds()),
            )


def _likeness_of_hash(
    expected: LedgerEntry | None, listed: LedgerEntry | None, sha256: str
) -> Likeness | None:
    if expected is None:
        return None
    likeness = compare_hash(expected, sha256)
    if likeness is Likeness.DIFFERENT and listed is not None:
        return Likeness.OTHER_DOCUMENT
    return likeness
