"""Processes to play with: the four definitions, and a case that runs through one of them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from chalicelib.adapters.files.processes import FileProcesses
from chalicelib.domain.former_process import (
    Definition,
    Event,
    Instance,
    Overdue,
    Step,
    advance,
    due,
    replay,
    start,
)

from chalicelib.domain.tenants.workdays import Calendar

ROOT = Path(__file__).parents[2]
OURS = ROOT / "templates" / "processes"
OTHERS = ROOT / "tests" / "data" / "processes"

BRUSSELS = Calendar("Europe/Brussels", frozenset({date(2026, 5, 15)}))
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def definition(process_id: str) -> Definition:
    """One of the four."""
    folder = OURS if (OURS / f"{process_id}.json").exists() else OTHERS
    return FileProcesses(folder).get(process_id)


def all_definitions() -> list[Definition]:
    """Every process there is, ours first."""
    paths = [*sorted(OURS.glob("*.json")), *sorted(OTHERS.glob("*.json"))]
    return [definition(path.stem) for path in paths]


@dataclass
class Case:
    """One instance of a process, its events and all effects so far; every guard holds."""

    definition: Definition
    now: datetime = MONDAY
    events: list[Event] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    instance: Instance = field(init=False)

    def __post_init__(self) -> None:
        self._keep(start(self.definition, self.now, BRUSSELS))

    def happens(
        self, name: str, by: str, holds: Collection[str] | None = None, **data: str
    ) -> "Case":
        """One event, now."""
        guards = {guard.id for guard in self.definition.guards} if holds is None else holds
        step = advance(
            self.definition,
            self.instance,
            name,
            actor=by,
            at=self.now,
            calendar=BRUSSELS,
            holds=guards,
            data=tuple(data.items()),
        )
        return self._keep(step)

    def runs(self, road: str) -> "Case":
        """Events written as `actor:event`, each an hour after the other."""
        for one in road.split():
            actor, _, name = one.partition(":")
            self.now += timedelta(hours=1)
            self.happens(name, actor)
        return self

    def until_due(self) -> Overdue:
        """Let time pass up to `due_at`, and do what the tick does then."""
        assert self.instance.due_at is not None
        self.now = self.instance.due_at
        overdue = due(self.definition, self.instance, self.now, BRUSSELS)
        assert overdue is not None
        self.instance = overdue.instance
        self.effects += overdue.effects
        if overdue.event:
            self.happens(overdue.event, "system")
        return overdue

    @property
    def state(self) -> str:
        return self.instance.state

    @property
    def replayed(self) -> Instance:
        return replay(self.definition, self.events, BRUSSELS)

    def _keep(self, step: Step) -> "Case":
        self.instance = step.instance
        self.events.append(step.event)
        self.effects += step.effects
        return self
