"""A scaled-down year through the real use cases: the counts, whatever is delivered how often."""

from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from chalicelib.adapters.files.histories import FileHistories
from chalicelib.adapters.memory.figures import MemoryFigures, MemoryHappenings
from chalicelib.domain.figures.press import AnnualReport, press_figures
from chalicelib.domain.figures.tally import Day, merged, year_of
from chalicelib.ports.cases import AnyCase, Unreadable
from chalicelib.settings import TEMPLATES
from chalicelib.usecases.figures.count_days import CaseHistory, CountDays
from ops.measure.replay.__main__ import share_of
from ops.measure.replay.pool import together
from ops.measure.replay.report import compare
from ops.measure.replay.run import Job, Shard, replay
from ops.measure.replay.table import canonical, quotas
from tests.support.replay import a_shard

SHARE = 0.01
JOB = Job(quotas(canonical(), SHARE), 2022, people=1500)
KORTRIJK = "34022"


@pytest.fixture(scope="module")
def shard() -> Shard:
    """A year of some hundreds of requests, run once."""
    made = a_shard(JOB)
    made.run()
    return made


@pytest.fixture(scope="module")
def days(shard: Shard) -> tuple[Day, ...]:
    return shard.count()


def begun_on(shard: Shard, day: Day) -> list[AnyCase]:
    """The cases received on a day in UTC; nobody asks within an hour of midnight."""
    found = shard.counter.cases.begun_on(KORTRIJK, day.day, 10_000)
    return [case for case in found if not isinstance(case, Unreadable)]


def by_cell(days: tuple[Day, ...]) -> Counter[tuple[str, str, bool]]:
    counted: Counter[tuple[str, str, bool]] = Counter()
    for cell, n in merged(day.tally for day in days).cells():
        counted[cell.of("document"), cell.channel, cell.is_automatic] += n
    return counted


def as_planned() -> Counter[tuple[str, str, bool]]:
    planned: Counter[tuple[str, str, bool]] = Counter()
    for quota in JOB.quotas:
        planned[quota.document, quota.channel.value, True] += quota.automatic
        planned[quota.document, quota.channel.value, False] += quota.total - quota.automatic
    return +planned


def test_the_rules_decide_every_cell_as_the_table_has_it(days: tuple[Day, ...]) -> None:
    assert by_cell(days) == as_planned()


def test_the_percentages_are_those_of_the_scaled_table(days: tuple[Day, ...]) -> None:
    total = sum(quota.total for quota in JOB.quotas)
    online = sum(quota.total for quota in JOB.quotas if quota.channel == "thuisloket")
    automatic = sum(quota.automatic for quota in JOB.quotas)
    story = AnnualReport(year_of(2022, days, days[0].counted_at), ())

    figures = press_figures(story, 27)

    assert figures["years.2022.total"] == str(total)
    shares = (figures["years.2022.thuisloket_share"], figures["years.2022.auto_share"])
    exact = [int(20_000 * part / total + 1) // 2 for part in (online, automatic)]
    assert [int(s.replace(",", "").removesuffix("\u00a0%")) for s in shares] == exact


def test_every_request_ends_and_nothing_waits(shard: Shard, days: tuple[Day, ...]) -> None:
    outcomes = merged(day.tally for day in days).by("outcome")

    assert set(outcomes) <= {"delivered", "refused", "withdrawn", "lapsed"}
    assert outcomes.total() == sum(quota.total for quota in JOB.quotas)
    assert not shard.counter.issue_queue.messages


def test_automatic_is_who_met_no_clerk(shard: Shard, days: tuple[Day, ...]) -> None:
    path = ["started", "evaluate", "all_conditions_met", "source_ok", "stored"]
    cases = [case for day in days for case in begun_on(shard, day)]
    lives = [[e.name for e in shard.counter.cases.events(KORTRIJK, case.id)] for case in cases]

    assert len(cases) == sum(quota.total for quota in JOB.quotas)
    assert lives.count(path) == sum(quota.automatic for quota in JOB.quotas)


class Mangled:
    """The happenings of a shard: events doubled and backwards, and without whom was erased."""

    def __init__(self, shard: Shard) -> None:
        self._inner = MemoryHappenings(shard.counter.cases)
        self.erased: set[str] = set()

    def received(self, tenant: str, start: datetime, end: datetime) -> Iterator[CaseHistory]:
        for happened in self._inner.received(tenant, start, end):
            if happened.case.id not in self.erased:
                events = [*reversed(happened.events), *happened.events]
                yield replace(happened, events=events)


def test_twice_out_of_order_and_erased_the_year_counts_the_same(
    shard: Shard, days: tuple[Day, ...]
) -> None:
    mangled, figures, counter = Mangled(shard), MemoryFigures(), shard.counter
    road = counter.wiring.road
    count = CountDays(mangled, figures, road.frames, road.report)
    half = [case for day in days for case in begun_on(shard, day)][::2]
    for case in half:
        count.keep(case)
        mangled.erased.add(case.id)

    count.days(KORTRIJK, [day.day for day in reversed(days)])
    count.days(KORTRIJK, [day.day for day in days])

    assert len(half) > 150
    assert figures.days(KORTRIJK, 2022) == list(days)


def test_messages_that_arrive_three_times_and_late_change_no_figure() -> None:
    again = replay(replace(JOB, deliveries=3))

    assert by_cell(again.days) == as_planned()
    assert again.ended == again.requests


def test_shards_put_together_are_the_whole() -> None:
    parts = [replay(replace(JOB, shard=n, shards=2)) for n in range(2)]

    whole = together(parts)

    assert all(part.requests for part in parts)
    assert by_cell(whole.days) == as_planned()
    assert whole.requests == sum(quota.total for quota in JOB.quotas)


def test_the_report_sets_every_printed_figure_beside_ours(days: tuple[Day, ...]) -> None:
    year = year_of(2022, days, days[0].counted_at)
    table = canonical()

    rows = compare(year, table, FileHistories(TEMPLATES / "figures"), KORTRIJK, 27)

    assert [row.key for row in rows] == [printed.key for printed in table.printed]
    same = {row.key for row in rows if row.is_same}
    assert {"years.2021.total", "years.2018.thuisloket_share", "thuisloket.documents_now"} <= same
    assert "years.2022.total" not in same


def test_the_canonical_cells_are_those_of_the_whole_year() -> None:
    whole = quotas(canonical())

    assert sum(quota.total for quota in whole) == 29_555
    assert sum(quota.automatic for quota in whole) == 15_564
    assert sum(quota.total for quota in whole if quota.channel in {"brief", "fax"}) == 65
    assert all(q.channel == "thuisloket" for q in whole if q.automatic)


@pytest.mark.parametrize(("text", "share"), [("none", 0.0), ("1%", 0.01), ("all", 1.0)])
def test_how_much_is_rendered_is_said_in_words_or_percent(text: str, share: float) -> None:
    assert share_of(text) == share


@pytest.mark.parametrize("text", ["", "some", "200%", "-1%", "5", "%"])
def test_any_other_share_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="RENDER"):
        share_of(text)
