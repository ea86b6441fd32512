"""The worklists: what waits, what is mine, what colleagues hold, what waits for others, tasks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chalice import Response

from chalicelib.domain.shared.free_text import whole_number
from chalicelib.usecases.handling.lists.lines import WorklistLine
from chalicelib.usecases.handling.lists.load import StaffLoad
from chalicelib.usecases.handling.lists.paging import page_of
from chalicelib.usecases.handling.lists.worklists import ListView, Which
from chalicelib.usecases.mail.told_by_others import ToldByOther
from chalicelib.web.cases.own import lists_for
from chalicelib.web.desk import words
from chalicelib.web.desk.cases.rows import rows_of
from chalicelib.web.desk.working import (
    Colleague,
    at_work,
    at_work_for_anybody,
    desk_page,
    work_form,
)
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import redirect

WORK = "/loket"
FILTERS = {
    "proces": "process",
    "onderwerp": "title",
    "reden": "reason",
    "team": "team",
    "rol": "role",
    "termijn": "urgency",
}
"""What the address calls what is wanted of the worklists."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with what it offers: code, words and how many."""

    name: str
    label: str
    every: str
    options: tuple[tuple[str, str, int], ...]


@get(WORK)
def work(asked: RequestContext) -> Response:
    """What waits for me and my colleagues, and what is mine; the filters are in the address."""
    colleague = at_work_for_anybody(asked)
    own = lists_for(colleague.staff, asked.municipality.processes)
    if own and not colleague.is_at_desk:
        return redirect(asked.link(own[0].path))
    colleague, which = at_work(asked), _which(asked.query)
    view = asked.wiring.handling.worklists(colleague.staff, which, _number(asked))
    return desk_page(
        asked,
        colleague,
        "cases/work.html",
        view=view,
        mine=rows_of(asked, view.mine),
        rows=rows_of(asked, view.lines),
        choices=_choices(view),
        chosen={name: asked.query(name) for name in FILTERS},
        done=asked.query("gedaan"),
        done_id=asked.query("dossier"),
    )


@post(f"{WORK}/volgende")
def following(asked: RequestContext) -> Response:
    """Take the next case of what is wanted; when none waits, say so."""
    colleague, form = work_form(asked)
    which = _which(lambda name: form.get(name, ""))
    case = asked.wiring.handling.claim.next(colleague.staff, which)
    return redirect(asked.link(f"/loket/zaken/{case.id}" if case else f"{WORK}?gedaan=leeg"))


@get(f"{WORK}/in-behandeling")
def held(asked: RequestContext) -> Response:
    """What somebody of my worklists has taken."""
    colleague = at_work(asked)
    lines = asked.wiring.handling.worklists.held(colleague.staff)
    load = asked.wiring.handling.load(colleague.staff) if colleague.is_supervisor else ()
    return _list(asked, colleague, "held", lines, load=load)


@get(f"{WORK}/taken")
def tasks(asked: RequestContext) -> Response:
    """What is left to do beside the cases that wait."""
    colleague = at_work(asked)
    lines = asked.wiring.handling.worklists.tasks(colleague.staff)
    told = asked.wiring.mail.told_by_others(colleague.staff)
    return _list(asked, colleague, "tasks", lines, told)


@post(f"{WORK}/taken")
def seen_to(asked: RequestContext) -> Response:
    """What another municipality told was seen to."""
    colleague, form = work_form(asked)
    asked.wiring.mail.told_by_others.close(colleague.staff, form.get("bericht", ""))
    return redirect(asked.link(f"{WORK}/taken"))


@get(f"{WORK}/wachtend")
def waiting(asked: RequestContext) -> Response:
    """What waits for citizens and other authorities, and for whom."""
    colleague = at_work(asked)
    process = asked.query("proces")
    at = page_of(asked.wiring.handling.who_waits(colleague.staff, process), _number(asked))
    return desk_page(asked, colleague, "cases/waiting.html", at=at, chosen={"proces": process})


def _number(asked: RequestContext) -> int:
    return whole_number(asked.query("pagina"), 1)


def _list(
    asked: RequestContext,
    colleague: Colleague,
    which: str,
    lines: list[WorklistLine],
    told: Sequence[ToldByOther] = (),
    load: Sequence[StaffLoad] = (),
) -> Response:
    at = page_of(lines, _number(asked))
    return desk_page(
        asked,
        colleague,
        "cases/list.html",
        which=which,
        at=at,
        rows=rows_of(asked, at.lines),
        told=told,
        load=[(_holder(asked, one), one) for one in load],
    )


def _holder(asked: RequestContext, one: StaffLoad) -> str:
    return asked.named(one.staff) if one.staff else words.say("load.nobody_yet")


def _choices(view: ListView) -> tuple[Choice, ...]:
    reasons = words.of("rules")
    return (
        _choice("proces", _options(view.by_process, view.titles)),
        _choice("onderwerp", _options(view.by_title, {})),
        _choice("reden", _options(view.by_reason, reasons)),
        _choice("team", _options(view.by_team, view.teams)),
        _choice("rol", _options(view.by_role, view.roles)),
        _choice("termijn", _options(view.by_urgency, words.of("urgency"))),
    )


def _choice(name: str, options: tuple[tuple[str, str, int], ...]) -> Choice:
    return Choice(name, words.of("filter")[name], words.of("no_filter")[name], options)


def _which(of: Callable[[str], str]) -> Which:
    return Which(**{field: of(name) for name, field in FILTERS.items()})


def _options(
    counts: Mapping[str, int], names: Mapping[str, str]
) -> tuple[tuple[str, str, int], ...]:
    """What is counted, the most first; what has no code is no choice."""
    return tuple((code, names.get(code) or code, n) for code, n in counts.items() if code)
