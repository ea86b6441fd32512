"""What programs of colleagues get: cases, without what the registers say of people."""

from datetime import datetime

from pydantic import BaseModel

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.verdict import Finding
from chalicelib.domain.certificates.order import PROCESS
from chalicelib.domain.process.instance import Event
from chalicelib.usecases.workqueue.case import CaseFile
from chalicelib.usecases.workqueue.lists import Line, QueueView
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.frame import API


class CaseLinks(BaseModel):
    """Where to go on."""

    self: str
    page: str


class CaseAnswer(BaseModel):
    """One case and how it stands; `reasons` are codes of rules or events."""

    id: str
    reference: str
    document: str
    variant: str
    channel: str
    state: str
    label: str
    version: int
    received_at: datetime
    promised_by: datetime | None
    urgency: str
    reasons: list[str]
    is_escalated: bool
    held_by: str
    held_until: datetime | None
    links: CaseLinks


class QueueAnswer(BaseModel):
    """What waits, the oldest first, and what it is made of."""

    total: int
    late: int
    soon: int
    by_document: dict[str, int]
    by_reason: dict[str, int]
    cases: list[CaseAnswer]


class ClerkFinding(BaseModel):
    """One rule applied, as a clerk reads it."""

    code: str
    result: str
    outcome: str
    basis: str
    sentence: str


class EventAnswer(BaseModel):
    """Something that happened."""

    name: str
    actor: str
    at: datetime


class EntryAnswer(BaseModel):
    """Something that was said."""

    kind: str
    actor: str
    at: datetime
    text: str
    data: dict[str, str]
    attachments: int


class CaseFileAnswer(BaseModel):
    """A case in full; `possible` are the events that its state allows a clerk."""

    case: CaseAnswer
    remark: str
    findings: list[ClerkFinding]
    events: list[EventAnswer]
    entries: list[EntryAnswer]
    possible: list[str]


class TakenAnswer(BaseModel):
    """What became of a request that was keyed in."""

    case: CaseAnswer
    can_issue_now: bool
    is_repeated: bool


def queue_answer(asked: Asked, view: QueueView) -> QueueAnswer:
    """The queue."""
    urgencies = [line.urgency.value for line in view.lines]
    return QueueAnswer(
        total=view.total,
        late=urgencies.count("late"),
        soon=urgencies.count("soon"),
        by_document=view.by_document,
        by_reason=view.by_reason,
        cases=[case_answer(asked, line) for line in view.lines],
    )


def case_answer(asked: Asked, line: Line) -> CaseAnswer:
    """A case in a list."""
    request = line.request
    state = asked.wiring.templates.processes.get(PROCESS).state(request.instance.state)
    lease = request.handling.lease
    return CaseAnswer(
        id=request.id,
        reference=request.reference,
        document=request.payload.document_id,
        variant=request.payload.variant,
        channel=request.intake.channel.value,
        state=state.id,
        label=state.label,
        version=request.instance.version,
        received_at=request.intake.received_at,
        promised_by=line.promise,
        urgency=line.urgency.value,
        reasons=list(line.reasons),
        is_escalated=request.handling.is_escalated,
        held_by=lease.staff if lease else "",
        held_until=lease.until if lease else None,
        links=CaseLinks(
            self=asked.link(f"{API}/review/{request.id}"),
            page=asked.link(f"/loket/dossiers/{request.id}"),
        ),
    )


def file_answer(asked: Asked, file: CaseFile) -> CaseFileAnswer:
    """A case in full."""
    request = file.request
    findings = request.verdict.findings if request.verdict else ()
    return CaseFileAnswer(
        case=case_answer(asked, asked.wiring.workqueue.lists.line(request)),
        remark=request.payload.remark,
        findings=[_finding(finding) for finding in findings],
        events=[_event(event) for event in file.events],
        entries=[_entry(entry) for entry in file.entries],
        possible=list(file.possible),
    )


def _finding(finding: Finding) -> ClerkFinding:
    return ClerkFinding(
        code=finding.code,
        result=finding.result.value,
        outcome=finding.outcome.value,
        basis=finding.basis,
        sentence=finding.clerk,
    )


def _event(event: Event) -> EventAnswer:
    return EventAnswer(name=event.name, actor=event.actor, at=event.at)


def _entry(entry: Entry) -> EntryAnswer:
    return EntryAnswer(
        kind=entry.kind.value,
        actor=entry.actor,
        at=entry.at,
        text=entry.text,
        data=dict(entry.data),
        attachments=len(entry.attachments),
    )
