"""Somebody's wish to be forgotten, until people have seen to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.registers.national_number import NationalNumber

ANSWERED_WITHIN = timedelta(days=28)
"""No later than a month after it was asked, whichever month (AVG art. 12, lid 3)."""


@dataclass(frozen=True, slots=True)
class AskedToForget:
    """Who asked, when, and the mark under which the data protection officer finds it."""

    number: NationalNumber
    mark: str
    at: datetime

    @property
    def answer_by(self) -> datetime:
        """When there is an answer at the latest."""
        return self.at + ANSWERED_WITHIN
