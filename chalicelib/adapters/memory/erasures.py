"""What has to go one day, in memory: files whose time is over, and people who are forgotten."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import override

from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.storing import version_moved
from chalicelib.domain.privacy.asked import AskedToForget
from chalicelib.domain.privacy.kept_files import FileKind, KeptFile, erased_from
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.erasures import AskedErasures, CaseErasures, Forgetting

type Stay = tuple[datetime, datetime, KeptFile]
"""Since when and until when a file is kept."""


class MemoryErasures(CaseErasures):
    """CaseErasures; what was erased stands in the ledger."""

    def __init__(self, cases: MemoryCases, ledger: MemoryLedger) -> None:
        self._cases, self._erased = cases, ledger.erased
        self._postponed: dict[tuple[str, str], datetime] = {}

    @override
    def due(self, tenant: str, before: datetime, limit: int) -> list[KeptFile]:
        found = {file.object_key: (at, file) for at, file in self._kept(tenant)}
        over = [pair for pair in found.values() if pair[0] <= before]
        return [file for _, file in sorted(over, key=lambda pair: pair[0])[:limit]]

    @override
    def postpone(self, tenant: str, file: KeptFile, until: datetime) -> None:
        if (tenant, file.object_key) in self._erased:
            raise version_moved()
        self._postponed[tenant, file.object_key] = until

    @override
    def done(self, case: AnyCase, file: KeptFile, at: datetime) -> None:
        known = {file.object_key for _, _, file in self._stays(case.tenant)}
        if file.object_key not in known:
            raise version_moved()
        self._erased.setdefault((case.tenant, file.object_key), at)

    def _kept(self, tenant: str) -> Iterator[tuple[datetime, KeptFile]]:
        for since, until, file in self._stays(tenant):
            place = tenant, file.object_key
            erased = self._erased.get(place)
            if erased is None or erased < since:
                yield self._postponed.get(place, until), file

    def _stays(self, tenant: str) -> Iterator[Stay]:
        for (nis, number), (case_id, document) in self._cases.issued.lines.items():
            if nis == tenant:
                key, sha256 = document.object_key, document.sha256
                file = KeptFile(FileKind.DOCUMENT, case_id, key, sha256, number)
                yield document.issued_at, erased_from(document.available_until), file
        for kept in self._cases.kept.of(tenant):
            for entry in kept.entries.values():
                for sent in entry.attachments:
                    file = KeptFile(FileKind.ATTACHMENT, kept.case.id, sent.key, sent.sha256)
                    yield entry.at, erased_from(sent.available_until), file


class MemoryForgetting(Forgetting):
    """Forgetting over MemoryCases."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    @override
    def forget(
        self,
        before: AnyCase,
        after: AnyCase,
        *,
        thinned: Collection[Entry],
        gone: Collection[Entry],
        proof: Entry,
    ) -> None:
        kept = self._cases.kept.get((before.tenant, before.id))
        if kept is None or kept.aside or kept.case != before:
            raise version_moved()
        for entry in gone:
            kept.entries.pop(entry.id, None)
        kept.entries |= {entry.id: entry for entry in (*thinned, proof)}
        kept.case = after


class MemoryAskedErasures(AskedErasures):
    """Who asked to be forgotten."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, str], AskedToForget] = {}

    @override
    def ask(self, tenant: str, asked: AskedToForget) -> None:
        self._asked[tenant, asked.number.digits] = asked

    @override
    def of_person(self, tenant: str, number: NationalNumber) -> AskedToForget | None:
        return self._asked.get((tenant, number.digits))

    @override
    def waiting(self, tenant: str) -> list[AskedToForget]:
        found = [one for (where, _), one in self._asked.items() if where == tenant]
        return sorted(found, key=lambda one: (one.at, one.mark))

    @override
    def drop(self, tenant: str, number: NationalNumber) -> None:
        self._asked.pop((tenant, number.digits), None)
