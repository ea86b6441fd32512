"""Whoever keeps what was published of a running year at each quarter finds nothing hidden in it."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.figures.published import FigureTable, Published
from chalicelib.domain.figures.so_far import months_over, published_so_far, so_far
from chalicelib.domain.figures.tally import Tally, Year
from tests.support.figures import COUNTED

LEAST = 5

MONTHS = st.dictionaries(
    st.integers(1, 9),
    st.dictionaries(
        st.tuples(
            st.sampled_from(["thuisloket", "balie", "telefoon"]),
            st.sampled_from(["automatic", "by_hand"]),
            st.sampled_from(["akte-a", "akte-b", "attest-c", "attest-d"]),
        ),
        st.one_of(st.integers(1, 6), st.integers(1, 60)),
        min_size=1,
        max_size=8,
    ),
    min_size=1,
)


def a_year(months: dict[int, dict[tuple[str, str, str], int]]) -> Year:
    found = {
        month: Tally(
            {
                ("request", "p", channel, "delivered", handling, f"document={document}"): n
                for (channel, handling, document), n in cells.items()
            }
        )
        for month, cells in months.items()
    }
    return Year(2026, found, COUNTED)


def releases(year: Year) -> list[Published]:
    """What was published after each quarter, in order."""
    snapshots = [so_far(year, months) for months in (3, 6, 9)]
    return [published_so_far(snapshots[: n + 1], (), LEAST) for n in range(len(snapshots))]


def counts(sheet: FigureTable) -> dict[str, int | None]:
    return {row.code: row.count for row in sheet.rows}


def grown(told: Sequence[Published], code: str) -> Iterator[tuple[dict[str, int], set[str], int]]:
    """What each table tells beside the one before it.

    By how much each row that is shown grew, which are hidden, and how much these grew together.
    """
    before, total = dict[str, int | None](), 0
    for one in told:
        now = counts(one[code])
        if now and one.total is not None:
            shown = {k: n - (before.get(k) or 0) for k, n in now.items() if n is not None}
            away = {k for k, n in now.items() if n is None}
            yield shown, away, one.total - total - sum(shown.values())
            before, total = now, one.total


@given(MONTHS)
def test_two_tables_tell_no_small_number_by_their_difference(months) -> None:
    told = releases(a_year(months))
    for code in ("channels", "documents", "languages"):
        for shown, away, together in grown(told, code):
            assert all(n == 0 or n >= LEAST for n in shown.values())
            assert len(away) != 1
            assert together == 0 or together > LEAST
            assert away or together == 0
    totals = [one.total for one in told if one.total is not None]
    steps = [b - a for a, b in zip([0, *totals], totals, strict=False)]
    assert all(n == 0 or n >= LEAST for n in steps)


@given(MONTHS)
def test_what_is_hidden_once_stays_hidden(months) -> None:
    told = releases(a_year(months))
    for code in ("channels", "documents", "languages"):
        before: set[str] = set()
        for _, away, _ in grown(told, code):
            assert before <= away
            before = away


@given(MONTHS)
def test_the_parts_of_a_total_dont_grow_by_a_few_either(months) -> None:
    before = (0, 0)
    for one in releases(a_year(months)):
        if one.automatic is not None and one.total is not None:
            now = (one.automatic, one.total - one.automatic)
            steps = [b - a for a, b in zip(before, now, strict=True)]
            assert all(n == 0 or n >= LEAST for n in steps)
            before = now


@given(MONTHS)
def test_months_of_a_quarter_never_change_once_they_were_told(months) -> None:
    told = releases(a_year(months))
    before: dict[str, int | None] = {}
    for one in told:
        now = counts(one["months"])
        assert before.items() <= now.items()
        before = now


def test_a_day_later_nothing_is_different_but_at_a_new_quarter() -> None:
    days = [date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)]
    assert [months_over(2026, day) for day in days] == [3, 3, 6, 9]
    assert months_over(2026, date(2026, 3, 31)) == months_over(2025, date(2026, 5, 1)) == 0


@pytest.mark.parametrize(
    ("first", "then"),
    [
        # 3 and its shield 45 were hidden; a day later the shield would be told.
        ({"akte-a": 900, "akte-b": 45, "attest-c": 3}, {"akte-b": 1, "attest-c": 4}),
        # All that grew is one row, by a few.
        ({"akte-a": 900, "akte-b": 45}, {"akte-b": 2, "akte-a": 30}),
    ],
)
def test_two_tables_dont_give_away_what_one_of_them_hid(
    first: dict[str, int], then: dict[str, int]
) -> None:
    months = {
        1: {("balie", "by_hand", document): n for document, n in first.items()},
        4: {("balie", "by_hand", document): n for document, n in then.items()},
    }
    earlier, later, _ = releases(a_year(months))
    old, new = counts(earlier["documents"]), counts(later["documents"])
    steps = {k: n - (old[k] or 0) for k, n in new.items() if n is not None and old.get(k)}
    assert all(n == 0 or n >= LEAST for n in steps.values())
    assert not [k for k, n in old.items() if n is None and new.get(k) is not None]
