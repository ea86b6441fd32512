"""Counting days: what is counted again, and what stays when people are erased."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.figures import MemoryFigures, MemoryHappenings
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, applicant_of
from chalicelib.domain.figures.tally import Tally, merged
from chalicelib.settings import TEMPLATES
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.figures.count_days import CaseHistory, CountDays, bounds
from tests.support.municipalities import CASE_WORDS
from tests.support.orders import a_certificate_case, certificates, moved, stored
from tests.support.requests import KORTRIJK, a_number

NOON = datetime(2026, 3, 17, 11, 0, tzinfo=UTC)
TODAY = date(2026, 3, 17)


@dataclass
class Counted:
    """A counter of days; what is in `erased` can't be read any more."""

    clock: MemoryClock = field(default_factory=lambda: MemoryClock(NOON))
    cases: MemoryCases = field(default_factory=MemoryCases)
    figures: MemoryFigures = field(default_factory=MemoryFigures)
    erased: set[str] = field(default_factory=set)
    read: list[date] = field(default_factory=list)
    reported: list[tuple[str, str]] = field(default_factory=list)

    @property
    def count(self) -> CountDays:
        municipalities = FileMunicipalities(TEMPLATES / "municipalities")
        frames = Frames(self.cases, certificates(), municipalities, self.clock, CASE_WORDS)
        return CountDays(self, self.figures, frames, self.report)

    def report(self, what: str, tenant: str, case_id: str, error: str) -> None:
        self.reported.append((what, case_id))

    def received(self, tenant: str, start: datetime, end: datetime) -> Iterator[CaseHistory]:
        self.read.append((start + timedelta(hours=3)).date())
        for happened in MemoryHappenings(self.cases).received(tenant, start, end):
            if happened.case.id not in self.erased:
                yield happened

    def ask(self, serial: int, at: datetime = NOON) -> CertificateCase:
        return stored(self.cases, a_certificate_case(serial, number=a_number(serial), at=at))

    def go(self, case: CertificateCase, *states: str) -> CertificateCase:
        for state in states:
            change = moved(case, state, self.clock.now())
            self.cases.store(change)
            case = change.case
        return case

    def tally(self, day: date = TODAY) -> Tally:
        found = {d.day: d.tally for d in self.figures.days(KORTRIJK, day.year)}
        return found.get(day, Tally())


AUTOMATIC = ("evaluating", "fetching", "sealing", "delivered")


@pytest.fixture
def counted() -> Counted:
    return Counted()


def test_a_day_counted_twice_is_counted_once(counted: Counted) -> None:
    counted.go(counted.ask(1), *AUTOMATIC)

    counted.count(KORTRIJK)
    first = counted.tally()
    counted.count(KORTRIJK)

    assert counted.tally() == first
    assert first.total(handling="automatic") == 1


def test_what_happens_late_counts_on_the_day_of_the_request(counted: Counted) -> None:
    case = counted.ask(1)
    counted.count(KORTRIJK)
    assert counted.tally().total(outcome="under_way") == 1

    counted.clock.move(timedelta(days=12))
    counted.go(case, "evaluating", "clerk_review", "rejected")
    counted.count(KORTRIJK)

    assert counted.tally().by("outcome") == {"refused": 1}


def test_a_year_is_the_sum_of_its_days(counted: Counted) -> None:
    for serial, days in enumerate((0, 1, 1, 20), start=1):
        counted.ask(serial, NOON - timedelta(days=days))

    counted.count(KORTRIJK)

    year = counted.figures.year(KORTRIJK, 2026)
    assert year is not None
    assert year.tally == merged(d.tally for d in counted.figures.days(KORTRIJK, 2026))
    assert {month: tally.total() for month, tally in year.months.items()} == {2: 1, 3: 3}
    assert [h.total for h in counted.figures.headlines(KORTRIJK, PROCESS)] == [4]


def test_an_erased_case_still_counts_as_it_did(counted: Counted) -> None:
    made = [counted.go(counted.ask(serial), *AUTOMATIC) for serial in (1, 2, 3)]
    counted.count(KORTRIJK)
    before = counted.tally()

    for case in made[:2]:
        counted.count.keep(case)
        counted.count.keep(case)
        counted.erased.add(case.id)
    counted.count(KORTRIJK)

    assert counted.tally() == before


def test_a_day_on_which_somebody_was_erased_goes_on_for_the_others(counted: Counted) -> None:
    gone = counted.go(counted.ask(1), *AUTOMATIC)
    stays = counted.go(counted.ask(2), "evaluating", "clerk_review")
    counted.count.keep(gone)
    counted.erased.add(gone.id)
    counted.count(KORTRIJK)

    counted.go(stays, "rejected")
    counted.count(KORTRIJK)

    assert counted.tally().by("outcome") == {"delivered": 1, "refused": 1}


def test_what_was_kept_of_a_case_holds_nothing_of_a_person(counted: Counted) -> None:
    case = counted.go(counted.ask(1), *AUTOMATIC)

    counted.count.keep(case)

    kept = str(counted.figures.kept(KORTRIJK, TODAY))
    person = applicant_of(case)
    assert person.person is not None
    assert person.person.digits not in kept
    assert person.email not in kept


def test_a_case_that_can_not_be_counted_is_reported_and_the_others_are_counted(
    counted: Counted,
) -> None:
    counted.go(counted.ask(1), *AUTOMATIC)
    odd = counted.go(counted.ask(2), "a state of no version")

    counted.count(KORTRIJK)

    assert counted.tally().by("outcome") == {"delivered": 1}
    assert counted.reported == [("figures", odd.id)]


def test_today_and_yesterday_are_always_counted_and_settled_days_are_left(
    counted: Counted,
) -> None:
    counted.go(counted.ask(1, NOON - timedelta(days=20)), *AUTOMATIC)
    counted.count(KORTRIJK)
    counted.clock.move(timedelta(days=1))
    counted.read.clear()

    counted.count(KORTRIJK)

    assert TODAY + timedelta(days=1) in counted.read
    assert TODAY in counted.read
    assert TODAY - timedelta(days=20) not in counted.read


def test_a_day_with_an_open_case_is_counted_once_a_day(counted: Counted) -> None:
    old = TODAY - timedelta(days=20)
    counted.ask(1, NOON - timedelta(days=20))
    counted.count(KORTRIJK)

    counted.read.clear()
    counted.clock.move(timedelta(hours=1))
    counted.count(KORTRIJK)
    assert old not in counted.read

    counted.clock.move(timedelta(hours=20))
    counted.count(KORTRIJK)
    assert old in counted.read


def test_days_on_which_nothing_was_counted_are_caught_up(counted: Counted) -> None:
    counted.count(KORTRIJK)
    counted.clock.move(timedelta(days=5))
    counted.read.clear()

    counted.count(KORTRIJK)

    assert {TODAY + timedelta(days=n) for n in range(1, 6)} <= set(counted.read)


def test_days_are_caught_up_however_long_nothing_was_counted(counted: Counted) -> None:
    counted.count(KORTRIJK)
    counted.go(counted.ask(1, NOON + timedelta(days=3)), *AUTOMATIC)
    counted.clock.move(timedelta(days=45))

    counted.count(KORTRIJK)

    assert counted.tally(TODAY + timedelta(days=3)).by("outcome") == {"delivered": 1}


def test_what_came_after_a_day_was_counted_last_is_counted_though_weeks_went_by(
    counted: Counted,
) -> None:
    counted.count(KORTRIJK)
    counted.go(counted.ask(1, NOON + timedelta(hours=3)), *AUTOMATIC)
    counted.clock.move(timedelta(days=20))

    counted.count(KORTRIJK)

    assert counted.tally().by("outcome") == {"delivered": 1}


def test_a_day_of_which_something_changes_late_is_counted_again_until_it_is_there(
    counted: Counted,
) -> None:
    case = counted.go(counted.ask(1), *AUTOMATIC)
    counted.clock.move(timedelta(days=9))
    counted.count(KORTRIJK)

    counted.count.again(case)
    counted.read.clear()
    for _ in range(3):
        counted.count(KORTRIJK)
        counted.clock.move(timedelta(minutes=59))

    assert counted.read.count(TODAY) == 3
    counted.count(KORTRIJK)
    counted.read.clear()
    counted.count(KORTRIJK)
    assert TODAY not in counted.read


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 5, 1), 24)],
)
def test_a_day_is_as_long_as_the_clock_on_the_wall_makes_it(day: date, hours: int) -> None:
    start, end = bounds(day, "Europe/Brussels")

    assert end - start == timedelta(hours=hours)
    assert (start + timedelta(hours=3)).date() == day


def test_what_came_after_the_last_count_of_a_day_counts_though_the_job_paused_for_a_month(
    counted: Counted,
) -> None:
    counted.count(KORTRIJK)
    counted.go(counted.ask(1, NOON + timedelta(hours=1)), *AUTOMATIC)
    counted.clock.move(timedelta(days=30))

    counted.count(KORTRIJK)

    assert counted.tally().total() == 1


def test_what_everybody_reads_of_a_running_year_is_kept_once_its_quarter_is_over(
    counted: Counted,
) -> None:
    counted.go(counted.ask(1), *AUTOMATIC)
    counted.count(KORTRIJK)
    assert counted.figures.frozen(KORTRIJK, 2026) == []
    counted.clock.move(timedelta(days=20))
    counted.ask(2, at=counted.clock.now())
    counted.count(KORTRIJK)
    (kept,) = counted.figures.frozen(KORTRIJK, 2026)
    assert max(kept.months) == 3
    counted.clock.move(timedelta(days=1))
    counted.count(KORTRIJK)
    assert counted.figures.frozen(KORTRIJK, 2026) == [kept]
