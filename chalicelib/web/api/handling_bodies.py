"""What programs of staff send and get about cases in their worklists: nothing of people."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.handling.lists.lines import WorklistLine
from chalicelib.usecases.handling.lists.worklists import ListView, Which
from chalicelib.web.cases.own import Own, Told
from chalicelib.web.http.payloads.bodies import Body
from chalicelib.web.http.payloads.programs import Text

type Filter = Annotated[str, Field(max_length=128)]


class NextCase(Body):
    """Of which worklists the next case is wanted; what is empty lets everything through."""

    process: Filter = ""
    role: Filter = ""
    team: Filter = ""
    urgency: Filter = ""
    title: Filter = ""
    reason: Filter = ""

    @property
    def which(self) -> Which:
        """The same for the use case."""
        return Which(**self.model_dump())


class AssignCase(Body):
    """For which colleague it is meant, by id; for everybody again when that is empty."""

    to: Annotated[str, Field(max_length=128)]


class EscalateCase(Body):
    """Why somebody with more powers must look."""

    text: Text


class NoteOnCase(Body):
    """Something for colleagues."""

    text: Text


class HandledAnswer(BaseModel):
    """How a case stands for those who handle it."""

    id: str
    reference: str
    process: str
    state: str
    version: int
    held_by: str
    held_until: datetime | None
    assigned_to: str
    is_escalated: bool


class NotedAnswer(BaseModel):
    """A note that was kept."""

    id: str
    at: datetime


class HeldAnswer(BaseModel):
    """Until when a case is held."""

    until: datetime


class RegisterFact(BaseModel):
    """One fact, as staff read it."""

    label: str
    value: str


class RegisterAnswer(BaseModel):
    """What one register says: facts, tables as rows of cells, sentences, or why there is nothing.

    `alerts` need attention first.
    """

    register_name: str
    alerts: list[str]
    facts: list[RegisterFact]
    tables: list[list[list[str]]]
    sentences: list[str]
    trouble: str


class FactsAnswer(BaseModel):
    """What was asked in words, and the registers beside it; none before somebody holds the case."""

    asked: list[RegisterFact]
    registers: list[RegisterAnswer]


class OpenTask(BaseModel):
    """Something to do in a case; `words` is a sentence."""

    code: str
    words: str
    at: datetime


class WorkLine(BaseModel):
    """One case in a worklist; of one that can't be read only the id is known.

    `together` when something can be decided in it and in others alike at once, on `version` of it.
    """

    id: str
    reference: str
    process: str
    title: str
    label: str
    reasons: list[str]
    role: str
    team: str
    promised_by: datetime | None
    urgency: str
    assigned_to: str
    is_escalated: bool
    is_readable: bool
    version: int
    together: bool
    tasks: list[OpenTask]


class WorklistsAnswer(BaseModel):
    """A page of what waits, the most pressing first; the counts are of all that waits."""

    total: int
    found: int
    page: int
    pages: int
    by_process: dict[str, int]
    by_role: dict[str, int]
    by_team: dict[str, int]
    by_urgency: dict[str, int]
    by_title: dict[str, int]
    by_reason: dict[str, int]
    cases: list[WorkLine]


def handled_answer(case: AnyCase) -> HandledAnswer:
    """A case after something was done with it."""
    handling = case.handling
    return HandledAnswer(
        id=case.id,
        reference=case.reference,
        process=case.process,
        state=case.instance.state,
        version=case.instance.version,
        held_by=handling.lease.staff if handling.lease else "",
        held_until=handling.lease.until if handling.lease else None,
        assigned_to=handling.assigned,
        is_escalated=handling.is_escalated,
    )


def facts_answer(own: Own) -> FactsAnswer:
    """What a process shows beside its case."""
    return FactsAnswer(
        asked=[RegisterFact(label=label, value=str(value)) for label, value in own.rows],
        registers=[_register(told) for told in own.told or ()],
    )


def _register(told: Told) -> RegisterAnswer:
    rows = [[list(table.columns), *map(list, table.rows)] for table in told.tables]
    return RegisterAnswer(
        register_name=told.register,
        alerts=list(told.alerts),
        facts=[RegisterFact(label=line.label, value=line.value) for line in told.lines],
        tables=rows,
        sentences=list(told.sentences),
        trouble=told.trouble,
    )


def worklists_answer(view: ListView) -> WorklistsAnswer:
    """A page of the worklists."""
    return WorklistsAnswer(
        total=view.total,
        found=view.found,
        page=view.page,
        pages=view.pages,
        by_process=dict(view.by_process),
        by_role=dict(view.by_role),
        by_team=dict(view.by_team),
        by_urgency=dict(view.by_urgency),
        by_title=dict(view.by_title),
        by_reason=dict(view.by_reason),
        cases=[_line(line) for line in view.lines],
    )


def _line(line: WorklistLine) -> WorkLine:
    return WorkLine(
        id=line.case_id,
        reference=line.reference,
        process=line.process,
        title=line.title,
        label=line.label,
        reasons=list(line.reasons),
        role=line.role,
        team=line.team,
        promised_by=line.promised,
        urgency=line.urgency.value,
        assigned_to=line.assigned,
        is_escalated=line.is_escalated,
        is_readable=line.is_readable,
        version=line.version,
        together=line.is_together,
        tasks=[OpenTask(code=task.code, words=task.words, at=task.at) for task in line.tasks],
    )
