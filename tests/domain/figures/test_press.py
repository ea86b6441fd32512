"""The press release of a year, to the digit, from the canonical cells."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.adapters.files.histories import FileHistories
from chalicelib.adapters.memory.figures import MemoryFigures
from chalicelib.domain.figures.history import compared, headline_of
from chalicelib.domain.figures.levers import levers, online_levers, spots
from chalicelib.domain.figures.line import CaseSummary
from chalicelib.domain.figures.load import forecast, queue_ages
from chalicelib.domain.figures.press import AnnualReport, press_figures
from chalicelib.domain.figures.published import Published, published
from chalicelib.domain.figures.tally import Day, Tally, merged, tally_of
from chalicelib.domain.tenants.workdays import Calendar
from chalicelib.settings import TEMPLATES
from ops.measure.replay.table import canonical
from tests.support.figures import COUNTED, a_year
from tests.support.requests import KORTRIJK


@pytest.fixture(scope="module")
def figures() -> MemoryFigures:
    made = MemoryFigures()
    a_year(made)
    return made


@pytest.fixture(scope="module")
def story(figures: MemoryFigures) -> AnnualReport:
    year = figures.year(KORTRIJK, 2022)
    assert year is not None
    history = FileHistories(TEMPLATES / "figures").of(KORTRIJK)
    return AnnualReport(year, compared(history, [headline_of(year)]))


@pytest.fixture(scope="module")
def shown(story: AnnualReport) -> Published:
    return published(story, 5, date(2023, 5, 1))


def test_every_printed_figure_follows_from_the_cells_to_the_digit(story: AnnualReport) -> None:
    ours = press_figures(story, 27)

    for printed in canonical().printed:
        assert ours[printed.key].replace("\u00a0", " ") == printed.printed, printed.key


def test_the_channels_that_were_printed_leave_a_rest(story: AnnualReport) -> None:
    assert story.channels["andere"] == 471
    assert sum(story.channels.values()) == story.total


def test_the_year_before_is_known_from_history(story: AnnualReport) -> None:
    assert story.before is not None
    assert story.before.total == 30_125


def test_a_document_that_one_person_asked_for_is_hidden_and_another_with_it(
    shown: Published,
) -> None:
    rows = {row.code: row for row in shown["documents"].rows}

    assert rows["akte-afwezigheid"].count is None
    assert rows["akte-geslachtsregistratie"].count is None
    assert rows["strafregister-uittreksel"].count == 7471


def test_the_months_of_a_year_add_up_to_it(shown: Published, story: AnnualReport) -> None:
    assert sum(row.count or 0 for row in shown["months"].rows) == story.total


def test_a_year_is_over_when_the_next_has_begun(story: AnnualReport) -> None:
    assert not published(story, 5, date(2022, 12, 31)).is_over
    assert published(story, 5, date(2023, 1, 1)).is_over


def test_a_lever_is_what_a_rule_alone_holds_back() -> None:
    tally = Tally(
        {
            ("request", "p", "thuisloket", "delivered", "automatic", "document=a"): 50,
            ("request", "p", "thuisloket", "delivered", "by_hand", "document=a"): 40,
            ("request", "p", "balie", "delivered", "by_hand", "document=a"): 10,
            ("held", "p", "thuisloket", "abroad", "document=a"): 30,
            ("held", "p", "thuisloket", "abroad remark", "document=a"): 10,
            ("held", "p", "balie", "channel", "document=a"): 10,
            ("minor_held", "p", "thuisloket", "abroad"): 5,
            ("minor_held", "p", "balie", "channel"): 2,
        }
    )

    first, *others = levers(tally)

    assert (first.code, first.held, first.alone) == ("abroad", 40, 30)
    assert (first.automatic_without, first.total) == (80, 100)
    assert first.automatic_for_minors == 55
    assert [lever.code for lever in others] == ["channel", "remark"]
    assert [lever.code for lever in online_levers(tally)] == ["abroad", "remark"]


@pytest.mark.parametrize(
    ("reasons", "is_for_minor", "counted"),
    [
        (("relation_proven",), True, 1),
        (("relation_proven",), False, 0),
        (("relation_proven", "remark_present"), True, 0),
    ],
)
def test_what_one_rule_alone_held_for_a_minor_is_counted(
    reasons: tuple[str, ...], is_for_minor: bool, counted: int
) -> None:
    line = CaseSummary(
        day=date(2026, 3, 2),
        hour=9,
        process="p",
        channel="thuisloket",
        outcome="delivered",
        is_automatic=False,
        reasons=reasons,
        is_for_minor=is_for_minor,
    )
    found = tally_of([line]).counts
    assert found.get(("minor_held", "p", "thuisloket", "relation_proven"), 0) == counted


def test_each_document_and_channel_tells_its_reasons_by_weight(story: AnnualReport) -> None:
    largest = spots(story.tally)[0]

    assert (largest.document, largest.channel) == ("strafregister-uittreksel", "thuisloket")
    assert (largest.total, largest.automatic) == (6193, 4267)
    counts = [n for _, n in largest.reasons]
    assert counts == sorted(counts, reverse=True)


def test_the_same_weeks_a_year_before_foretell_next_month(figures: MemoryFigures) -> None:
    days = figures.days(KORTRIJK, 2022)
    again = [replace(d, day=date.fromordinal(d.day.toordinal() + 364)) for d in days]
    grown = [replace(d, tally=merged((d.tally, d.tally))) for d in again if d.day.month < 6]

    found = forecast([*days, *grown], date(2023, 5, 31))

    assert found is not None
    assert found.basis == "same_weeks"
    assert found.month == date(2023, 6, 1)
    june = [d for d in again if (d.day.year, d.day.month) == (2023, 6)]
    assert found.requests == 2 * sum(d.tally.total() for d in june)


def test_without_a_year_before_the_last_weeks_foretell(figures: MemoryFigures) -> None:
    found = forecast(figures.days(KORTRIJK, 2022), date(2022, 11, 30))

    assert found is not None
    assert found.basis == "recent_weeks"
    assert 2000 < found.requests < 3100
    assert forecast([], date(2022, 11, 30)) is None


def test_the_queue_is_as_old_as_the_working_days_since_the_request() -> None:
    waits = Tally({("request", "p", "thuisloket", "with_clerk", "by_hand", "document=a"): 3})
    days = [Day(date(2022, 3, d), waits, COUNTED) for d in (1, 11)]

    ages = queue_ages(days, date(2022, 3, 14), Calendar("Europe/Brussels", frozenset()))

    assert [(a.working_days, a.waiting, a.is_late) for a in ages] == [(9, 3, True), (1, 3, False)]
