"""Erase documents whose time is over, and keep the proof: the ledger line, the hash, the moment."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.entries import Entry, EntryKind
from chalicelib.domain.listed import Listed
from chalicelib.domain.requests import Request
from chalicelib.ports.documents import Archive
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.machine import Clock, Ids
from chalicelib.ports.requests import RequestStore

BATCH = 50
ACTOR = "system"


@dataclass(frozen=True, slots=True)
class Erase:
    """Each document by itself, so that none holds up another; what fails stays due."""

    ledger: Ledger
    requests: RequestStore
    archive: Archive
    clock: Clock
    ids: Ids

    def __call__(self, tenant: str) -> int:
        """How many documents of a municipality were erased."""
        now = self.clock.now()
        due = self.ledger.to_erase(tenant, now, BATCH)
        return sum(self._is_erased(tenant, listed, now) for listed in due)

    def _is_erased(self, tenant: str, listed: Listed, now: datetime) -> bool:
        request = self.requests.get(tenant, listed.request_id)
        if request is None:
            return False
        try:
            versions = self.archive.erase(listed.object_key)
            self.ledger.erased(request, now, self._proof(request, listed, versions, now))
        except RetryableError:
            return False
        return True

    def _proof(self, request: Request, listed: Listed, versions: int, now: datetime) -> Entry:
        """What was erased, known by its hash."""
        return Entry(
            id=self.ids.request_id(),
            version=request.instance.version,
            kind=EntryKind.ERASURE,
            actor=ACTOR,
            at=now,
            data=(("sha256", listed.entry.sha256), ("versions", str(versions))),
        )
