"""What programs of citizens send and get about cases of any process."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from chalicelib.domain.process.actions import Field as FormField
from chalicelib.domain.process.actions import FieldKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.states import StateKind
from chalicelib.usecases.cases.reading.view import CaseLine, CaseView
from chalicelib.web.http.bodies import LONGEST_MAIL, Body

type Texts = dict[str, str | list[str]]


class NewCase(Body):
    """What is filled in, by field; an address in parts, as `field.street`."""

    fields: Texts
    email: Annotated[str, Field(max_length=LONGEST_MAIL)] = ""


class DoInCase(Body):
    """An action on the case as it was seen; `shown` is the hash of what is confirmed."""

    seen: Annotated[int, Field(ge=0)]
    fields: Texts = Field(default_factory=dict)
    event: Annotated[str, Field(max_length=64)] = ""
    shown: Annotated[str, Field(max_length=64)] = ""


class ProcessLineAnswer(BaseModel):
    """Something that can be arranged here."""

    id: str
    title: str
    summary: str


class ProcessesAnswer(BaseModel):
    """All that can be arranged here."""

    processes: list[ProcessLineAnswer]


class ProcessAnswer(ProcessLineAnswer):
    """A process: its parties, and its form and actions as JSON Schema."""

    version: int
    parties: dict[str, str]
    form: dict[str, Any]
    actions: dict[str, dict[str, Any]]


class CaseLineAnswer(BaseModel):
    """One line of a list; `label` alone says something of a case that is being looked at."""

    id: str
    process: str
    label: str
    is_turn: bool
    is_final: bool


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


class SeenCaseAnswer(BaseModel):
    """A case as the caller may see it; `version` is what an action sends back as `seen`."""

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


class OpenedAnswer(BaseModel):
    """The case that was begun, or was before under the same key."""

    id: str
    reference: str


class DoneAnswer(BaseModel):
    """What happened; the same for the same key."""

    id: str
    event: str


def process_line(definition: Definition) -> ProcessLineAnswer:
    """A process in a list."""
    return ProcessLineAnswer(id=definition.id, title=definition.title, summary=definition.summary)


def process_answer(definition: Definition) -> ProcessAnswer:
    """A process with all that a program must know to begin and follow a case."""
    asked = {f.id: f for page in definition.start.pages for f in page.fields.values()}
    sometimes = {f for page in definition.start.pages if page.when for f in page.fields}
    roles = (role for role in definition.roles.values() if role.kind.value == "party")
    return ProcessAnswer(
        **process_line(definition).model_dump(),
        version=definition.version,
        parties={role.id: role.words for role in roles},
        form=_schema(asked, sometimes),
        actions={one.id: _schema(one.fields, set()) for one in definition.actions.values()},
    )


def line_answer(line: CaseLine) -> CaseLineAnswer:
    """A case in a list."""
    return CaseLineAnswer(
        id=line.case_id,
        process=line.process,
        label=line.label,
        is_turn=line.is_turn,
        is_final=line.is_over,
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
    )


def _schema(fields: Mapping[str, FormField], sometimes: set[str]) -> dict[str, Any]:
    """A form as JSON Schema; what is asked sometimes only isn't required."""
    needed = [f.id for f in fields.values() if f.required and f.id not in sometimes]
    return {
        "type": "object",
        "properties": {f.id: _property(f) for f in fields.values()},
        "required": needed,
    }


def _property(field: FormField) -> dict[str, Any]:
    several = field.kind in (FieldKind.SEVERAL, FieldKind.HOUSEHOLD, FieldKind.FILE)
    kind = {"type": "array", "items": {"type": "string"}} if several else {"type": "string"}
    return {**kind, "title": field.label, "x-kind": field.kind.value}
