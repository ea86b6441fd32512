"""What SES tells about a mail: mark the address, and let the case know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from chalicelib.domain.cases.audience import HANDLERS
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.party import Party
from chalicelib.domain.mail.trouble import MailFeedback, Trouble
from chalicelib.domain.process.roles import MAIL
from chalicelib.domain.shared.errors import ConflictError, DomainError
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.mail import Notices, Suppressions
from chalicelib.ports.platform import Clock, Ids, Keys
from chalicelib.usecases.cases.sending.bounce import Bounce

MOST = 1000
"""So many that wait are looked at in one go."""


class Matched(StrEnum):
    """What became of one piece of feedback."""

    EVENT = "event"
    TASK = "task"
    NOTED = "noted"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class MailTrouble:
    """Feedback as the job read it: `address` in the clear, and gone when this has run."""

    id: str
    tenant: str
    request_id: str
    template: str
    trouble: Trouble
    is_lasting: bool
    address: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """Told twice it is still one event or task; what comes before its case waits for it.

    `count_again` has the day of a case counted again, for it may come long after the case ended.
    """

    cases: CaseStore
    bounce: Bounce
    suppressions: Suppressions
    notices: Notices
    keys: Keys
    clock: Clock
    ids: Ids
    count_again: Callable[[AnyCase], None]
    budget: timedelta

    def __call__(self, trouble: MailTrouble) -> Matched:
        """Handle one piece of feedback. Raises RetryableError."""
        now = self.clock.now()
        if trouble.is_lasting and trouble.address:
            self.suppressions.block(trouble.tenant, trouble.address, now)
        notice = MailFeedback(
            trouble.id,
            trouble.tenant,
            trouble.request_id,
            trouble.template,
            trouble.trouble,
            trouble.is_lasting,
            self.keys.address(trouble.tenant, trouble.address),
            now,
        )
        return self._match(notice)

    def match_parked(self, tenant: str) -> int:
        """Try what waits once more, each by itself, until its time is over; how many were matched.

        Raises RetryableError when what waits couldn't be read.
        """
        start, matched = self.clock.now(), 0
        for notice in self.notices.parked(tenant, MOST):
            if self.clock.now() - start >= self.budget:
                break
            matched += self._matched_later(notice)
        return matched

    def _matched_later(self, notice: MailFeedback) -> bool:
        try:
            if self._match(notice) is Matched.PARKED:
                return False
            self.notices.forget(notice)
        except (DomainError, PermanentError, RetryableError):
            return False
        return True

    def _match(self, notice: MailFeedback) -> Matched:
        """A case that isn't there yet, or can't be read now, may be later."""
        case = self.cases.get(notice.tenant, notice.request_id)
        if case is None or isinstance(case, Unreadable):
            self.notices.park(notice)
            return Matched.PARKED
        if self._is_noted(case, notice):
            return Matched.NOTED
        self.count_again(case)
        became = self._told(case, notice)
        self.cases.add(case, self._entry(case, notice))
        return became

    def _told(self, case: AnyCase, notice: MailFeedback) -> Matched:
        """A delay only needs patience; what concerns an address of before is seen to already."""
        party = self._party(case, notice)
        if party is None or notice.trouble is Trouble.DELAYED:
            return Matched.NOTED
        try:
            return Matched(self.bounce(case.tenant, case.id, notice.template, party.number))
        except ConflictError as error:
            raise RetryableError(f"mail feedback: {error.code}") from None

    def _party(self, case: AnyCase, notice: MailFeedback) -> Party | None:
        written = (party for party in case.parties if party.email and not party.is_forgotten)
        ours = (p for p in written if self.keys.is_address(notice.address, case.tenant, p.email))
        return next(ours, None)

    def _is_noted(self, case: AnyCase, notice: MailFeedback) -> bool:
        said = self.cases.entries(case.tenant, case.id)
        return any(("notice", notice.id) in entry.data for entry in said)

    def _entry(self, case: AnyCase, notice: MailFeedback) -> Entry:
        codes = {"trouble": notice.trouble.value, "template": notice.template, "notice": notice.id}
        return Entry(
            id=self.ids.request_id(),
            version=case.instance.version,
            kind=EntryKind.MAIL,
            name="trouble",
            author=MAIL,
            at=notice.at,
            audience=(HANDLERS,),
            data=tuple(codes.items()),
        )
