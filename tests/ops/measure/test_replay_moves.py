"""A month of moves through the real use cases, beside the same on paper."""

from datetime import UTC, datetime

import pytest
from rich.console import Console

from ops.measure.replay.moves.report import gain
from ops.measure.replay.moves.run import ReplayedMoves, replay_moves, tell

WANTED = 25


@pytest.fixture(scope="module")
def moved() -> ReplayedMoves:
    return replay_moves(WANTED, 2026, 700, seed=3, months=1)


def test_every_declaration_reaches_an_end_or_the_post(moved: ReplayedMoves) -> None:
    states = {one.state for one in moved.settled.values()}
    assert len(moved.settled) == WANTED
    assert states <= {"closed", "closed_refused"}
    registered = [one for one in moved.settled.values() if one.registered]
    assert len(registered) > WANTED / 2
    assert all(
        one.district and one.registered > one.declared for one in registered if one.registered
    )


def test_each_day_of_internal_mail_is_gained_twice_and_more_over_weekends(
    moved: ReplayedMoves,
) -> None:
    means = [row.mean for row in moved.gains]
    assert [row.mail for row in moved.gains] == [0, 1, 2, 3, 4]
    assert means == sorted(means)
    assert means[4] - means[1] >= 6
    assert len({row.here for row in moved.gains}) == 1


def test_what_is_printed_says_that_it_was_calculated_beside_what_the_city_says(
    moved: ReplayedMoves,
) -> None:
    console = Console(record=True, width=120)
    tell(console, moved, 2026)
    text = console.export_text()
    assert "berekend, niet gemeten" in text
    assert "a week faster" in text
    assert "officer" in text


def test_both_medians_say_whom_they_count_and_in_which_days(moved: ReplayedMoves) -> None:
    console = Console(record=True, width=160)
    tell(console, moved, 2026)
    text = " ".join(console.export_text().split())
    registered = sum(one.registered is not None for one in moved.settled.values())
    assert f"all {registered} registered here within the year, in days of 24 hours begun" in text
    assert "of those registered both ways, in calendar days" in text
    assert {row.moves for row in moved.gains} <= set(range(1, registered + 1))


def test_a_gain_is_reckoned_declaration_by_declaration() -> None:
    at = {day: datetime(2026, 3, day, 12, tzinfo=UTC) for day in (2, 4, 6, 9, 20)}
    here = {"a": (at[2], at[4]), "b": (at[2], at[6]), "only here": (at[2], at[4])}
    paper = {"a": (at[2], at[9]), "b": (at[4], at[20])}
    row = gain(3, here, paper)
    assert (row.here, row.paper) == ((2, 4), (7, 16))
    assert (row.mean, row.half) == (8.5, 5)
