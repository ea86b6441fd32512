"""Mails that failed, as work for a clerk: another address, the same once more, or paper."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.former_cases.tasks import Task, TaskKind
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.shared.mail_address import check_email
from chalicelib.ports.mail import Suppressions
from chalicelib.ports.platform import Clock
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.tasks import Tasks
from chalicelib.usecases.former_cases.effects import Effects
from chalicelib.usecases.workqueue.desk import Desk, allow

MOST = 200


@dataclass(frozen=True, slots=True)
class MailTasks:
    """Each way out closes the task and says so in the case."""

    desk: Desk
    requests: RequestStore
    tasks: Tasks
    suppressions: Suppressions
    effects: Effects
    clock: Clock

    def open(self, staff: Staff) -> list[Task]:
        """What failed and isn't seen to yet. Raises NotThereError."""
        allow(staff, Action.MAIL)
        return self.tasks.of(staff.tenant, TaskKind.MAIL, MOST)

    def correct(self, staff: Staff, request_id: str, email: str) -> CertificateCase:
        """Write to another address from now on, and this mail first.

        Raises NotThereError, InvalidInputError (`invalid_email`), ConflictError, RetryableError.
        """
        request, task = self._failed(staff, request_id)
        applicant = replace(applicant_of(request), email=check_email(email))
        right = replace(request, applicant=applicant)
        self.requests.readdress(right)
        return self._again(staff, right, task, "corrected")

    def confirm(self, staff: Staff, request_id: str) -> CertificateCase:
        """The address is right after all: write to it again.

        Raises NotThereError, ConflictError, RetryableError.
        """
        request, task = self._failed(staff, request_id)
        self.suppressions.unblock(request.tenant, applicant_of(request).email)
        return self._again(staff, request, task, "confirmed")

    def to_paper(self, staff: Staff, request_id: str) -> None:
        """Send a letter in its place. Raises NotThereError, RetryableError."""
        request, task = self._failed(staff, request_id)
        letter = replace(task, kind=TaskKind.LETTER, reason="mail", at=self.clock.now())
        self.tasks.open(letter)
        self._seen_to(staff, request, task, "paper")

    def done(self, staff: Staff, request_id: str) -> None:
        """It was handed over or told otherwise. Raises NotThereError, RetryableError."""
        request, task = self._failed(staff, request_id)
        self._seen_to(staff, request, task, "done")

    def _failed(self, staff: Staff, request_id: str) -> tuple[CertificateCase, Task]:
        request = self.desk.case(staff, Action.MAIL, request_id)
        task = self.tasks.get(staff.tenant, request_id, TaskKind.MAIL)
        if task is None:
            raise NotThereError("Voor dit dossier is er geen mail die niet aankwam.")
        return request, task

    def _again(
        self, staff: Staff, request: CertificateCase, task: Task, how: str
    ) -> CertificateCase:
        """Send once more through the outbox, so that a failure is tried again."""
        self._seen_to(staff, request, task, how)
        outbox = (*request.outbox, f"email:{task.template}")
        waiting = replace(request, outbox=outbox, retry_at=self.clock.now())
        self.requests.touch(waiting)
        return self.effects(waiting)

    def _seen_to(self, staff: Staff, request: CertificateCase, task: Task, how: str) -> None:
        codes = {"template": task.template, "trouble": task.reason, "done": how}
        self.requests.add(
            request, self.desk.entry(request, EntryKind.MAIL, staff.actor, data=codes)
        )
        self.tasks.close(request.tenant, request.id, TaskKind.MAIL)
