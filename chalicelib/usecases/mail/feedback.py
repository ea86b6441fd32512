"""What SES tells about a mail: mark the address, and make it somebody's task."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.former_cases.tasks import Notice, Task, TaskKind, Trouble
from chalicelib.ports.mail import Notices, Suppressions
from chalicelib.ports.platform import Clock, Ids, Keys
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.tasks import Tasks

SYSTEM = "system:mail"
MOST = 100


class Matched(StrEnum):
    """What became of one piece of feedback."""

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
    """Told twice it is still one task; what comes before its request waits for it."""

    requests: RequestStore
    tasks: Tasks
    suppressions: Suppressions
    notices: Notices
    keys: Keys
    clock: Clock
    ids: Ids

    def __call__(self, trouble: MailTrouble) -> Matched:
        """Handle one piece of feedback. Raises RetryableError."""
        now = self.clock.now()
        if trouble.is_lasting and trouble.address:
            self.suppressions.block(trouble.tenant, trouble.address, now)
        notice = Notice(
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
        """Try what waits once more; how many were matched. Raises RetryableError."""
        return sum(self._matched_later(notice) for notice in self.notices.parked(tenant, MOST))

    def _matched_later(self, notice: Notice) -> bool:
        is_matched = self._match(notice) is not Matched.PARKED
        if is_matched:
            self.notices.forget(notice)
        return is_matched

    def _match(self, notice: Notice) -> Matched:
        request = self.requests.get(notice.tenant, notice.request_id)
        if request is None:
            self.notices.park(notice)
            return Matched.PARKED
        if self._is_noted(request, notice):
            return Matched.NOTED
        if self._asks_for_work(request, notice):
            self.tasks.open(
                Task(
                    request.tenant,
                    request.id,
                    TaskKind.MAIL,
                    notice.template,
                    notice.trouble,
                    notice.at,
                )
            )
        self.requests.add(request, self._entry(request, notice))
        return Matched.TASK if self._asks_for_work(request, notice) else Matched.NOTED

    def _asks_for_work(self, request: CertificateCase, notice: Notice) -> bool:
        """A delay only needs patience; what concerns an address of before is seen to already."""
        if request.is_forgotten or notice.trouble is Trouble.DELAYED:
            return False
        return self.keys.is_address(notice.address, request.tenant, applicant_of(request).email)

    def _is_noted(self, request: CertificateCase, notice: Notice) -> bool:
        said = self.requests.entries(request.tenant, request.id)
        return any(("notice", notice.id) in entry.data for entry in said)

    def _entry(self, request: CertificateCase, notice: Notice) -> Entry:
        return Entry(
            id=self.ids.request_id(),
            version=request.instance.version,
            kind=EntryKind.MAIL,
            actor=SYSTEM,
            at=notice.at,
            data=(
                ("trouble", notice.trouble),
                ("template", notice.template),
                ("notice", notice.id),
            ),
        )
