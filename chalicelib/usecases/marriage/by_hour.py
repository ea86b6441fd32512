"""The marriages that hold an hour of a week: of a hall, or of the counter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.marriage.declaration import PROCESS, MarriageCase
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import CaseStore, ProcessTypes, Unreadable
from chalicelib.ports.cases.claims import Claims

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CasesByHour:
    """Looks each hour up by who holds it: no list of cases is read."""

    cases: CaseStore
    claims: Claims
    types: ProcessTypes

    def __call__(
        self, here: Municipality, claim: str, moments: str, monday: date, now: datetime
    ) -> Iterator[MarriageCase]:
        """Those that hold a claim at one of the `moments` (the name of their options).

        One that holds several comes several times. Raises RetryableError.
        """
        every = self.types.type(PROCESS).options[moments](None, here)
        days = [monday + timedelta(days=n) for n in range(WEEK.days)]
        hours = [f"{day} {moment.code}" for day in days for moment in every]
        for holder in self.claims.holders(here.nis, claim, hours, now).values():
            kind, _, case_id = holder.partition(":")
            case = self.cases.get(here.nis, case_id) if kind == "case" else None
            if case and not isinstance(case, Unreadable):
                yield case
