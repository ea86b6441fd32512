"""The figures: a page for everybody, the same as files, and one for supervisors."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from chalice import Response

from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.press import LETTER_FAX, OTHER
from chalicelib.domain.figures.published import FigureRow, Published
from chalicelib.domain.figures.served import ToldProcess
from chalicelib.domain.figures.tally import BOUNCE, REFUSAL
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.usecases.figures.read_figures import Inside
from chalicelib.web.figures import charts
from chalicelib.web.figures.files import as_answer, as_atom, as_csv, label_of
from chalicelib.web.figures.supervisors import supervisor
from chalicelib.web.figures.words import (
    code_of,
    compared_with_before,
    dimension,
    in_days,
    press_text,
    reason,
    refusal,
    shown,
    step,
    words,
)
from chalicelib.web.http.addresses import JSON, get
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page

CSV = "text/csv; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
_YEAR = re.compile(r"20[0-9]{2}")
_PUBLIC = {"Cache-Control": "public, max-age=300"}


@get("/cijfers")
def newest(asked: RequestContext) -> Response:
    """The newest year that was counted; what was printed before, when none was."""
    read = asked.wiring.figures.read_figures
    found = read.newest(asked.tenant)
    if found is None:
        years = read.years_over(asked.tenant)
        return page(asked, "figures_none.html", columns=charts.year_columns(years), years=years)
    return _shown(asked, found)


@get("/cijfers/feed.atom")
def feed(asked: RequestContext) -> Response:
    """The years that are over, to follow."""
    over = asked.wiring.figures.read_figures.years_over(asked.tenant)
    text = as_atom(over, asked.municipality, asked.municipality.address)
    return Response(body=text, headers={"Content-Type": ATOM, **_PUBLIC})


@get("/cijfers/{year}")
def one_year(asked: RequestContext, year: str) -> Response:
    """The story of one year; `?formaat=csv` or `json` gives it as a file."""
    wanted = _known_year(year)
    return _file(asked, wanted, asked.query("formaat")) or _shown(asked, wanted)


@get("/api/v1/figures/{year}")
def for_programs(asked: RequestContext, year: str) -> Response:
    """The same for programs: JSON, or with `?formaat=csv` CSV."""
    wanted = _known_year(year)
    return _file(asked, wanted, asked.query("formaat") or "json") or _nothing()


@get("/loket/cijfers")
def for_supervisors(asked: RequestContext) -> Response:
    """What keeps cases of a process from being automatic, for who can do something about it."""
    colleague, read = supervisor(asked), asked.wiring.figures.read_figures
    process = asked.query("proces") or ""
    counted = [y.year for y in read.years(asked.tenant, process) if y.is_counted_here]
    if not counted:
        raise NotThereError("Er zijn nog geen cijfers geteld.")
    wanted = _known_year(asked.query("jaar")) if asked.query("jaar") else max(counted)
    found = read.inside(asked.tenant, wanted, process)
    story = found.story
    return page(
        asked,
        "figures_inside.html",
        session=None,
        me=colleague,
        found=found,
        story=story,
        years=counted,
        hours=_hours(found),
        refusals=story.tally.one(REFUSAL).most_common(),
        bounces=story.tally.one(BOUNCE).total(),
        refusal=lambda code: refusal(code, found.process),
        titles=_titles(asked, found.processes),
        step=step,
        in_days=in_days,
        dimension=dimension,
        code_of=code_of,
        **_helpers(asked),
    )


def _shown(asked: RequestContext, year: int) -> Response:
    found = _published(asked, year)
    top = [row for row in found["documents"].rows if row.count is not None][:5]
    return page(
        asked,
        "figures.html",
        headers=_PUBLIC if not asked.header("cookie") else None,
        found=found,
        change=compared_with_before(found),
        press=press_text(found, asked.municipality, asked.wiring.figures.document_name),
        year_columns=charts.year_columns(found.years),
        month_columns=charts.month_columns(found["months"].rows),
        channel_bars=charts.bars(
            (words("channels")[row.code], _said(found, row), row.count or 0)
            for row in found["channels"].rows
        ),
        top_bars=charts.bars(
            (
                asked.wiring.figures.document_name(row.code).partition(" (")[0],
                numbers.count(row.count or 0),
                row.count or 0,
            )
            for row in top
        ),
        named=_named_share(found),
        told=_told(asked, year),
        in_days=in_days,
        **_helpers(asked),
    )


def _told(asked: RequestContext, year: int) -> list[tuple[str, ToldProcess, list[charts.Bar]]]:
    """What each other process is called, how long it took, and its steps as bars."""
    every = asked.wiring.figures.read_figures.told(asked.tenant, year)
    titles = _titles(asked, [one.process for one in every])
    return [(titles[one.process], one, _steps(one)) for one in every if one.process in titles]


def _steps(one: ToldProcess) -> list[charts.Bar]:
    return charts.bars((step(s.step), in_days(s.median, "werkdag"), s.median) for s in one.steps)


def _titles(asked: RequestContext, processes: Iterable[str]) -> dict[str, str]:
    """What the processes of this release are called, by id."""
    types = asked.wiring.cases.types
    return {id_: types.definition(id_).title for id_ in processes if id_ in types.ids()}


def _helpers(asked: RequestContext) -> dict[str, Any]:
    called = asked.wiring.figures.document_name
    return {
        "n": numbers,
        "reason": reason,
        "name": lambda sheet, code: label_of(sheet, code, called),
        "shown": shown,
    }


def _said(found: Published, row: FigureRow) -> str:
    """`23.818 · 80,59 %`."""
    return " · ".join(filter(None, (shown(row, found.smallest), row.share)))


def _named_share(found: Published) -> str:
    """What the channels that have a name come to, from their shares as they are printed.

    Empty when one is hidden: the rest would give it away.
    """
    rows = found["channels"].rows
    if not rows or any(row.count is None for row in rows):
        return ""
    named = (replace(row, decimals=2 if row.code == LETTER_FAX else row.decimals) for row in rows)
    hundredths = sum(_hundredths(row) for row in named if row.code != OTHER)
    return numbers.percent(hundredths, 10_000)


def _hundredths(row: FigureRow) -> int:
    scaled = numbers.hundredths(row.count or 0, row.whole, row.decimals) or 0
    return scaled * (1 if row.decimals == 2 else 10)


def _published(asked: RequestContext, year: int) -> Published:
    return asked.wiring.figures.read_figures.published(asked.tenant, year)


def _file(asked: RequestContext, year: int, form: str) -> Response | None:
    """The year as a file; None when a page was asked for. Raises NotThereError."""
    if not form:
        return None
    found, called = _published(asked, year), asked.wiring.figures.document_name
    if form == "csv":
        name = f'attachment; filename="burgerzaken-{asked.tenant}-{year}.csv"'
        headers = {"Content-Type": CSV, "Content-Disposition": name, **_PUBLIC}
        return Response(body=as_csv(found, called), headers=headers)
    if form == "json":
        answer = as_answer(found, asked.municipality, called)
        return Response(body=answer.model_dump_json(), headers={"Content-Type": JSON, **_PUBLIC})
    return _nothing()


def _nothing() -> Response:
    raise NotThereError("In deze vorm bestaan de cijfers niet. Kies csv of json.")


def _known_year(year: str) -> int:
    if not _YEAR.fullmatch(year):
        raise NotThereError("Van dit jaar hebben we geen cijfers.")
    return int(year)


def _hours(found: Inside) -> list[tuple[str, list[tuple[int, int]]]]:
    """By weekday, the requests of each hour with how dark they are drawn, from 0 to 9."""
    highest = max(found.hours.values(), default=0) or 1
    return [
        (name, [_shade(found.hours.get((int(day), hour), 0), highest) for hour in range(24)])
        for day, name in words("weekdays").items()
    ]


def _shade(n: int, highest: int) -> tuple[int, int]:
    return n, -(-9 * n // highest)
