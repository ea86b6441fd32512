"""The log of consultations in memory."""

from collections import defaultdict
from collections.abc import Collection
from typing import override

from chalicelib.adapters.aws.access_log import consultation
from chalicelib.domain.registers.access import AccessContext, Consultation, LoggedAccess, Service
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock, Ids
from chalicelib.ports.registers import AccessLog


class MemoryAccessLog(AccessLog):
    """AccessLog that keeps every line as long as it lives."""

    def __init__(self, ids: Ids, clock: Clock) -> None:
        self._ids = ids
        self._clock = clock
        self._lines: dict[tuple[str, NationalNumber], list[Consultation]] = defaultdict(list)

    @override
    def record(self, context: AccessContext, services: Collection[Service]) -> LoggedAccess:
        line = consultation(context, services, self._clock)
        self._lines[context.tenant, context.subject].append(line)
        return LoggedAccess(context, frozenset(services), self._ids.request_id())

    @override
    def of_person(self, tenant: str, subject: NationalNumber, limit: int) -> list[Consultation]:
        newest_first = self._lines.get((tenant, subject), [])[::-1]
        return newest_first[: max(limit, 0)]
