"""Addresses, wishes, and feedback that came early, in memory."""

from datetime import datetime
from typing import override

from chalicelib.adapters.memory.cases.guards import Openings
from chalicelib.domain.mail.trouble import MailFeedback
from chalicelib.domain.mail.wishes import KeptWishes
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.mail import Addresses, Notices, Suppressions
from chalicelib.ports.platform import Clock, Keys
from chalicelib.ports.wishes import Wishes


class MemorySuppressions(Suppressions):
    """Suppressions, of which beginnings are told; an address is the same however it is cased."""

    def __init__(self, openings: Openings, keys: Keys) -> None:
        self._openings, self._keys = openings, keys
        self._blocked: dict[tuple[str, str], datetime] = {}

    @override
    def block(self, tenant: str, address: str, at: datetime) -> None:
        self._blocked[_place(tenant, address)] = at
        self._openings.blocked |= self._prints(tenant, address)

    @override
    def unblock(self, tenant: str, address: str) -> None:
        self._blocked.pop(_place(tenant, address), None)
        self._openings.blocked -= self._prints(tenant, address)

    @override
    def is_blocked(self, tenant: str, address: str) -> bool:
        return _place(tenant, address) in self._blocked

    def _prints(self, tenant: str, address: str) -> set[tuple[str, str]]:
        return {(tenant, keys.address(tenant, address)) for keys in self._keys.versions()}


class MemoryAddresses(Addresses):
    """Addresses, over what beginnings hold."""

    def __init__(self, openings: Openings, keys: Keys) -> None:
        self._openings, self._keys = openings, keys

    @override
    def confirm(self, tenant: str, address: str) -> None:
        for keys in self._keys.versions():
            self._openings.confirm(tenant, keys.address(tenant, address))

    @override
    def may_mail(self, tenant: str, address: str, case_id: str) -> bool:
        places = [keys.address(tenant, address) for keys in self._keys.versions()]
        return all(self._openings.may_mail(tenant, place, case_id) for place in places)


class MemoryWishes(Wishes):
    """Wishes; what is over by the clock isn't given any more."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[tuple[str, str], KeptWishes] = {}

    @override
    def of_person(self, tenant: str, number: NationalNumber) -> KeptWishes | None:
        kept = self._kept.get((tenant, number.digits))
        return kept if kept and self._clock.now() < kept.until else None

    @override
    def keep(self, tenant: str, number: NationalNumber, kept: KeptWishes) -> None:
        self._kept[tenant, number.digits] = kept

    @override
    def drop(self, tenant: str, number: NationalNumber) -> None:
        self._kept.pop((tenant, number.digits), None)


class MemoryNotices(Notices):
    """Notices; they stay until they are forgotten."""

    def __init__(self) -> None:
        self._notices: dict[tuple[str, str], MailFeedback] = {}

    @override
    def park(self, notice: MailFeedback) -> None:
        self._notices[notice.tenant, notice.id] = notice

    @override
    def parked(self, tenant: str, limit: int) -> list[MailFeedback]:
        found = [n for n in self._notices.values() if n.tenant == tenant]
        return sorted(found, key=lambda notice: notice.at)[: max(limit, 0)]

    @override
    def forget(self, notice: MailFeedback) -> None:
        self._notices.pop((notice.tenant, notice.id), None)


def _place(tenant: str, address: str) -> tuple[str, str]:
    return tenant, address.strip().lower()
