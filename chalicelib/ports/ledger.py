"""The documents that were issued, and how a file is recognised as one of them."""

from typing import Protocol

from chalicelib.domain.cases.change import Change
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation
from chalicelib.domain.issued.source_seal import SourceSeal
from chalicelib.domain.issued.verification import Inspection, LedgerEntry
from chalicelib.domain.registers.national_number import NationalNumber


class Ledger(Protocol):
    """The documents that were issued. Lines are written by CaseStore.store, and stay."""

    def by_code(self, tenant: str, hashed: str) -> LedgerEntry | None:
        """The line under VerificationCode.hashed. Raises RetryableError."""

    def by_hash(self, tenant: str, sha256: str) -> LedgerEntry | None:
        """The line of the stored bytes with a hash in lower-case hex. Raises RetryableError."""

    def get(self, tenant: str, document_number: str) -> Listed | None:
        """The line of a document. Raises RetryableError."""

    def of_subject(self, tenant: str, subject: NationalNumber, limit: int) -> list[Listed]:
        """Every document ever issued about somebody, newest first. Raises RetryableError."""

    def propose(self, change: Change, document_number: str, proposal: Proposal | None) -> None:
        """Note that a case's document may have to be revoked, or, with None, that it stays.

        `change` is one without an event: what it says is stored with it. Raises ConflictError
        (`version_moved`) when the document was revoked or decided on meanwhile, or the case moved,
        RetryableError.
        """

    def revoke(self, change: Change, document_number: str, revocation: Revocation) -> None:
        """Mark a case's document as revoked; what the change says and sends out in one with it.

        Raises what proposing raises.
        """


class Inspector(Protocol):
    """Looks for our seal in a file."""

    def inspect(self, data: bytes) -> Inspection:
        """What kind of file it is. Never raises, whatever the bytes."""


class SourceInspector(Protocol):
    """Looks at the seals of documents that other authorities made."""

    def inspect(self, pdf: bytes) -> SourceSeal:
        """Whether it is sealed, and nothing changed since. Never raises, whatever the bytes."""
