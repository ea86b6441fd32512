"""A case as the page shows it: in words, with what its reader can do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.entry import Attachment, Entry
from chalicelib.domain.cases.staff import Action, Role, Staff
from chalicelib.domain.cases.verdict import Finding, Result
from chalicelib.domain.certificates.authority import approval_of
from chalicelib.domain.certificates.letters import Choices
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, result_of
from chalicelib.domain.former_cases.handling import APPLICANT, AUTHORITY, DESK, QUEUE
from chalicelib.domain.former_cases.tasks import TaskKind
from chalicelib.domain.privacy.kept_files import erased_at
from chalicelib.usecases.former_certificates.intake import can_issue_now
from chalicelib.usecases.workqueue.case import CaseFile
from chalicelib.web.desk import words
from chalicelib.web.desk.dossier import Told, told
from chalicelib.web.desk.sent import SentMail, mails_of
from chalicelib.web.desk.shown import document_name, in_words
from chalicelib.web.desk.wish_rows import said, wish_rows
from chalicelib.web.http import texts
from chalicelib.web.http.asked import Asked

_ORDER = (Result.FAILED, Result.UNKNOWN, Result.PASSED)


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as the page shows it."""

    file: CaseFile
    staff: Staff
    named: Callable[[str], str]
    """What a colleague is called, by id."""
    name: str
    state: str
    age: str
    asked: Sequence[tuple[str, str]]
    told: Sequence[Told]
    mails: Sequence[SentMail]
    related: Sequence[tuple[CertificateCase, str, str]]
    choices: Choices | None

    @property
    def request(self) -> CertificateCase:
        """The request."""
        return self.file.request

    @property
    def is_mine(self) -> bool:
        """Whether the reader holds it."""
        return self.file.is_held

    @property
    def variants(self) -> list[tuple[str, str]]:
        """The forms of the document."""
        return [(v.id, v.names.nl) for v in self.file.document.variants]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Its languages."""
        names = texts.words("languages")
        return [(code, names[code]) for code in self.file.document.languages]

    @property
    def purposes(self) -> list[tuple[str, str]]:
        """What it can be asked for."""
        return [(code, texts.purposes()[code]) for code in self.file.document.purposes]

    def who(self, actor: str) -> str:
        """Who did something: the kind of actor, and of colleagues what they are called."""
        kind, _, ref = actor.partition(":")
        if ref == self.staff.id:
            return "u"
        return f"{words.of('actors')[kind]} {self.named(ref) if ref else ''}".strip()

    def said(self, key: str, value: str) -> str:
        """A code that goes with an entry, in words."""
        return said(key, value)

    def erased_at(self, file: Attachment, sent: Entry) -> datetime | None:
        """When an attachment was erased; None while it is kept."""
        return erased_at(file, sent, self.file.entries)

    @property
    def holder(self) -> str:
        """Who holds it; empty when nobody does."""
        lease = self.request.handling.lease
        is_held = lease and self.request.instance.state == DESK
        return self.named(lease.staff) if lease and is_held else ""

    @property
    def is_final(self) -> bool:
        """Whether nothing can happen any more."""
        return not self.file.possible

    @property
    def findings(self) -> list[Finding]:
        """What the rules found: what failed first."""
        verdict = self.request.verdict
        findings = verdict.findings if verdict else ()
        return sorted(findings, key=lambda finding: _ORDER.index(finding.result))

    @property
    def can_take(self) -> bool:
        """Whether the reader can take it out of the queue."""
        is_high = self.request.handling.is_escalated
        needed = Action.CLAIM_ESCALATED if is_high else Action.CLAIM
        return self._is_in(QUEUE) and needed in self.file.may

    @property
    def can_take_over(self) -> bool:
        """Whether the reader can take it from a colleague."""
        return self._is_in(DESK) and not self.is_mine and Action.TAKE_OVER in self.file.may

    @property
    def can_put_back(self) -> bool:
        """Whether the reader can put a colleague's case back."""
        return self._is_in(DESK) and not self.is_mine and Action.REASSIGN in self.file.may

    @property
    def can_approve(self) -> bool:
        """Whether the reader may decide that the document is given."""
        return self.is_mine and approval_of(self.file.document) in self.file.may

    @property
    def can_refuse(self) -> bool:
        """Whether the reader may refuse it."""
        return self.is_mine and Action.REFUSE in self.file.may

    @property
    def can_resume(self) -> bool:
        """Whether it waits for somebody else, and the reader can go on."""
        is_waiting = self._is_in(APPLICANT) or self._is_in(AUTHORITY)
        return is_waiting and Action.RESUME in self.file.may

    @property
    def can_correct(self) -> bool:
        """Whether it was keyed in, so that a mistake in it is ours."""
        return self.is_mine and bool(self.request.intake.keyed_in_by)

    @property
    def can_issue_now(self) -> bool:
        """Whether only the way in which it came stands in the way."""
        is_free = self._is_in(QUEUE) or self.is_mine
        may_approve = approval_of(self.file.document) in self.file.may
        return is_free and may_approve and can_issue_now(self.request)

    @property
    def can_print(self) -> bool:
        """Whether there is a document to print."""
        is_for_paper = bool(self.request.intake.keyed_in_by) or self._has_letter
        is_there = result_of(self.request) is not None
        return is_there and is_for_paper and Action.PAPER in self.file.may

    @property
    def needs_registrar(self) -> bool:
        """Whether the reader lacks the power to decide on an act."""
        return Role.REGISTRAR not in self.staff.roles

    @property
    def _has_letter(self) -> bool:
        return any(task.kind is TaskKind.LETTER for task in self.file.tasks)

    def _is_in(self, *states: str) -> bool:
        return self.request.instance.state in states


def shown_case(asked: Asked, staff: Staff, request_id: str, *, facts: bool = True) -> Shown:
    """A case for somebody; the registers are read for who holds it. Raises NotThereError."""
    file = asked.wiring.workqueue.case.summary(staff, request_id)
    if facts and file.is_held:
        file = asked.wiring.workqueue.case(staff, request_id)
    request, document = file.request, file.document
    since = request.handling.since or request.intake.received_at
    return Shown(
        file=file,
        staff=staff,
        named=asked.named,
        name=document.names.nl,
        state=words.of("states")[request.instance.state],
        age=in_words(asked.wiring.platform.clock.now() - since),
        asked=wish_rows(asked, request, document),
        told=told(asked, request, document, file.dossier),
        mails=mails_of(file, asked.wiring.templates.processes.get(PROCESS)),
        related=[_other(asked, other) for other in file.related],
        choices=_choices(asked, staff, file),
    )


def _other(asked: Asked, other: CertificateCase) -> tuple[CertificateCase, str, str]:
    state = words.of("states")[other.instance.state]
    return other, document_name(asked, other.payload.document_id), state


def _choices(asked: Asked, staff: Staff, file: CaseFile) -> Choices | None:
    if not file.is_held or Action.REFUSE not in file.may:
        return None
    return asked.wiring.workqueue.decide.choices(staff, file.request.id)
