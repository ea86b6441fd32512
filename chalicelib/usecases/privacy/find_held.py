"""Find everything that is held about one person: the look itself is in the access log first."""

import re
from dataclasses import dataclass

from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.former_cases.tasks import TaskKind
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.privacy.holdings import HeldRequest, Holdings
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Consultation
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.documents import Archive
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.mail import Suppressions
from chalicelib.ports.platform import Clock
from chalicelib.ports.registers import AccessLog
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.sessions import Sessions
from chalicelib.ports.tasks import Tasks

ALL = 1_000_000
"""More than anybody has."""

_MARK = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A person's wish about their own data, and who sees to it.

    `by` is the id of a member of staff, `mark` the number under which the data protection officer
    keeps the wish: both are stored, so neither may be a name.
    """

    tenant: str
    number: NationalNumber
    by: str
    mark: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Why somebody's data are looked into; `purpose` is what the person reads afterwards."""

    purpose: str
    law: str


@dataclass(frozen=True, slots=True)
class FindHeld:
    """Reads only; the registers aren't asked, for what they hold isn't the counter's."""

    requests: RequestStore
    ledger: Ledger
    access_log: AccessLog
    archive: Archive
    sessions: Sessions
    suppressions: Suppressions
    tasks: Tasks
    clock: Clock

    def __call__(self, claim: Claim, ground: Ground) -> Holdings:
        """Everything of a person. Raises InvalidInputError (`invalid_mark`), RetryableError."""
        for field, value in (("by", claim.by), ("mark", claim.mark)):
            if not _MARK.fullmatch(value):
                raise InvalidInputError(
                    "invalid_mark",
                    "Hoogstens 40 letters, cijfers, punten, streepjes en schuine strepen.",
                    field,
                )
        self._log(claim, ground)
        return self._find(claim.tenant, claim.number)

    def _log(self, claim: Claim, ground: Ground) -> None:
        context = AccessContext(
            tenant=claim.tenant,
            actor=Actor(ActorKind.CLERK, claim.by),
            subject=claim.number,
            purpose=f"{ground.purpose} (kenmerk {claim.mark})",
            legal_ground=ground.law,
            request_id=None,
        )
        self.access_log.record(context, frozenset())

    def _find(self, tenant: str, number: NationalNumber) -> Holdings:
        requests = self._own(tenant, number)
        documents = self.ledger.of_subject(tenant, number, ALL)
        consultations = self.access_log.of_person(tenant, number, ALL)
        emails = sorted({applicant_of(r).email for r in requests} - {""})
        return Holdings(
            tenant=tenant,
            number=number,
            at=self.clock.now(),
            requests=tuple(self._held(request) for request in requests),
            documents=tuple(documents),
            consultations=tuple(consultations),
            sessions=tuple(s.expires_at for s in self.sessions.of_person(tenant, number)),
            blocked=tuple(e for e in emails if self.suppressions.is_blocked(tenant, e)),
            others=self._others(tenant, number, documents, consultations),
        )

    def _own(self, tenant: str, number: NationalNumber) -> list[CertificateCase]:
        """What the index tells may be a moment old, so each is read again."""
        told = self.requests.of_person(tenant, number, ALL)
        found = (self.requests.get(tenant, request.id) for request in told)
        return [r for r in found if r is not None and applicant_of(r).person == number]

    def _held(self, request: CertificateCase) -> HeldRequest:
        tenant, request_id = request.tenant, request.id
        tasks = (self.tasks.get(tenant, request_id, kind) for kind in TaskKind)
        return HeldRequest(
            request=request,
            events=tuple(self.requests.events(tenant, request_id)),
            entries=tuple(self.requests.entries(tenant, request_id)),
            files=tuple(self.archive.keys(request.files)),
            tasks=tuple(task for task in tasks if task),
        )

    def _others(
        self,
        tenant: str,
        number: NationalNumber,
        documents: list[Listed],
        consultations: list[Consultation],
    ) -> int:
        """Requests about the person that somebody else made, as far as they left a trace."""
        traces = {d.request_id for d in documents} | {c.request_id for c in consultations}
        found = (self.requests.get(tenant, i) for i in traces if i)
        return sum(
            1 for r in found if r and not r.is_forgotten and applicant_of(r).person != number
        )
