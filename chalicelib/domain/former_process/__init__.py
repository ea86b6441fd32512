"""The process engine: a pure state machine with deadlines; it knows nothing of certificates."""

from chalicelib.domain.former_process.definition import (
    SYSTEM,
    Deadline,
    Definition,
    Guard,
    State,
    StateKind,
    Transition,
    Unit,
)
from chalicelib.domain.former_process.engine import (
    STARTED,
    Event,
    Instance,
    Step,
    advance,
    advance_all,
    possible,
    replay,
    start,
)
from chalicelib.domain.former_process.overdue import Means, Overdue, due, postpone
from chalicelib.domain.former_process.validation import validate

__all__ = [
    "STARTED",
    "SYSTEM",
    "Deadline",
    "Definition",
    "Event",
    "Guard",
    "Instance",
    "Means",
    "Overdue",
    "State",
    "StateKind",
    "Step",
    "Transition",
    "Unit",
    "advance",
    "advance_all",
    "due",
    "possible",
    "postpone",
    "replay",
    "start",
    "validate",
]
