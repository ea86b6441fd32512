"""What of a year may be published: tables without the numbers that could point at somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.hiding import hidden, may_show_parts
from chalicelib.domain.figures.levers import levers
from chalicelib.domain.figures.press import THUISLOKET, Story
from chalicelib.domain.figures.tally import AUTOMATIC, Tally


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `count` and `automatic` are None where they are hidden."""

    code: str
    count: int | None
    automatic: int | None = None
    whole: int = 0
    decimals: int = 2

    @property
    def share(self) -> str:
        """Its share of the whole as the city prints it; empty when it is hidden."""
        if self.count is None:
            return ""
        return numbers.percent(self.count, self.whole, self.decimals)

    @property
    def automatic_share(self) -> str:
        """How much of it was automatic; empty when that is hidden."""
        if self.count is None or self.automatic is None:
            return ""
        return numbers.percent(self.automatic, self.count)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; with `is_complete` its rows add up to the total of the year."""

    code: str
    rows: tuple[Row, ...]
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """A year for everybody. `smallest` is the count below which nothing is shown."""

    story: Story
    smallest: int
    sheets: Mapping[str, Sheet]
    is_over: bool

    def __getitem__(self, code: str) -> Sheet:
        return self.sheets[code]


def published(story: Story, smallest: int, today: date) -> Published:
    """The tables of a year: channels, documents, months, languages, outcomes and reasons."""
    tally = story.tally
    found = (
        _channels(story, smallest),
        _documents(story, smallest),
        _months(story, smallest),
        _sheet("languages", story, tally.by("language"), smallest),
        _sheet("outcomes", story, tally.by("outcome"), smallest),
        _reasons(story, smallest),
    )
    is_over = story.year.year < today.year
    return Published(story, smallest, {sheet.code: sheet for sheet in found}, is_over)


def _channels(story: Story, smallest: int) -> Sheet:
    """In the order in which the city prints them, each with as many decimals as there."""
    away = hidden(story.channels, smallest)
    rows = (
        Row(
            group,
            None if group in away else n,
            whole=story.total,
            decimals=2 if group == THUISLOKET else 1,
        )
        for group, n in story.channels.items()
    )
    return Sheet("channels", tuple(rows))


def _sheet(code: str, story: Story, counted: Mapping[str, int], smallest: int) -> Sheet:
    away = hidden(counted, smallest)
    largest_first = sorted(counted, key=lambda key: (-counted[key], key))
    rows = (
        Row(key, None if key in away else counted[key], whole=story.total) for key in largest_first
    )
    return Sheet(code, tuple(rows))


def _documents(story: Story, smallest: int) -> Sheet:
    counted, automatic = dict(story.documents), story.tally.by("document", handling=AUTOMATIC)
    away = hidden(counted, smallest)
    rows = (
        Row(d, None, whole=story.total)
        if d in away
        else Row(d, n, _part(automatic[d], n, smallest), story.total)
        for d, n in counted.items()
    )
    return Sheet("documents", tuple(rows))


def _months(story: Story, smallest: int) -> Sheet:
    months = story.year.months
    counted = {str(month): months.get(month, Tally()).total() for month in range(1, 13)}
    away = hidden(counted, smallest)
    rows = []
    for month, n in counted.items():
        tally = months.get(int(month), Tally())
        automatic = _part(tally.total(handling=AUTOMATIC), n, smallest)
        is_away = month in away
        rows.append(Row(month, None if is_away else n, None if is_away else automatic, story.total))
    return Sheet("months", tuple(rows))


def _reasons(story: Story, smallest: int) -> Sheet:
    """Why requests weren't automatic; one can have several reasons, so they add up to more."""
    by_hand = story.total - story.automatic
    rows = (
        Row(lever.code, lever.held, whole=by_hand)
        for lever in sorted(levers(story.tally), key=lambda lever: -lever.held)
        if lever.held >= smallest
    )
    return Sheet("reasons", tuple(rows), is_complete=False)


def _part(part: int, whole: int, smallest: int) -> int | None:
    return part if may_show_parts(part, whole, smallest) else None
