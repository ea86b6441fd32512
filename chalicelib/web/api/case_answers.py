"""What programs of citizens and staff send and get about cases of any process."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.moving.acting import Behalf
from chalicelib.domain.cases.verdict import Finding
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.states import StateKind
from chalicelib.usecases.cases.reading.view import CaseLine, CaseView
from chalicelib.web.http.payloads.bodies import LONGEST_MAIL, Body, Whole

type Texts = dict[str, str | list[str]]


class NewCase(Body):
    """What is filled in, by field; an address in parts, as `field.street`.

    `basket` is that of the files that go along (`/uploads`).
    """

    fields: Texts
    basket: Annotated[str, Field(max_length=64)] = ""
    email: Annotated[str, Field(max_length=LONGEST_MAIL)] = ""


class ForSomebody(Body):
    """For whom staff act: a role, the number of the party that has it (0: an authority).

    `established` is how they made sure of it.
    """

    role: Annotated[str, Field(max_length=64)]
    party: Whole = 0
    established: Annotated[str, Field(max_length=64)] = ""

    @property
    def of_use(self) -> Behalf:
        """The same for the use case."""
        return Behalf(self.role, self.party, self.established)


class DoInCase(Body):
    """An action on the case as it was seen; `shown` is the hash of what is confirmed.

    `basket` is that of the files that go along (`/uploads`); `behalf` is for staff only.
    """

    seen: Whole
    fields: Texts = Field(default_factory=dict)
    basket: Annotated[str, Field(max_length=64)] = ""
    event: Annotated[str, Field(max_length=64)] = ""
    shown: Annotated[str, Field(max_length=64)] = ""
    behalf: ForSomebody | None = None


class LetterAnswer(BaseModel):
    """A letter as it would be written, in words."""

    title: str
    paragraphs: list[str]


class CaseLineAnswer(BaseModel):
    """One line of a list; `label` alone says something of a case that is being looked at.

    `needs` is how surely one must sign in to read more than that it is there.
    """

    id: str
    process: str
    label: str
    is_turn: bool
    is_final: bool
    needs: str = ""


class CasesAnswer(BaseModel):
    """The cases in which the caller has a part."""

    cases: list[CaseLineAnswer]


class PossibleAnswer(BaseModel):
    """What can be done now: the events of an action, with their labels."""

    action: str
    events: dict[str, str]


class TermAnswer(BaseModel):
    """A term that runs, and its last day where that is known."""

    clock: str
    basis: str
    day: date | None


class RuleAnswer(BaseModel):
    """One rule applied, in words for the caller."""

    code: str
    result: str
    outcome: str
    basis: str
    sentence: str


class SaidAnswer(BaseModel):
    """Something said or added; `by` is a party with its number, or staff."""

    kind: str
    name: str
    by: str
    at: datetime
    text: str
    attachments: int


class SeenCaseAnswer(BaseModel):
    """A case as the caller may see it; `version` is what an action sends back as `seen`.

    `needs` is how surely one must sign in to see more of it, and to act; empty who sees all.
    """

    id: str
    reference: str
    process: str
    state: str
    label: str
    explanation: str
    is_turn: bool
    is_final: bool
    is_automatic: bool
    version: int
    received_at: datetime
    actions: list[PossibleAnswer]
    terms: list[TermAnswer]
    documents: list[str]
    shown: dict[str, str]
    shown_hash: str
    findings: list[RuleAnswer]
    entries: list[SaidAnswer]
    needs: str


class OpenedAnswer(BaseModel):
    """The case that was begun, or was before under the same key."""

    id: str
    reference: str


class DoneAnswer(BaseModel):
    """What happened; the same for the same key."""

    id: str
    event: str


def line_answer(line: CaseLine) -> CaseLineAnswer:
    """A case in a list."""
    return CaseLineAnswer(
        id=line.case_id,
        process=line.process,
        label=line.label or line.title,
        is_turn=line.is_turn,
        is_final=line.is_over,
        needs=line.needs,
    )


def case_answer(view: CaseView, definition: Definition) -> SeenCaseAnswer:
    """A case for its reader."""
    return SeenCaseAnswer(
        id=view.case_id,
        reference=view.reference,
        process=view.process,
        state=view.state,
        label=view.label,
        explanation=view.explains,
        is_turn=view.is_turn,
        is_final=view.is_over,
        is_automatic=definition.state(view.state).kind is StateKind.AUTO,
        version=view.seen,
        received_at=view.received_at,
        actions=[PossibleAnswer(action=p.action.id, events=dict(p.events)) for p in view.actions],
        terms=[TermAnswer(clock=d.clock, basis=d.basis, day=d.day) for d in view.dates],
        documents=[document.slot for document in view.documents],
        shown=dict(view.shown),
        shown_hash=view.shown_hash,
        findings=[_finding(f, for_staff=view.staff is not None) for f in view.findings],
        entries=[_said(entry) for entry in view.entries],
        needs=view.needs,
    )


def _finding(finding: Finding, *, for_staff: bool) -> RuleAnswer:
    return RuleAnswer(
        code=finding.code,
        result=finding.result.value,
        outcome=finding.outcome.value,
        basis=finding.basis,
        sentence=finding.clerk if for_staff else finding.citizen,
    )


def _said(entry: Entry) -> SaidAnswer:
    """Who of staff it was is nobody's business outside."""
    return SaidAnswer(
        kind=entry.kind.value,
        name=entry.name,
        by=entry.author if entry.author.startswith("party:") else "staff",
        at=entry.at,
        text=entry.text,
        attachments=len(entry.attachments),
    )
