"""Erase files whose time is over, and keep the proof: their hash and the moment, in the case."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.certificates.order import PROCESS, CertificateCase
from chalicelib.domain.privacy.kept_files import KeptFile, proof_of
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.documents import Archive
from chalicelib.ports.erasures import Erasures
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock, Ids
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.templates import Processes

BATCH = 50
ACTOR = "system"
LOOK_AGAIN = timedelta(days=7)
"""After which a file of a case that was still open is due again."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Each file by itself, so that none holds up another; what fails stays due.

    Nothing of a case is erased before it has ended: who decides needs what was sent.
    """

    erasures: Erasures
    requests: RequestStore
    processes: Processes
    archive: Archive
    clock: Clock
    ids: Ids

    def __call__(self, tenant: str) -> int:
        """How many files of a municipality were erased. Raises RetryableError."""
        now = self.clock.now()
        due = self.erasures.due(tenant, now, BATCH)
        return sum(self._is_erased(tenant, file, now) for file in due)

    def _is_erased(self, tenant: str, file: KeptFile, now: datetime) -> bool:
        request = self.requests.get(tenant, file.request_id)
        if request is None:
            return False
        try:
            if not self._has_ended(request):
                self.erasures.postpone(request, file, now + LOOK_AGAIN)
                return False
            versions = self.archive.erase(file.object_key)
            self.erasures.done(request, file, now, self._proof(request, file, versions, now))
        except (ConflictError, PermanentError, RetryableError):
            return False
        return True

    def _has_ended(self, request: CertificateCase) -> bool:
        return self.processes.get(PROCESS).state(request.instance.state).is_final

    def _proof(
        self, request: CertificateCase, file: KeptFile, versions: int, now: datetime
    ) -> Entry:
        return Entry(
            id=self.ids.request_id(),
            version=request.instance.version,
            kind=EntryKind.ERASURE,
            actor=ACTOR,
            at=now,
            data=proof_of(file, versions),
        )
