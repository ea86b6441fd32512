"""A year of moves at this counter: the real use cases, with officers and clerks who work it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from chalicelib.adapters.memory.figures import MemoryFigures, MemoryHappenings
from chalicelib.domain.address_change.move import DECLARANT, PROCESS
from chalicelib.domain.address_change.options import REQUIRED_CHECKS
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.figures.tally import Day
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.usecases.address_change.visits import ROLE, VisitLine, Visits
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.usecases.figures.count_days import CountDays
from ops.measure.replay.clerks import SHIFTS
from ops.measure.replay.counter import Counter
from ops.measure.replay.moves.declarations import PlannedMove
from ops.measure.replay.moves.desk import MoveDesk
from ops.measure.replay.moves.form import form_of
from ops.measure.replay.moves.rounds import AGAIN_AFTER, EACH, Stop, WalkedRound, chosen
from ops.measure.replay.timeline import Timeline

TICKS = range(6, 22)
"""The hours at which terms that ended are looked for."""

SETTLED_AFTER = timedelta(days=100)
_FAR = date(2999, 1, 1)


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a declaration: its district, and when it was registered, if it was."""

    district: str
    declared: datetime
    registered: datetime | None
    state: str


class YearOfMoves:
    """A year of moves at one counter."""

    def __init__(
        self,
        counter: Counter,
        moves: list[PlannedMove],
        walked: list[WalkedRound],
        year: int,
        report: Callable[[int], None],
    ) -> None:
        self.counter, self._moves, self._year, self._report = counter, moves, year, report
        self._timeline = Timeline(counter.clock)
        self._walked = walked
        self._ids: dict[str, str] = {}
        self._by_case: dict[str, PlannedMove] = {}
        self._called: dict[str, datetime] = {}
        self._acts = 0
        self._desk = MoveDesk(counter, self._timeline, self._act, year)
        nis = counter.here.nis
        self._officer = Staff("replay-wijk", nis, frozenset({ROLE}), counter.staff[0].number)
        wiring = counter.wiring
        self._visits = Visits(wiring.cases.store, wiring.road.frames, wiring.handling.worklists)

    def run(self) -> None:
        """Let the year happen, and what it leaves to do afterwards."""
        first = date(self._year, 1, 1)
        last = self._moves[-1].at.date() + SETTLED_AFTER
        self.counter.clock.set(datetime.combine(first, time.min, UTC))
        for day in (first + timedelta(days=n) for n in range((last - first).days)):
            self._plan_day(day)
        for one in self._walked:
            self._timeline.at(one.starts, partial(self._walk, one))
        for move in self._moves:
            self._timeline.at(move.at, partial(self._declare, move))
        self._timeline.run(self._take_messages)

    def settled(self) -> dict[str, Settled]:
        """What came of each."""
        return {key: self._settled(case_id) for key, case_id in self._ids.items()}

    def days(self) -> list[Day]:
        """The days of the year as figures count them."""
        figures, road, nis = MemoryFigures(), self.counter.wiring.road, self.counter.here.nis
        count = CountDays(MemoryHappenings(self.counter.cases), figures, road.frames, road.report)
        first = date(self._year, 1, 1)
        days = (first + timedelta(days=n) for n in range(366))
        count.days(nis, (day for day in days if day.year == self._year))
        return list(figures.days(nis, self._year))

    # --- what people do -------------------------------------------------------------------------

    def _declare(self, move: PlannedMove) -> None:
        command = OpenCommand(
            self.counter.here.nis,
            PROCESS,
            DECLARANT,
            move.declarant,
            f"verhuizer-{move.declarant.digits}@burger.example",
            form_of(move),
            move.key,
            Assurance.HIGH,
        )
        try:
            case = self.counter.wiring.road.open_case(command).case
        except ConflictError:  # an earlier declaration of theirs still runs
            self._report(1)
            return
        self._ids[move.key], self._by_case[case.id] = case.id, move
        self._report(1)

    def _walk(self, one: WalkedRound) -> None:
        lines = {line.case_id: line for line in self._visits(self._officer, one.district).lines}
        stops = [self._stop(line) for line in lines.values()]
        for n, stop in enumerate(chosen(stops, one.starts)):
            self._timeline.at(one.starts + n * EACH, partial(self._visit, stop.key))

    def _stop(self, line: VisitLine) -> Stop:
        since = self._called.get(line.case_id)
        ready = since + AGAIN_AFTER if since and line.visits else datetime.min.replace(tzinfo=UTC)
        began = self._by_case[line.case_id].at
        return Stop(line.case_id, line.address, max(ready, began), line.due or _FAR)

    def _visit(self, case_id: str) -> None:
        """The officer's report, at the door."""
        now, move = self.counter.clock.now(), self._by_case[case_id]
        case = self._case(case_id)
        if case.instance.state != "visiting":
            return
        self._called[case_id] = now
        local = now.astimezone(ZoneInfo(self.counter.here.timezone))
        raw: dict[str, str | list[str]] = {"moment": f"{local:%Y-%m-%dT%H:%M}"}
        event = "nobody_home"
        if move.is_home(len(case.payload.visits) + 1):
            event = "lives_there" if move.lives_there else "not_living_there"
            raw |= {"checklist": sorted(REQUIRED_CHECKS), "remarks": "Zie het verslag."}
        self._hold_and_act(self._officer, case_id, "visit", raw, event)

    # --- how it goes ----------------------------------------------------------------------------

    def _plan_day(self, day: date) -> None:
        zone, calendar = ZoneInfo(self.counter.here.timezone), self.counter.here.calendar
        for hour in TICKS:
            self._timeline.at(datetime.combine(day, time(hour, 1), zone), self._tick)
        if calendar.is_working_day(day):
            for start, end in SHIFTS:
                until = datetime.combine(day, end, zone)
                self._timeline.at(
                    datetime.combine(day, start, zone), partial(self._desk.work, until)
                )

    def _tick(self) -> None:
        self.counter.wiring.issuance.tick_cases(self.counter.here.nis)

    def _take_messages(self) -> None:
        messages, now = self.counter.issue_queue.messages, self.counter.clock.now()
        while messages:
            message, delay = messages.popleft()
            work = partial(self._run, message)
            self._timeline.at(now + timedelta(seconds=delay + 2), work)

    def _run(self, message: CaseMessage) -> None:
        self.counter.wiring.issuance.run_work(message)

    def _hold_and_act(self, staff: Staff, case_id: str, action: str, raw: Raw, event: str) -> None:
        self.counter.wiring.handling.claim.chosen(staff, case_id)
        self._act(Official(staff), case_id, action, raw, event)

    def _act(self, actor: Actor, case_id: str, action: str, raw: Raw, event: str = "") -> None:
        """Act on the case as it is now: whoever does has just looked."""
        self._acts += 1
        nis, road = self.counter.here.nis, self.counter.wiring.road
        seen = road.look.case(nis, case_id, actor)
        key = f"act-{self._acts}"
        shown = seen.shown_hash if isinstance(actor, Citizen) else ""
        acting = Acting(nis, case_id, seen.seen, action, actor, raw, key, event=event, shown=shown)
        road.act(acting)

    def _settled(self, case_id: str) -> Settled:
        case = self._case(case_id)
        events = self.counter.cases.events(self.counter.here.nis, case_id)
        done = next((event.at for event in events if event.name == "registers_changed"), None)
        return Settled(case.payload.district, events[0].at, done, case.instance.state)

    def _case(self, case_id: str) -> AnyCase:
        return self.counter.at(case_id)
