"""The files that have to be erased one day."""

from datetime import datetime
from typing import Any, Protocol

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.privacy.kept_files import KeptFile


class Erasures(Protocol):
    """Files by the day on which their time is over; RequestStore.save enters them."""

    def due(self, tenant: str, before: datetime, limit: int) -> list[KeptFile]:
        """Those whose time is over and that weren't erased, the longest overdue first.

        Raises RetryableError.
        """

    def postpone(self, request: CertificateCase, file: KeptFile, until: datetime) -> None:
        """Have a file that is due wait until a later moment.

        Raises ConflictError (`version_moved`) when it was erased meanwhile, RetryableError.
        """

    def done(self, request: CertificateCase, file: KeptFile, at: datetime, entry: Entry) -> None:
        """Note that a file was erased, and the entry that proves it, in one.

        Raises ConflictError (`version_moved`) when nothing is known of it, RetryableError.
        """


class CaseErasures(Protocol):
    """Files of cases by the day on which their time is over; the store of cases enters them."""

    def due(self, tenant: str, before: datetime, limit: int) -> list[KeptFile]:
        """Those whose time is over and that weren't erased, the longest overdue first.

        Raises RetryableError.
        """

    def postpone(self, case: Case[Any], file: KeptFile, until: datetime) -> None:
        """Have a file that is due wait until a later moment.

        Raises ConflictError (`version_moved`) when it was erased meanwhile, RetryableError.
        """

    def done(self, case: Case[Any], file: KeptFile, at: datetime) -> None:
        """Note that a file was erased; what is noted already stays so.

        Raises ConflictError (`version_moved`) when nothing is known of it, RetryableError.
        """
