"""The cases of a day with all that happened to them: what the figures are counted from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import override

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import BY_DAY, STATE
from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.items.places import ENTRIES, EVENTS, case_of
from chalicelib.adapters.aws.store.items.rows import RowCodec
from chalicelib.adapters.aws.store.reading import Reading
from chalicelib.adapters.aws.store.rows import CaseTable
from chalicelib.usecases.figures.count_days import CaseHistory, Happenings

PAGE = 500


@dataclass(frozen=True, slots=True)
class DynamoHappenings(Happenings):
    """The index by day, then each case with its events and entries in one query."""

    rows: CaseTable
    codec: Codec

    @override
    def received(self, tenant: str, start: datetime, end: datetime) -> Iterator[CaseHistory]:
        for day in utc_days(start, end):
            for case_id in self._ids(tenant, day):
                happened = self._happened(tenant, case_id)
                if happened and start <= happened.case.intake.received_at < end:
                    yield happened

    def _ids(self, tenant: str, day: date) -> list[str]:
        found = self.rows.indexed(
            BY_DAY, "day_pk = :pk", {":pk": Partition.BEGUN.of(tenant, day.isoformat())}, PAGE
        )
        return [case_of(row)[1] for row in found]

    def _happened(self, tenant: str, case_id: str) -> CaseHistory | None:
        """The case as it is now; None when it can't be read."""
        said, by_sk = RowCodec(self.codec.schema), {}
        for item in self.rows.below(tenant, case_id):
            by_sk[item["sk"]["S"]] = item
        case = Reading(self.rows, self.codec).try_read(by_sk[STATE]) if STATE in by_sk else None
        if case is None:
            return None
        return CaseHistory(
            case,
            [said.read_event(item) for sk, item in by_sk.items() if sk.startswith(EVENTS)],
            [said.read_entry(item) for sk, item in by_sk.items() if sk.startswith(ENTRIES)],
        )


def utc_days(start: datetime, end: datetime) -> list[date]:
    """The days in UTC that a span from `start` up to before `end` touches."""
    first, last = start.astimezone(UTC).date(), (end - timedelta(microseconds=1)).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
