"""Read the figures: the story of a year, and what supervisors need to improve it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from chalicelib.domain.figures.history import Compared, History, compared
from chalicelib.domain.figures.levers import (
    Lever,
    Spot,
    StepTime,
    levers,
    online_levers,
    spots,
    steps,
)
from chalicelib.domain.figures.load import Age, Forecast, busiest, forecast, queue_ages
from chalicelib.domain.figures.press import AnnualReport
from chalicelib.domain.figures.published import Published, comparable, published
from chalicelib.domain.figures.quantiles import quantile, share_within
from chalicelib.domain.figures.served import (
    Served,
    ToldProcess,
    counted,
    served,
    served_apart,
    told,
)
from chalicelib.domain.figures.so_far import published_so_far
from chalicelib.domain.figures.tally import REVIEW, Day, Year
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.platform import Clock
from chalicelib.ports.templates import Municipalities
from chalicelib.usecases.figures.count_days import FiguresStore


class Histories(Protocol):
    """What municipalities printed before the counter counted."""

    def of(self, nis: str) -> History:
        """The history of a municipality; an empty one when there is none."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A year of a process for supervisors, beside the ids of all processes of that year.

    `review_median` and `review_in_time` are of working days. `counted` are the cases by each
    dimension of a process that has no printed figures.
    """

    story: AnnualReport
    levers: tuple[Lever, ...]
    online_levers: tuple[Lever, ...]
    spots: tuple[Spot, ...]
    queue: tuple[Age, ...]
    hours: dict[tuple[int, int], int]
    forecast: Forecast | None
    review_median: int | None
    review_in_time: tuple[int, int]
    today: date
    process: str
    processes: tuple[str, ...]
    steps: tuple[StepTime, ...]
    served: Served | None
    apart: tuple[Served, ...]
    counted: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """The read side: the same few calls however many cases a year had.

    `process` is the one whose figures are printed; each other one has its own.
    """

    figures: FiguresStore
    histories: Histories
    municipalities: Municipalities
    clock: Clock
    process: str

    def years(self, tenant: str, process: str = "") -> tuple[Compared, ...]:
        """Every year that is known of a process, in order; the printed one without a name."""
        wanted = process or self.process
        printed = self.histories.of(tenant) if wanted == self.process else History()
        return compared(printed, self.figures.headlines(tenant, wanted))

    def published(self, tenant: str, year: int) -> Published:
        """What everybody may read of a year: of one that runs, how its last quarter ended.

        Raises NotThereError.
        """
        here = self.municipalities.get(tenant)
        today, smallest = here.day_of(self.clock.now()), here.limits.smallest_count
        if year < today.year:
            story = self._story(tenant, self._year(tenant, year), self.process)
            return published(replace(story, years=self.years_over(tenant)), smallest, today)
        frozen = [one.of(self.process) for one in self.figures.frozen(tenant, year)]
        if not frozen:
            raise _not_counted()
        return published_so_far(frozen, self.years_over(tenant), smallest)

    def years_over(self, tenant: str) -> tuple[Compared, ...]:
        """The years that are over, with nothing that could point at somebody."""
        here = self.municipalities.get(tenant)
        today = here.day_of(self.clock.now())
        over = tuple(one for one in self.years(tenant) if one.year < today.year)
        return comparable(over, here.limits.smallest_count)

    def newest(self, tenant: str) -> int | None:
        """The last year of which something is published; None when none was counted."""
        today = self.municipalities.get(tenant).day_of(self.clock.now())
        if any(one.of(self.process).months for one in self.figures.frozen(tenant, today.year)):
            return today.year
        return max((y.year for y in self.years_over(tenant) if y.is_counted_here), default=None)

    def told(self, tenant: str, year: int) -> tuple[ToldProcess, ...]:
        """How long the other processes took in a year that is over, where enough came through.

        Raises NotThereError.
        """
        here = self.municipalities.get(tenant)
        if year < here.day_of(self.clock.now()).year:
            whole = self._year(tenant, year)
            return tuple(told(whole, self.process, here.limits.smallest_count))
        return ()

    def inside(self, tenant: str, year: int, process: str = "") -> Inside:
        """A year of a process with what could be better in it. Raises NotThereError."""
        whole, wanted = self._year(tenant, year), process or self.process
        story = self._story(tenant, whole, wanted)
        municipality = self.municipalities.get(tenant)
        today = municipality.day_of(self.clock.now())
        days = self._days_around(tenant, today, wanted)
        review = {int(n): count for n, count in story.tally.one(REVIEW).items()}
        return Inside(
            story=story,
            levers=levers(story.tally),
            online_levers=online_levers(story.tally),
            spots=spots(story.tally),
            queue=queue_ages(days, today, municipality.calendar),
            hours=busiest(story.tally),
            forecast=forecast(days, today),
            review_median=quantile(review, 0.5),
            review_in_time=share_within(review, 5),
            today=today,
            process=wanted,
            processes=whole.processes,
            steps=steps(story.tally),
            served=served(wanted, story.tally),
            apart=served_apart(story.tally),
            counted=counted(story.tally) if wanted != self.process else (),
        )

    def _year(self, tenant: str, year: int) -> Year:
        found = self.figures.year(tenant, year)
        if found is None:
            raise _not_counted()
        return found

    def _story(self, tenant: str, counted: Year, process: str) -> AnnualReport:
        found = counted.of(process)
        if not found.months:
            raise _not_counted()
        return AnnualReport(found, self.years(tenant, process))

    def _days_around(self, tenant: str, today: date, process: str) -> list[Day]:
        """The days of this year and the one before: what is open, and what to compare with."""
        years = (today.year - 1, today.year)
        return [d.of(process) for year in years for d in self.figures.days(tenant, year)]


def _not_counted() -> NotThereError:
    return NotThereError("Van dit jaar hebben we geen cijfers.")
