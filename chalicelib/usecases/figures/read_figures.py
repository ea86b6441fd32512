"""Read the figures: the story of a year, and what supervisors need to improve it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chalicelib.domain.figures.history import Compared, History, compared
from chalicelib.domain.figures.levers import Lever, Spot, levers, online_levers, spots
from chalicelib.domain.figures.load import Age, Forecast, busiest, forecast, queue_ages
from chalicelib.domain.figures.press import Story
from chalicelib.domain.figures.quantiles import quantile, share_within
from chalicelib.domain.figures.tally import REVIEW, Day
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
    """A year for supervisors. `review_median` and `review_in_time` are of working days."""

    story: Story
    levers: tuple[Lever, ...]
    online_levers: tuple[Lever, ...]
    spots: tuple[Spot, ...]
    queue: tuple[Age, ...]
    hours: dict[tuple[int, int], int]
    forecast: Forecast | None
    review_median: int | None
    review_in_time: tuple[int, int]
    today: date


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

    def years(self, tenant: str) -> tuple[Compared, ...]:
        """Every year that is known of, in order."""
        return compared(self.histories.of(tenant), self.figures.headlines(tenant, self.process))

    def story(self, tenant: str, year: int) -> Story:
        """The story of a year that was counted. Raises NotThereError."""
        counted = self.figures.year(tenant, year)
        found = counted.of(self.process) if counted else None
        if found is None or not found.months:
            raise NotThereError("Van dit jaar hebben we geen cijfers.")
        return Story(found, self.years(tenant))

    def inside(self, tenant: str, year: int) -> Inside:
        """A year with what could be better in it. Raises NotThereError."""
        story = self.story(tenant, year)
        municipality = self.municipalities.get(tenant)
        today = municipality.day_of(self.clock.now())
        days = self._days_around(tenant, today)
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
        )

    def _days_around(self, tenant: str, today: date) -> list[Day]:
        """The days of this year and the one before: what is open, and what to compare with."""
        years = (today.year - 1, today.year)
        return [d.of(self.process) for year in years for d in self.figures.days(tenant, year)]
