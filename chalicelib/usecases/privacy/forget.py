"""Forget a person who asks for it: first a plan, then, when it is confirmed, request by request."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, result_of
from chalicelib.domain.privacy.forgetting import Obstacle, anonymised, obstacles, steps_of
from chalicelib.domain.privacy.holdings import HeldRequest, Holdings
from chalicelib.domain.privacy.kept_files import (
    FileKind,
    KeptFile,
    document_of,
    erased_at,
    proof_of,
)
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.documents import Archive
from chalicelib.ports.erasures import Erasures
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.mail import Notices, Suppressions
from chalicelib.ports.platform import Clock, Ids, Keys
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.sessions import Sessions
from chalicelib.ports.templates import Processes, RetentionRules
from chalicelib.usecases.figures.count_days import CountDays
from chalicelib.usecases.privacy.find_held import ALL, Claim, FindHeld, Ground

LAW = "Verordening (EU) 2016/679, art. 17"
GROUND = Ground("Uw vraag om uw gegevens te wissen", LAW)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go and what stays; `code` confirms this very plan, and no other."""

    holdings: Holdings
    obstacles: tuple[Obstacle, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done for one request."""

    reference: str
    files: int
    texts: int


@dataclass(frozen=True, slots=True)
class Forget:
    """Who asked goes last, so that whatever breaks off is found, and finished, by doing it again.

    What stays, and why, is said by `domain/retention` (AVG art. 17, lid 3); each request keeps a
    proof of its erasure (Bestuursdecreet 7 december 2018, art. III.89, § 4).
    """

    find: FindHeld
    requests: RequestStore
    ledger: Ledger
    archive: Archive
    erasures: Erasures
    sessions: Sessions
    suppressions: Suppressions
    notices: Notices
    count_days: CountDays
    processes: Processes
    retention: RetentionRules
    keys: Keys
    clock: Clock
    ids: Ids

    def plan(self, claim: Claim) -> Plan:
        """What would be erased; nothing is changed, but the look is in the access log.

        Raises InvalidInputError (`invalid_mark`), RetryableError.
        """
        holdings = self.find(claim, GROUND)
        in_the_way = (found for held in holdings.requests for found in self._obstacles(held))
        return Plan(holdings, tuple(in_the_way), self._code(holdings))

    def __call__(self, claim: Claim, code: str) -> Iterator[Forgotten]:
        """Erase what the plan with this code said, one request after the other.

        Raises what `plan` raises, and ConflictError: `plan_moved` when something changed since,
        `still_running` when something is in the way, `version_moved`. Then what was yielded is
        done, and the rest isn't.
        """
        plan = self.plan(claim)
        if plan.obstacles:
            raise ConflictError("still_running", "Er staat nog iets in de weg. Bekijk het plan.")
        if code != plan.code:
            raise ConflictError(
                "plan_moved", "Er is intussen iets veranderd. Bekijk het plan opnieuw."
            )
        self.sessions.close_all(claim.tenant, claim.number)
        for address in plan.holdings.blocked:
            self.suppressions.unblock(claim.tenant, address)
        for held in plan.holdings.requests:
            yield self._forget(held.request, claim)

    def _forget(self, request: CertificateCase, claim: Claim) -> Forgotten:
        tenant, request_id = request.tenant, request.id
        self.count_days.keep(tenant, request_id)
        for notice in self.notices.parked(tenant, ALL):
            if notice.request_id == request_id:
                self.notices.forget(notice)
        files = self._erase_files(request, claim)
        said = self.requests.entries(tenant, request_id)
        texts = sum(1 for entry in said if entry.text)
        codes = {"law": LAW, "mark": claim.mark, "files": str(files), "texts": str(texts)}
        proof = self._proof(request, claim, codes)
        self.requests.forget(anonymised(request), kept=steps_of(said), proof=proof)
        return Forgotten(request.reference, files, texts)

    def _erase_files(self, request: CertificateCase, claim: Claim) -> int:
        """Everything in the archive, in all versions; what was kept for a time has its proof."""
        said = self.requests.entries(request.tenant, request.id)
        found = {key: self.archive.erase(key) for key in self.archive.keys(request.files)}
        for file in self._kept(request, said):
            codes = dict(proof_of(file, found.get(file.object_key, 0)))
            proof = self._proof(request, claim, codes)
            self.erasures.done(request, file, self.clock.now(), proof)
        return len(found)

    def _kept(self, request: CertificateCase, said: Sequence[Entry]) -> Iterator[KeptFile]:
        """The document and what was sent along, as far as they weren't erased before."""
        issued = result_of(request)
        listed = self.ledger.get(request.tenant, issued.number) if issued else None
        if listed and not listed.erased_at:
            yield document_of(listed)
        sent = {file.sha256: (file, entry) for entry in said for file in entry.attachments}
        for file, entry in sent.values():
            if not erased_at(file, entry, said):
                yield KeptFile(FileKind.ATTACHMENT, request.id, file.key, file.sha256)

    def _proof(self, request: CertificateCase, claim: Claim, codes: dict[str, str]) -> Entry:
        return Entry(
            id=self.ids.request_id(),
            version=request.instance.version,
            kind=EntryKind.ERASURE,
            actor=f"clerk:{claim.by}",
            at=self.clock.now(),
            data=tuple(codes.items()),
        )

    def _obstacles(self, held: HeldRequest) -> Iterator[Obstacle]:
        definition = self.processes.get(PROCESS)
        days = self.retention.get().refusal_days
        return obstacles(held.request, definition, held.tasks, days, self.clock.now())

    def _code(self, holdings: Holdings) -> str:
        """Six characters that change with the person and with what would be erased."""
        parts = ["forget", self.keys.person(holdings.tenant, holdings.number)]
        for held in holdings.requests:
            parts += [held.request.id, str(held.request.instance.version)]
            parts += [*(entry.id for entry in held.entries), *held.files]
        return self.keys.fingerprint(" ".join(parts))[-6:]
