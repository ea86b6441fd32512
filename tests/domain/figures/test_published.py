"""Whoever has all that is published of a year tries to find what is hidden, and can't."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.figures.history import History, compared, headline_of
from chalicelib.domain.figures.press import THUISLOKET, AnnualReport
from chalicelib.domain.figures.published import FigureTable, Published, published
from chalicelib.domain.figures.tally import Tally, Year
from tests.support.figures import COUNTED

LEAST = 5
FAR = 10**6

type Span = tuple[int, int]
"""The least and the most that something can be."""

CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from(["thuisloket", "balie", "telefoon", "fax"]),
        st.sampled_from(["automatic", "by_hand"]),
        st.sampled_from(["akte-a", "akte-b", "attest-c", "attest-d"]),
        st.integers(1, 3),
    ),
    st.one_of(st.integers(1, 6), st.integers(1, 60)),
    min_size=1,
    max_size=12,
)


def a_story(cells: dict[tuple[str, str, str, int], int]) -> AnnualReport:
    months: dict[int, dict[tuple[str, ...], int]] = {}
    for (channel, handling, document, month), n in cells.items():
        counts = months.setdefault(month, {})
        counts["request", "p", channel, "delivered", handling, f"document={document}"] = n
        if handling == "by_hand":
            counts["held", "p", channel, f"no_{channel}", f"document={document}"] = n
    year = Year(2022, {month: Tally(counts) for month, counts in months.items()}, COUNTED)
    return AnnualReport(year, compared(History(), [headline_of(year)]))


def narrowed(spans: Sequence[Span], total: int) -> list[Span]:
    """What each of some numbers can be, when their sum is known: nothing more can be said."""
    least, most = sum(low for low, _ in spans), sum(high for _, high in spans)
    return [(max(lo, total - (most - hi)), min(hi, total - (least - lo))) for lo, hi in spans]


def counts_found(sheet: FigureTable, total: int) -> list[Span]:
    """What can be said of the hidden counts of a table, knowing what its labels mean."""
    hidden = [row for row in sheet.rows if row.count is None]
    large = LEAST if any(row.is_small for row in hidden) else 1
    spans = [(1, LEAST - 1) if row.is_small else (large, FAR) for row in hidden]
    return narrowed(spans, total - sum(row.count or 0 for row in sheet.rows))


def parts_found(sheet: FigureTable, total: int, automatic: int) -> list[tuple[Span, int]]:
    """What can be said of the automatic parts that aren't told, each with its whole."""
    shown = [row for row in sheet.rows if row.count is not None]
    wholes = [row.count or 0 for row in shown if row.automatic is None]
    wholes.append(total - sum(row.count or 0 for row in shown))
    left = automatic - sum(row.automatic or 0 for row in shown)
    return list(zip(narrowed([(0, n) for n in wholes], left), wholes, strict=True))


def headlines(year: Published) -> list[int]:
    """Each part of a whole that is told, and each rest of it."""
    parts = [(n, year.total) for n in (year.online, year.automatic) if n is not None]
    parts += [(row.count, year.by_hand) for row in year["reasons"].rows]
    return [n for part, whole in parts for n in (part or 0, (whole or 0) - (part or 0))]


@given(CELLS)
def test_no_hidden_count_can_be_reconstructed(cells) -> None:
    story = a_story(cells)
    year = published(story, LEAST, date(2023, 1, 1))
    for code in ("channels", "documents", "months", "outcomes") if year.total else ():
        for low, high in counts_found(year[code], story.total):
            assert low <= 1 or low >= LEAST
            assert high - low >= LEAST - 2
    assert all(n == 0 or n >= LEAST for n in headlines(year))


@given(CELLS)
def test_no_hidden_part_can_be_reconstructed(cells) -> None:
    story = a_story(cells)
    year = published(story, LEAST, date(2023, 1, 1))
    for code in ("documents", "months"):
        if year.automatic is None:
            assert all(row.automatic is None for row in year[code].rows)
        elif year[code].rows:
            for (low, high), whole in parts_found(year[code], story.total, story.automatic):
                is_harmless = all(n == 0 or n >= LEAST for n in (low, whole - low))
                assert high - low >= LEAST - 1 or (low == high and is_harmless)


@given(CELLS)
def test_what_is_hidden_in_one_place_is_hidden_in_all(cells) -> None:
    year = published(a_story(cells), LEAST, date(2023, 1, 1))
    (beside,) = year.years
    rows = {row.code: row.count for row in year["channels"].rows}
    assert (beside.total, beside.automatic) == (year.total, None)
    assert (beside.online_hundredths is None) == (year.online is None)
    assert rows.get(THUISLOKET, year.online) == year.online
    if year.total is None:
        assert not any(sheet.rows for sheet in year.sheets.values())
    if year.automatic is None:
        assert (year.median_seconds, year.within_a_minute) == (None, None)
        assert not year["reasons"].rows
