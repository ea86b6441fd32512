"""Find everything that is held about one person: the look itself is in the access log first."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.privacy.forgetting import known
from chalicelib.domain.privacy.holdings import HeldCase, Holdings
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Consultation
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.ports.cases.erasures import AskedErasures
from chalicelib.ports.drafts import Drafts
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.mail import Suppressions
from chalicelib.ports.platform import Clock
from chalicelib.ports.registers import AccessLog
from chalicelib.ports.sessions import Sessions
from chalicelib.ports.wishes import Wishes

ALL = 100_000
"""More than anybody has."""

_MARK = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}")


@dataclass(frozen=True, slots=True)
class DataSubjectRequest:
    """A person's wish about their own data, and who sees to it.

    `by` is the id of a member of staff, `mark` the number under which the data protection officer
    keeps the wish: both are stored, so neither may be a name. Both are empty for whoever looks
    themselves.
    """

    tenant: str
    number: NationalNumber
    by: str = ""
    mark: str = ""

    @property
    def is_by_themselves(self) -> bool:
        """Whether nobody else sees to it."""
        return not (self.by or self.mark)


@dataclass(frozen=True, slots=True)
class Ground:
    """Why somebody's data are looked into; `purpose` is what the person reads afterwards."""

    purpose: str
    law: str


@dataclass(frozen=True, slots=True)
class FindHeld:
    """Reads only; the registers aren't asked, for what they hold isn't the counter's.

    `files` gives the keys of what a case has in the archive.
    """

    cases: CaseStore
    ledger: Ledger
    access_log: AccessLog
    files: Callable[[AnyCase], tuple[str, ...]]
    sessions: Sessions
    suppressions: Suppressions
    drafts: Drafts
    wishes: Wishes
    asked: AskedErasures
    clock: Clock

    def __call__(self, claim: DataSubjectRequest, ground: Ground) -> Holdings:
        """Everything of a person. Raises InvalidInputError (`invalid_mark`), RetryableError."""
        if not claim.is_by_themselves:
            _check(claim)
        self._log(claim, ground)
        return self._find(claim.tenant, claim.number)

    def _log(self, claim: DataSubjectRequest, ground: Ground) -> None:
        context = AccessContext(
            tenant=claim.tenant,
            actor=_actor(claim),
            subject=claim.number,
            purpose=f"{ground.purpose} (kenmerk {claim.mark})" if claim.mark else ground.purpose,
            legal_ground=ground.law,
            request_id=None,
        )
        self.access_log.record(context, frozenset())

    def _find(self, tenant: str, number: NationalNumber) -> Holdings:
        cases, unreadable = self._own(tenant, number)
        documents = self.ledger.of_subject(tenant, number, ALL)
        consultations = self.access_log.of_person(tenant, number, ALL)
        kept = self.wishes.of_person(tenant, number)
        emails = sorted({p.email for c in cases for p in c.parties if p.person == number} - {""})
        return Holdings(
            tenant=tenant,
            number=number,
            at=self.clock.now(),
            cases=tuple(self._held(case) for case in cases),
            documents=tuple(documents),
            consultations=tuple(consultations),
            sessions=tuple(s.expires_at for s in self.sessions.of_person(tenant, number)),
            blocked=tuple(e for e in emails if self.suppressions.is_blocked(tenant, e)),
            others=self._others(tenant, number, documents, consultations),
            drafts=tuple(self.drafts.of_person(tenant, number)),
            unreadable=tuple(unreadable),
            wishes=kept.wishes if kept else None,
            asked=self.asked.of_person(tenant, number),
        )

    def _own(self, tenant: str, number: NationalNumber) -> tuple[list[AnyCase], list[str]]:
        """The cases in which somebody is a party or acts for one, and ids of those set aside."""
        found = self.cases.of_person(tenant, number, ALL)
        cases = [c for c in found if not isinstance(c, Unreadable) and c.party_of(number)]
        return cases, [c.case_id for c in found if isinstance(c, Unreadable)]

    def _held(self, case: AnyCase) -> HeldCase:
        place = case.tenant, case.id
        return HeldCase(
            case=case,
            events=tuple(self.cases.events(*place)),
            entries=tuple(self.cases.entries(*place)),
            files=self.files(case),
            to_go_out=len(self.cases.outgoing(*place)),
        )

    def _others(
        self,
        tenant: str,
        number: NationalNumber,
        documents: list[Listed],
        consultations: list[Consultation],
    ) -> int:
        """Cases of somebody else about the person, as far as they left a trace."""
        traces = {d.request_id for d in documents} | {c.request_id for c in consultations}
        found = (self.cases.get(tenant, i) for i in traces if i)
        cases = (c for c in found if c is not None and not isinstance(c, Unreadable))
        return sum(1 for case in cases if known(case) and not case.party_of(number))


def _check(claim: DataSubjectRequest) -> None:
    for field, value in (("by", claim.by), ("mark", claim.mark)):
        if not _MARK.fullmatch(value):
            raise InvalidInputError(
                "invalid_mark",
                "Hoogstens 40 letters, cijfers, punten, streepjes en schuine strepen.",
                field,
            )


def _actor(claim: DataSubjectRequest) -> Actor:
    if claim.is_by_themselves:
        return Actor(ActorKind.CITIZEN, "self")
    return Actor(ActorKind.CLERK, claim.by)
