"""The figures of each day and year equal a recount of what happened."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.domain.figures.line import OPEN, CaseSummary, Counting
from chalicelib.domain.figures.tally import Tally, merged, tally_of
from tests.faults.stage import TENANT, Known, Stage

WAITS = (timedelta(hours=21), timedelta(hours=1))
"""When days that may have changed are counted again; where months were missed, in two parts."""


def figures_equal_a_recount(stage: Stage) -> Iterator[str]:
    """The schedule of the figures comes once more; then they tell of every case, and right."""
    found: list[str] = []
    for wait in WAITS:
        stage.clock.move(wait)
        stage.hourly()
        if not (found := list(_differences(stage))):
            return
    yield from found


def _differences(stage: Stage) -> Iterator[str]:
    years = {known.events[0].at.year for known in stage.known}
    rollups = stage.wiring.figures.rollups
    found = {day.day: day.tally for year in years for day in rollups.days(TENANT, year)}
    for day, known in _by_day(stage).items():
        tally = found.get(day, Tally())
        if tally != _recounted(stage, day, known):
            yield f"the figures of {day} aren't what a recount gives"
        if tally.by("outcome") != Counter(_outcome(stage, one) for one in known):
            yield f"the figures of {day} tell of {dict(tally.by('outcome'))}"
    for year in years:
        counted = rollups.year(TENANT, year)
        days = (tally for day, tally in found.items() if day.year == year)
        if counted is None or counted.tally != merged(days):
            yield f"the figures of {year} aren't the sum of its days"


def _by_day(stage: Stage) -> dict[date, list[Known]]:
    by_day: dict[date, list[Known]] = {}
    here = stage.wiring.templates.municipalities.get(TENANT)
    for known in stage.known:
        by_day.setdefault(here.day_of(known.events[0].at), []).append(known)
    return by_day


def _recounted(stage: Stage, day: date, cases: list[Known]) -> Tally:
    """What was kept of who is forgotten counts as it did."""
    kept = stage.wiring.figures.rollups.kept(TENANT, day)
    return tally_of(kept.get(one.case.id) or _line(stage, one) for one in cases)


def _line(stage: Stage, known: Known) -> CaseSummary:
    case, frame = known.case, stage.wiring.road.frames.of(known.case)
    counting = Counting(frame.definition, frame.type, frame.municipality.calendar)
    return counting.line(case, known.events, known.entries)


def _outcome(stage: Stage, known: Known) -> str:
    """How a case stands, from its last event alone."""
    state = stage.definition(known.case).state(known.events[-1].target)
    return state.outcome or str(OPEN[state.kind])
