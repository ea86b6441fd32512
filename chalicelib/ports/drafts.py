"""What somebody filled in and didn't send yet."""

from typing import Protocol

from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.domain.registers.national_number import NationalNumber


class Drafts(Protocol):
    """Drafts by person, unreadable for whoever only sees the table. All raise RetryableError."""

    def keep(self, tenant: str, owner: str, draft: Draft) -> None:
        """Keep it in the place of one with its id; `owner` is a person's pseudonym."""

    def get(self, tenant: str, number: NationalNumber, draft_id: str) -> Draft | None:
        """One of somebody's own; None when there is none, or its time is over."""

    def of_person(self, tenant: str, number: NationalNumber) -> list[Draft]:
        """All of somebody's, also those that aren't listed, the newest first."""

    def drop(self, tenant: str, number: NationalNumber, draft_id: str) -> None:
        """Forget one, if it is there."""

    def drop_all(self, tenant: str, number: NationalNumber) -> int:
        """Forget all of somebody's; how many there were."""


class Concealment(Protocol):
    """Writes so that only who has the keys can read it. Raises RetryableError, PermanentError."""

    def conceal(self, plain: bytes, place: str) -> bytes:
        """What may be stored; it can be read for the same `place` only."""

    def reveal(self, concealed: bytes, place: str) -> bytes | None:
        """What was concealed; None for anything else."""
