"""Drafts in memory."""

from typing import override

from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.drafts import Drafts
from chalicelib.ports.platform import Clock, Keys


class MemoryDrafts(Drafts):
    """Drafts; what is over by the clock stays, and isn't given any more."""

    def __init__(self, keys: Keys, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock
        self._drafts: dict[tuple[str, str], dict[str, Draft]] = {}

    @override
    def keep(self, tenant: str, owner: str, draft: Draft) -> None:
        self._drafts.setdefault((tenant, owner), {})[draft.id] = draft

    @override
    def get(self, tenant: str, number: NationalNumber, draft_id: str) -> Draft | None:
        return next((d for d in self.of_person(tenant, number) if d.id == draft_id), None)

    @override
    def of_person(self, tenant: str, number: NationalNumber) -> list[Draft]:
        now, own = self._clock.now(), self._own(tenant, number).values()
        return sorted((d for d in own if now < d.until), key=lambda d: d.at, reverse=True)

    @override
    def drop(self, tenant: str, number: NationalNumber, draft_id: str) -> None:
        self._own(tenant, number).pop(draft_id, None)

    @override
    def drop_all(self, tenant: str, number: NationalNumber) -> int:
        own = self._own(tenant, number)
        gone = len(own)
        own.clear()
        return gone

    def _own(self, tenant: str, number: NationalNumber) -> dict[str, Draft]:
        return self._drafts.setdefault((tenant, self._keys.person(tenant, number)), {})
