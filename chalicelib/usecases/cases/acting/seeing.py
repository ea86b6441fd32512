"""Whether a case still is what somebody saw; if not, what changed for them."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.moving.acting import Actor, Citizen, party_for
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.steps import reads
from chalicelib.domain.process.instance import Event
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, CaseStore


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One thing that happened meanwhile: its code, who did it in which role, when."""

    event: str
    role: str
    at: datetime


class ChangedError(ConflictError):
    """The case isn't what was seen; `lines` are what changed for this reader, `seen` is now."""

    def __init__(self, lines: tuple[ChangedLine, ...], seen: int) -> None:
        super().__init__(
            "case_changed",
            "Dit dossier is intussen veranderd. Bekijk het opnieuw en probeer het dan nog eens.",
        )
        self.lines = lines
        self.seen = seen


def version_for(case: AnyCase, actor: Actor) -> int:
    """What a reader acts on: how much they could see happen; for staff, all of it."""
    if isinstance(actor, Citizen):
        return party_for(case, actor).seen
    return case.instance.version


def check_seen(cases: CaseStore, case: AnyCase, actor: Actor, seen: int, frame: Frame) -> None:
    """Whether a case is as somebody saw it. Raises ChangedError."""
    now = version_for(case, actor)
    if seen == now:
        return
    events = [e for e in cases.events(case.tenant, case.id) if _is_for(e, case, actor, frame)]
    new = events[-(now - seen) :] if 0 <= seen < now else events
    raise ChangedError(tuple(ChangedLine(e.name, e.role, e.at) for e in new), now)


def _is_for(event: Event, case: AnyCase, actor: Actor, frame: Frame) -> bool:
    if isinstance(actor, Citizen):
        return reads(event, party_for(case, actor), frame.definition)
    return True
