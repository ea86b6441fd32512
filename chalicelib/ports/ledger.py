"""The documents that were issued, and how a file is recognised as one of them."""

from collections.abc import Collection
from typing import Protocol

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation
from chalicelib.domain.issued.source_seal import SourceSeal
from chalicelib.domain.issued.verification import Inspection, LedgerEntry
from chalicelib.domain.registers.national_number import NationalNumber


class Ledger(Protocol):
    """The documents that were issued. Lines are written by RequestStore.save, and stay."""

    def by_code(self, tenant: str, hashed: str) -> LedgerEntry | None:
        """The line under VerificationCode.hashed. Raises RetryableError."""

    def by_hash(self, tenant: str, sha256: str) -> LedgerEntry | None:
        """The line of the stored bytes with a hash in lower-case hex. Raises RetryableError."""

    def get(self, tenant: str, document_number: str) -> Listed | None:
        """The line of a document. Raises RetryableError."""

    def of_subject(self, tenant: str, subject: NationalNumber, limit: int) -> list[Listed]:
        """Every document ever issued about somebody, newest first. Raises RetryableError."""

    def propose(self, request: CertificateCase, proposal: Proposal | None, entry: Entry) -> None:
        """Note that a request's document may have to be revoked, or, with None, that it stays.

        Raises ConflictError (`version_moved`) when it was revoked or decided meanwhile.
        """

    def revoke(
        self, request: CertificateCase, revocation: Revocation, entries: Collection[Entry]
    ) -> None:
        """Mark a request's document as revoked; its outbox and the entries in one with it.

        Raises ConflictError (`version_moved`), RetryableError.
        """


class Inspector(Protocol):
    """Looks for our seal in a file."""

    def inspect(self, data: bytes) -> Inspection:
        """What kind of file it is. Never raises, whatever the bytes."""


class SourceInspector(Protocol):
    """Looks at the seals of documents that other authorities made."""

    def inspect(self, pdf: bytes) -> SourceSeal:
        """Whether it is sealed, and nothing changed since. Never raises, whatever the bytes."""
