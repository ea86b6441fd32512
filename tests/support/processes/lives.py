"""A case that lives through a process on a virtual clock, with guards that say what a test says."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import STARTED, advance, replay, start
from chalicelib.domain.process.instance import Cause, ClockState, Event, Instance, Step
from chalicelib.domain.process.judging import Answer, GuardContext
from chalicelib.domain.process.ticking import Happened, Reminded, TaskDue, due_at, tick
from chalicelib.domain.process.timing.terms import Terms
from chalicelib.domain.shared.errors import DomainError
from chalicelib.domain.tenants.workdays import Calendar

ROOT = Path(__file__).parents[3]
BRUSSELS = ZoneInfo("Europe/Brussels")
TERMS = Terms(Calendar("Europe/Brussels", frozenset()))
NEWEST = {
    "certificate_request": ROOT / "templates" / "processes",
    "address_change": ROOT / "templates" / "processes",
    "marriage": ROOT / "templates" / "processes",
}


def the(process_id: str) -> Definition:
    """The newest definition of one of the three."""
    return _FILES[process_id].newest(process_id)


_FILES = {process_id: FileDefinitions(folder) for process_id, folder in NEWEST.items()}


def wall(*parts: int) -> datetime:
    """A moment on the wall in Brussels."""
    return datetime(*parts, tzinfo=BRUSSELS)  # type: ignore[misc,arg-type]


class Life:
    """One case; time passes by `until`, and the tick runs whenever something is due.

    `holds` are the guards that hold, `dates` those of the payload; `away`: no guard can be judged.
    After each event the history is replayed.
    """

    def __init__(
        self,
        definition: Definition,
        begun: datetime,
        role: str,
        *,
        terms: Terms = TERMS,
        **dates: date | None,
    ) -> None:
        self.definition, self.terms, self.now, self.dates = definition, terms, begun, dates
        self.held: set[str] = set()
        self.away = False
        self.told: list[str] = []
        self.tasks: list[tuple[date, str]] = []
        self.events: list[Event] = []
        self.upon: dict[str, Callable[[], object]] = {}
        step = start(definition, self._cause(role, STARTED), self, terms)
        self._keep(step)

    def holds(self, guard: str, situation: GuardContext) -> Answer:
        """The judge: what the test says."""
        return Answer.UNKNOWN if self.away else Answer.of(holds=guard in self.held)

    def day(self, name: str) -> date | None:
        """The judge: a date of the payload."""
        return self.dates.get(name)

    def do(
        self,
        role: str,
        event: str,
        *holds: str,
        without: tuple[str, ...] = (),
        **dates: date | None,
    ) -> Self:
        """Somebody causes an event; from now on these guards hold and these dates are known."""
        self.held = (self.held | set(holds)) - set(without)
        self.dates |= dates
        self._keep(
            advance(self.definition, self.instance, self._cause(role, event), self, self.terms)
        )
        return self.tick()

    def refusal(self, role: str, event: str) -> str:
        """The code with which an event is refused; empty when it would happen."""
        try:
            advance(self.definition, self.instance, self._cause(role, event), self, self.terms)
        except DomainError as error:
            return error.code
        return ""

    def until(self, moment: datetime | date) -> Self:
        """Time passes, on a day until nine, and the tick comes in time."""
        for due in self._dues(_moment(moment)):
            self.now = max(self.now, due)
            self.tick()
        return self.wake(moment)

    def wake(self, moment: datetime | date) -> Self:
        """Time passed without a tick; one comes now."""
        self.now = _moment(moment)
        return self.tick()

    def tick(self) -> Self:
        """Everything that is due happens."""
        for due in tick(self.definition, self.instance, self.now, self._foresee, self.terms):
            match due:
                case Happened(step):
                    self._keep(step)
                case Reminded(_, _, tells):
                    self.told += map(str, tells)
                case TaskDue(_, _, task):
                    self.tasks.append((self.today, task.code))
            self.instance = due.instance
        return self

    @property
    def state(self) -> str:
        return self.instance.state

    @property
    def today(self) -> date:
        """On the wall."""
        return self.now.astimezone(BRUSSELS).date()

    @property
    def codes(self) -> list[str]:
        """The tasks that were made."""
        return [code for _, code in self.tasks]

    def clock(self, name: str) -> ClockState:
        """A clock that was started."""
        found = self.instance.clock(name)
        assert found is not None, f"clock {name} was never started"
        return found

    def ends(self, name: str) -> datetime | None:
        """When a clock ends, on the wall."""
        ends_at = self.clock(name).ends_at
        return ends_at.astimezone(BRUSSELS) if ends_at else None

    def last_day(self, name: str) -> date:
        """The last day of a clock; its end is that day's last second."""
        ends = self.ends(name)
        assert ends is not None
        assert ends.time() == time(23, 59, 59)
        return ends.date()

    def running(self) -> set[str]:
        """The clocks that haven't come to an end."""
        return {clock.name for clock in self.instance.clocks if clock.is_alive}

    def happened(self, event: str) -> date:
        """The day on which an event last happened, on the wall."""
        found = [e.at for e in self.events if e.name == event]
        return found[-1].astimezone(BRUSSELS).date()

    def _dues(self, until: datetime) -> Iterator[datetime]:
        while (due := due_at(self.definition, self.instance)) is not None and due <= until:
            yield due

    def _foresee(self, instance: Instance, cause: Cause) -> Self:
        self.upon.get(cause.event, lambda: None)()
        return self

    def _cause(self, role: str, event: str) -> Cause:
        return Cause(event, role, self.now.astimezone(UTC))

    def _keep(self, step: Step) -> None:
        self.instance = step.instance
        self.events.append(step.event)
        self.told += map(str, step.tells)
        assert replay(self.definition, self.events) == step.instance.unmarked()


def _moment(moment: datetime | date) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(9), BRUSSELS)
