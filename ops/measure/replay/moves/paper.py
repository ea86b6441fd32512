"""The same moves on paper: forms that go by internal mail to the officer and back.

Calculated, not measured: nobody timed the paper way here. It is kept as fast as can be: the form is
filled in at once at the counter and leaves the same day, who lives there already comes along, and
the clerk registers in the first hour after a report comes back.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.tenants.municipality import Municipality
from ops.measure.replay.moves.declarations import PlannedMove
from ops.measure.replay.moves.rounds import AGAIN_AFTER, EACH, TERM, Stop, WalkedRound, chosen

COUNTER = (time(9), time(16, 30))
MAIL_ARRIVES = time(8, 30)
MOST_VISITS = 3


def on_paper(
    moves: list[PlannedMove],
    districts: dict[str, str],
    walked: list[WalkedRound],
    here: Municipality,
    days: int,
) -> dict[str, tuple[datetime, datetime]]:
    """When each was declared and registered, with so many days of internal mail each way.

    `districts` are those of the declarations that count, by key. Who isn't found there is left
    out.
    """
    moves = [move for move in moves if move.key in districts]
    return _Paper(moves, districts, here, days).walk(walked)


class _Paper:
    def __init__(
        self, moves: list[PlannedMove], districts: dict[str, str], here: Municipality, days: int
    ) -> None:
        self._here, self._zone, self._mail = here, ZoneInfo(here.timezone), days
        self._moves = {move.key: move for move in moves}
        self._districts = districts
        self._declared = {move.key: self._at_the_counter(move.at) for move in moves}
        self._visits: dict[str, int] = dict.fromkeys(self._moves, 0)
        self._waiting: dict[str, list[Stop]] = {}
        self._registered: dict[str, datetime] = {}
        for move in moves:
            self._to_officer(move, self._declared[move.key])

    def walk(self, rounds: list[WalkedRound]) -> dict[str, tuple[datetime, datetime]]:
        for one in rounds:
            waiting = self._waiting.setdefault(one.district, [])
            for n, stop in enumerate(chosen(waiting, one.starts)):
                waiting.remove(stop)
                self._visit(stop, one.district, one.starts + n * EACH)
        return {key: (self._declared[key], at) for key, at in self._registered.items()}

    def _visit(self, stop: Stop, district: str, at: datetime) -> None:
        move = self._moves[stop.key]
        self._visits[stop.key] += 1
        nth = self._visits[stop.key]
        if move.is_home(nth):
            if move.lives_there:
                self._registered[stop.key] = self._after_mail(at)
        elif nth % MOST_VISITS:
            self._waiting[district].append(replace(stop, since=at + AGAIN_AFTER))
        else:  # the form goes back, and comes again for another inquiry
            self._to_officer(move, self._after_mail(at))

    def _to_officer(self, move: PlannedMove, at: datetime) -> None:
        since = self._after_mail(at) if self._mail else at
        noon = datetime.combine(self._declared[move.key].date(), time(12), self._zone)
        overdue = self._here.calendar.add_working_days(noon, TERM)
        district = self._districts[move.key]
        stop = Stop(move.key, move.address, since, self._here.day_of(overdue))
        self._waiting.setdefault(district, []).append(stop)

    def _after_mail(self, at: datetime) -> datetime:
        """When it arrives: after so many working days; without mail by the next morning."""
        day = self._here.day_of(at)
        for _ in range(max(1, self._mail)):
            day = self._next_working_day(day)
        return datetime.combine(day, MAIL_ARRIVES, self._zone)

    def _at_the_counter(self, at: datetime) -> datetime:
        """When it is open next."""
        local = at.astimezone(self._zone)
        opens, closes = COUNTER
        if not self._is_open(local.date()) or local.time() >= closes:
            return datetime.combine(self._next_working_day(local.date()), opens, self._zone)
        return max(local, datetime.combine(local.date(), opens, self._zone))

    def _next_working_day(self, day: date) -> date:
        day += timedelta(days=1)
        while not self._is_open(day):
            day += timedelta(days=1)
        return day

    def _is_open(self, day: date) -> bool:
        return self._here.calendar.is_working_day(day)
