"""Erase files of cases whose time is over, and keep the proof: their hash and the moment."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.privacy.kept_files import KeptFile, proof_of
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.ports.cases.erasures import CaseErasures
from chalicelib.ports.documents import Archive
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.reports import Report
from chalicelib.usecases.cases.frames import Frames

BATCH = 50
SYSTEM = "system"
LOOK_AGAIN = timedelta(days=7)
"""After which a file of a case that was still open, or can't be read, is due again."""

TRY_AGAIN = timedelta(days=1)
"""After which a file that couldn't be erased is due again."""


@dataclass(frozen=True, slots=True)
class EraseFiles:
    """Each file by itself, so that none holds up another; what fails is tried again.

    Nothing of a case is erased before it has ended: who decides needs what was sent.
    """

    erasures: CaseErasures
    cases: CaseStore
    frames: Frames
    archive: Archive
    report: Report
    budget: timedelta

    def __call__(self, tenant: str) -> int:
        """How many files of a municipality's cases were erased, until its time is over.

        Raises RetryableError.
        """
        return sum(self._one(tenant, file, now) for file, now in self._due(tenant))

    def _due(self, tenant: str) -> Iterator[tuple[KeptFile, datetime]]:
        """Each file that is due, once, with the moment at which it has its turn."""
        start, met = self.frames.clock.now(), set[str]()
        while new := [
            f for f in self.erasures.due(tenant, start, BATCH) if f.object_key not in met
        ]:
            for file in new:
                now = self.frames.clock.now()
                if now - start >= self.budget:
                    return
                met.add(file.object_key)
                yield file, now

    def _one(self, tenant: str, file: KeptFile, now: datetime) -> bool:
        try:
            case = self.cases.get(tenant, file.request_id)
            if case is None or isinstance(case, Unreadable):
                self.erasures.postpone(tenant, file, now + LOOK_AGAIN)
                return False
            return self._of_case(case, file, now)
        except (ConflictError, RetryableError):
            return False
        except Exception as error:  # one bad file harms no other (promise 9)
            return self._odd(tenant, file, now, error)

    def _odd(self, tenant: str, file: KeptFile, now: datetime, error: Exception) -> bool:
        """Told, and put off, so that files which can't be erased don't stand before the others."""
        self.report("erasing", tenant, file.request_id, type(error).__name__)
        with suppress(ConflictError, RetryableError):
            self.erasures.postpone(tenant, file, now + TRY_AGAIN)
        return False

    def _of_case(self, case: AnyCase, file: KeptFile, now: datetime) -> bool:
        if not self.frames.of(case).definition.is_final(case.instance.state):
            self.erasures.postpone(case.tenant, file, now + LOOK_AGAIN)
            return False
        versions = self.archive.erase(file.object_key)
        if versions or not self._is_proven(case, file):
            self.cases.add(case, _proof(case, file, versions, now))
        self.erasures.done(case, file, now)
        return True

    def _is_proven(self, case: AnyCase, file: KeptFile) -> bool:
        """Whether it was gone before and told; a proof that couldn't be written is missing yet."""
        entries = self.cases.entries(case.tenant, case.id)
        told = (entry.data for entry in entries if entry.kind is EntryKind.ERASURE)
        return any(("sha256", file.sha256) in data for data in told)


def _proof(case: AnyCase, file: KeptFile, versions: int, now: datetime) -> Entry:
    version = case.instance.version
    return Entry(
        id=f"{version:06d}-erased-{file.sha256[:16]}-{int(now.timestamp())}",
        version=version,
        kind=EntryKind.ERASURE,
        name="erased",
        author=SYSTEM,
        at=now,
        data=proof_of(file, versions),
    )
