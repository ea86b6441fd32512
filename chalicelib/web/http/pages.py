"""Pages: Jinja templates under `templates/pages/`, always escaped, with what every page shows."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from chalice import Response

from chalicelib.domain.shared import dutch
from chalicelib.domain.shared.errors import TooWeakError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.sessions import Session
from chalicelib.settings import TEMPLATES
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import nearest_page
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.hours import CounterHours
from chalicelib.web.http.left.keeping import keep_form, kept_form
from chalicelib.web.http.left.refill import noted, refilled
from chalicelib.web.http.masking import masked
from chalicelib.web.http.problems import Problem
from chalicelib.web.http.sessions import session_of
from chalicelib.web.http.static import versioned

if TYPE_CHECKING:
    from jinja2 import Environment

HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(
    asked: RequestContext,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> Response:
    """A page; signed in or not, it shows whose counter this is and who is here."""
    common = _common(asked, values)
    text = _environment().get_template(template).render(common)
    if status == HTTPStatus.OK:
        text = _again(asked, common, text)
    return Response(body=text, status_code=status, headers={**HTML, **(headers or {})})


def error_page(asked: RequestContext, problem: Problem) -> Response:
    """What went wrong, and what to do now."""
    kept = keep_form(asked, problem)
    if problem.sign_in:
        return _stronger(asked, problem.sign_in, kept)
    template = "sign_in.html" if problem.code == "sign_in_needed" else "error.html"
    return page(
        asked,
        f"desk/{template}" if asked.is_for_staff else template,
        status=problem.status,
        headers=problem.headers,
        problem=problem,
        session=None if problem.status >= 500 else session_of(asked),
        return_to=kept or _place(asked),
        is_kept=bool(kept),
    )


def _stronger(asked: RequestContext, wanted: TooWeakError, kept: str) -> Response:
    """How to sign in more strongly, or once more, and come back to what was wanted."""
    return page(
        asked,
        "stronger.html",
        status=403,
        ways=asked.municipality.ways_to_sign_in(for_work=False),
        wanted=wanted,
        return_to=kept or _place(asked),
        is_kept=bool(kept),
    )


def _again(asked: RequestContext, common: Mapping[str, Any], text: str) -> str:
    """The page with a form filled in again that its reader sent when it couldn't be taken."""
    session = common["session"] or (common["me"].session if "me" in common else None)
    kept = kept_form(asked, session) if session else None
    if kept is None:
        return text
    again = refilled(text, asked.link(kept.path), kept.fields)
    if not (again.is_filled or again.homeless):
        return text
    said = {"is_filled": again.is_filled, "homeless": again.homeless}
    return noted(again.html, _environment().get_template("_kept.html").render(said))


def _place(asked: RequestContext) -> str:
    """Where somebody is, to come back to; after a form that went nowhere, where it stands."""
    if asked.request.method not in {"GET", "HEAD"}:
        return nearest_page(asked.own_path)
    query: Mapping[str, str] = asked.request.query_params or {}
    return f"{asked.own_path}?{urlencode(query)}" if query else asked.own_path


def redirect(location: str, cookies: tuple[str, ...] = (), status: int = 303) -> Response:
    """To another address; 303, so that a browser never sends a form again."""
    headers: dict[str, Any] = {**HTML, "Location": location}
    if cookies:
        headers["Set-Cookie"] = list(cookies)
    return Response(body="", status_code=status, headers=headers)


def _common(asked: RequestContext, values: Mapping[str, object]) -> Mapping[str, object]:
    """What every page shows, and what this one does; a view that knows the session gives it."""
    municipality = asked.municipality
    common = {
        "link": asked.link,
        "address": asked.address,
        "static": lambda name: asked.link(versioned(name, municipality)),
        "here": municipality,
        "path": asked.own_path,
        "clock": _Clock(municipality),
        "words": texts.words,
        "hours": CounterHours(municipality, asked.wiring.platform.clock.now()),
    }
    session = values["session"] if "session" in values else session_of(asked)
    return {**common, "seconds_left": _seconds_left(asked), **values, "session": session}


def _seconds_left(asked: RequestContext) -> Callable[[Session], int]:
    """How long a session lasts if nothing more is done."""
    return lambda session: int(
        (session.ends_at - asked.wiring.platform.clock.now()).total_seconds()
    )


class _Clock:
    """Dates and times as the municipality's wall shows them."""

    def __init__(self, municipality: Municipality) -> None:
        self._municipality = municipality

    def day(self, moment: datetime | date) -> str:
        """`dinsdag 1 december 2026`."""
        return dutch.weekday_and_date(self._day(moment))

    def on(self, day: date) -> str:
        """`1 december 2026`."""
        return dutch.in_words(day)

    def brief(self, moment: datetime) -> str:
        """`di 1/12`."""
        day = self._day(moment)
        return f"{dutch.weekday_and_date(day)[:2]} {day.day}/{day.month}"

    def hour(self, moment: datetime) -> str:
        """`14.05`."""
        return f"{moment.astimezone(ZoneInfo(self._municipality.timezone)):%H.%M}"

    def moment(self, moment: datetime) -> str:
        """`1 december 2026 om 14.05 uur`."""
        return dutch.moment(moment.astimezone(ZoneInfo(self._municipality.timezone)))

    def _day(self, moment: datetime | date) -> date:
        return self._municipality.day_of(moment) if isinstance(moment, datetime) else moment


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - pages only

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["masked"] = masked
    return environment
