"""What has to go one day: files whose time is over, and people who ask to be forgotten."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.privacy.asked import AskedToForget
from chalicelib.domain.privacy.kept_files import KeptFile
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import AnyCase


class CaseErasures(Protocol):
    """Files of cases by the day on which their time is over; the store of cases enters them."""

    def due(self, tenant: str, before: datetime, limit: int) -> list[KeptFile]:
        """Those whose time is over and that weren't erased, the longest overdue first.

        Raises RetryableError.
        """

    def postpone(self, tenant: str, file: KeptFile, until: datetime) -> None:
        """Have a file that is due wait until a later moment.

        Raises ConflictError (`version_moved`) when it was erased meanwhile, RetryableError.
        """

    def done(self, case: AnyCase, file: KeptFile, at: datetime) -> None:
        """Note that a file was erased; what is noted already stays so.

        Raises ConflictError (`version_moved`) when nothing is known of it, RetryableError.
        """


class Forgetting(Protocol):
    """Takes somebody out of a case: no event, and no version."""

    def forget(
        self,
        before: AnyCase,
        after: AnyCase,
        *,
        thinned: Collection[Entry],
        gone: Collection[Entry],
        proof: Entry,
    ) -> None:
        """Store what is left of a case, if it is still as it was in `before`.

        `thinned` come in the place of the entries of their ids, `gone` are deleted; who was
        forgotten goes last, with the proof, so that what broke off is found and done again.
        Events and lines of the ledger stay. Raises ConflictError (`version_moved`),
        RetryableError.
        """


class AskedErasures(Protocol):
    """One wish a person and municipality, until it was seen to. All raise RetryableError."""

    def ask(self, tenant: str, asked: AskedToForget) -> None:
        """Keep a wish in the place of one of the same person."""

    def of_person(self, tenant: str, number: NationalNumber) -> AskedToForget | None:
        """Somebody's; None when they asked nothing."""

    def waiting(self, tenant: str) -> list[AskedToForget]:
        """All that wait, the oldest first."""

    def drop(self, tenant: str, number: NationalNumber) -> None:
        """It was seen to, or taken back."""
