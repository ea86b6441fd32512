"""The figures of a year as files: CSV for a Dutch spreadsheet, JSON for programs, Atom."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from pydantic import BaseModel

from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.history import Compared
from chalicelib.domain.figures.published import FigureRow, Published
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.web.figures.spreadsheet import spreadsheet
from chalicelib.web.figures.words import Called, reason, say, shown, words


class RowAnswer(BaseModel):
    """One row; `count` and `automatic` are null where they aren't published.

    `hidden` says why: `small`, or `protects` when it would give a small number away.
    """

    code: str
    name: str
    count: int | None
    automatic: int | None
    share_percent: str | None
    hidden: Literal["small", "protects"] | None


class SheetAnswer(BaseModel):
    """One table; when `adds_up`, its rows make the total of the year."""

    code: str
    name: str
    adds_up: bool
    rows: list[RowAnswer]


class YearAnswer(BaseModel):
    """A year beside others; shares in percent, of all requests."""

    year: int
    total: int | None
    online_percent: str | None
    counted_here: bool


class FiguresAnswer(BaseModel):
    """The published figures of a year; what is hidden is null.

    Times are of automatic documents, in seconds.
    """

    municipality: str
    year: int
    is_complete: bool
    counted_at: datetime
    suppressed_below: int
    total: int | None
    online: int | None
    online_percent: str | None
    automatic: int | None
    automatic_percent: str | None
    median_seconds: int | None
    within_a_minute: int | None
    years: list[YearAnswer]
    tables: list[SheetAnswer]


def as_answer(year: Published, here: Municipality, called: Called) -> FiguresAnswer:
    """The figures as JSON."""
    return FiguresAnswer(
        municipality=here.nis,
        year=year.year,
        is_complete=year.is_over,
        counted_at=year.counted_at,
        suppressed_below=year.smallest,
        total=year.total,
        online=year.online,
        online_percent=_percent(year.online, year.total),
        automatic=year.automatic,
        automatic_percent=_percent(year.automatic, year.total),
        median_seconds=year.median_seconds,
        within_a_minute=year.within_a_minute[0] if year.within_a_minute else None,
        years=[_year(compared) for compared in year.years],
        tables=[
            SheetAnswer(
                code=sheet.code,
                name=words("sheets")[sheet.code],
                adds_up=sheet.is_complete,
                rows=[_row(sheet.code, row, called) for row in sheet.rows],
            )
            for sheet in year.sheets.values()
        ],
    )


def as_csv(year: Published, called: Called) -> str:
    """Every table below the other: decimal commas, whole numbers without dots."""
    return spreadsheet(_lines(year, called))


def _lines(year: Published, called: Called) -> Iterator[tuple[str | int, ...]]:
    yield tuple(words("columns").values())
    n, total = year.year, FigureRow("", year.total, year.automatic, year.total or 0, is_small=True)
    yield (n, say("file.total"), say("file.all_requests"), *_values(total, year.smallest))
    for sheet in year.sheets.values():
        for row in sheet.rows:
            label = label_of(sheet.code, row.code, called)
            yield (n, words("sheets")[sheet.code], label, *_values(row, year.smallest))
    for before in year.years:
        share = _comma(before.online_hundredths)
        yield (before.year, say("file.through_the_years"), say("file.counter"), "", share, "")


def as_atom(years: Iterable[Compared], here: Municipality, address: str) -> str:
    """One entry for each year that is over and was counted here; `address` is the public URL."""
    over = sorted((y for y in years if y.is_counted_here), key=lambda y: -y.year)
    updated = _midnight(over[0].year + 1) if over else _midnight(1970)
    title = say("feed.title", municipality=here.name)
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">\n'
        f"<id>{escape(address)}/cijfers</id>\n<title>{escape(title)}</title>\n"
        f"<updated>{updated}</updated>\n"
        f"<author><name>{escape(here.official_name)}</name></author>\n"
        f'<link rel="self" href={quoteattr(address + "/cijfers/feed.atom")}/>\n'
        f"<link href={quoteattr(address + '/cijfers')}/>\n"
    )
    return head + "".join(_entry(year, here, address) for year in over) + "</feed>\n"


def label_of(sheet: str, code: str, called: Called) -> str:
    """The Dutch name of a row."""
    if sheet == "documents":
        return called(code)
    return reason(code) if sheet == "reasons" else words(sheet).get(code, code)


def _entry(year: Compared, here: Municipality, address: str) -> str:
    page = f"{address}/cijfers/{year.year}"
    title = say("feed.entry", municipality=here.name, year=year.year)
    return (
        f"<entry>\n<id>{escape(page)}</id>\n"
        f"<title>{escape(title)}</title>\n"
        f"<updated>{_midnight(year.year + 1)}</updated>\n<link href={quoteattr(page)}/>\n"
        f"<summary>{escape(_summary(year))}</summary>\n</entry>\n"
    )


def _summary(year: Compared) -> str:
    total = say("feed.few") if year.total is None else numbers.count(year.total)
    if year.online_hundredths is None:
        return say("feed.total", total=total)
    return say("feed.total_online", total=total, online=year.online)


def _midnight(year: int) -> str:
    return datetime(year, 1, 1, tzinfo=UTC).isoformat()


def _values(row: FigureRow, smallest: int) -> tuple[str, str, str]:
    if row.count is None:
        return shown(row, smallest), "", ""
    share = numbers.decimal(row.count, row.whole, row.decimals).replace(".", ",")
    return str(row.count), share, "" if row.automatic is None else str(row.automatic)


def _row(sheet: str, row: FigureRow, called: Called) -> RowAnswer:
    is_shown = row.count is not None and row.whole
    return RowAnswer(
        code=row.code,
        name=label_of(sheet, row.code, called),
        count=row.count,
        automatic=row.automatic,
        share_percent=numbers.decimal(row.count or 0, row.whole, row.decimals)
        if is_shown
        else None,
        hidden=None if row.count is not None else "small" if row.is_small else "protects",
    )


def _percent(part: int | None, whole: int | None) -> str | None:
    return None if part is None or whole is None else numbers.decimal(part, whole)


def _year(compared: Compared) -> YearAnswer:
    share = compared.online_hundredths
    return YearAnswer(
        year=compared.year,
        total=compared.total,
        online_percent=None if share is None else numbers.decimal(share, 10_000),
        counted_here=compared.is_counted_here,
    )


def _comma(hundredths: int | None) -> str:
    return "" if hundredths is None else numbers.decimal(hundredths, 10_000).replace(".", ",")
