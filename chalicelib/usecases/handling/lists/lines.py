"""One line of a worklist: how a case stands, and nothing of the people in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.moving.frame import Frame, team_of
from chalicelib.domain.cases.moving.urgency import Urgency, promised, urgency
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.process.actions import Action
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.states import StateKind
from chalicelib.ports.cases import AnyCase, Unreadable, Waiting
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.reading.wording import title_of
from chalicelib.usecases.handling.lists.places import WaitingPlace


@dataclass(frozen=True, slots=True)
class WorklistLine:
    """One case in a list: `title` is what it is about, `service` the title of its process.

    `role` is who decides, `called` what these are called. `by` is what it is ordered by,
    `promised` what citizens were told, None when nothing. `reason` is the event that put it there,
    `reasons` are codes of the rules that failed, else that event. `waits` when its state waits in
    this list, False when only tasks do; `is_over` when it has ended. A row that can't be read has
    nothing but its id: `is_readable` is False. `is_together` when something can be done in it and
    others alike at once, on `version` of it.
    """

    case_id: str
    role: str
    team: str
    by: datetime
    reference: str = ""
    process: str = ""
    title: str = ""
    service: str = ""
    label: str = ""
    since: datetime | None = None
    reason: str = ""
    reasons: tuple[str, ...] = ()
    promised: datetime | None = None
    urgency: Urgency = Urgency.ON_TIME
    holder: str = ""
    assigned: str = ""
    is_escalated: bool = False
    waits: bool = False
    called: str = ""
    tasks: tuple[CaseTask, ...] = ()
    is_readable: bool = True
    state: str = ""
    version: int = 0
    is_together: bool = False
    is_over: bool = False


def line_of(waiting: Waiting, place: WaitingPlace, frames: Frames) -> WorklistLine:
    """A line of the worklist of a role and team."""
    case = waiting.case
    if isinstance(case, Unreadable):
        return WorklistLine(case.case_id, place.role, place.team, waiting.by, is_readable=False)
    return case_line(case, place, frames.of(case), waiting)


def case_line(case: AnyCase, place: WaitingPlace, frame: Frame, waiting: Waiting) -> WorklistLine:
    """The same for a case that could be read."""
    handling, state = case.handling, frame.definition.state(case.instance.state)
    holder = handling.holder(frame.at)
    label = state.when_held.label if holder and state.when_held else state.label
    waits = _waits(case, place, frame)
    role = (waits and frame.type.decided_by(case)) or place.role
    return WorklistLine(
        case_id=case.id,
        role=role,
        called=frame.definition.roles[role].words if role in frame.definition.roles else "",
        team=place.team,
        by=waiting.by,
        reference=case.reference,
        process=case.process,
        title=title_of(case, frame),
        service=frame.definition.title,
        label=label.for_staff(place.role),
        since=handling.since or case.instance.entered_at,
        reason=handling.reason,
        reasons=reasons_of(case, frame),
        promised=promised(case, frame),
        urgency=urgency(case, waiting.tasks, frame),
        holder=holder,
        assigned=handling.assigned,
        is_escalated=handling.is_escalated,
        waits=waits,
        tasks=waiting.tasks,
        state=state.id,
        version=case.instance.version,
        is_over=frame.definition.is_final(state.id),
        is_together=waits
        and not (handling.is_escalated or handling.assigned)
        and any(together_in(frame.definition, state.id, (role,))),
    )


def together_in(definition: Definition, state: str, roles: Collection[str]) -> Iterator[Action]:
    """What some roles may do at once in several cases that stand in a state."""
    for action in definition.actions.values():
        if action.is_together and any(definition.offered(action, state, role) for role in roles):
            yield action


def reasons_of(case: AnyCase, frame: Frame) -> tuple[str, ...]:
    """Why a case needs a human: the rules that failed, without those that another brings along."""
    failed = tuple(finding.code for finding in case.verdict.failed) if case.verdict else ()
    brought = {frame.type.implied.get(code) for code in failed}
    return tuple(c for c in failed if c not in brought) or tuple(
        filter(None, (case.handling.reason,))
    )


def _waits(case: AnyCase, place: WaitingPlace, frame: Frame) -> bool:
    state = frame.definition.state(case.instance.state)
    if state.kind is not StateKind.DESK:
        return False
    return team_of(case, state.worklist, frame.definition) == (place.role, place.team)
