"""The JSON API of those who work through the worklists, of every process."""

from chalice import Response

from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.handling.lists.worklists import Which
from chalicelib.web.api.colleagues import colleague
from chalicelib.web.api.handling_bodies import (
    AssignCase,
    EscalateCase,
    HeldAnswer,
    NextCase,
    NotedAnswer,
    NoteOnCase,
    facts_answer,
    handled_answer,
    worklists_answer,
)
from chalicelib.web.cases.own import Own, desk_of
from chalicelib.web.desk import words
from chalicelib.web.http.addresses import API, JSON, get, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.payloads.programs import Empty, json_answer, read

_ONE = f"{API}/cases/{{case_id}}"


@get(f"{API}/worklists")
def worklists(asked: RequestContext) -> Response:
    """A page of what waits for the caller's roles."""
    staff = colleague(asked)
    which = Which(
        *(asked.query(name) for name in ("process", "role", "team", "urgency", "title", "reason"))
    )
    number = whole_number(asked.query("page"), 1)
    return json_answer(worklists_answer(asked.wiring.handling.worklists(staff, which, number)))


@post(f"{API}/worklists/next", JSON)
def following(asked: RequestContext) -> Response:
    """Take the next case; 204 when none waits."""
    staff, sent = colleague(asked), read(asked, NextCase)
    case = asked.wiring.handling.claim.next(staff, sent.which)
    return _case(case) if case else Response(body="", status_code=204)


@post(f"{_ONE}/claim", JSON)
def claim(asked: RequestContext, case_id: str) -> Response:
    """Take it."""
    staff = colleague(asked)
    read(asked, Empty)
    return _case(asked.wiring.handling.claim.chosen(staff, known_id(case_id)))


@post(f"{_ONE}/release", JSON)
def release(asked: RequestContext, case_id: str) -> Response:
    """Put it back."""
    staff = colleague(asked)
    read(asked, Empty)
    return _case(asked.wiring.handling.release(staff, known_id(case_id)))


@post(f"{_ONE}/assign", JSON)
def assign(asked: RequestContext, case_id: str) -> Response:
    """Mean it for a colleague."""
    staff, sent = colleague(asked), read(asked, AssignCase)
    return _case(asked.wiring.handling.assign(staff, known_id(case_id), sent.to))


@post(f"{_ONE}/take-over", JSON)
def take_over(asked: RequestContext, case_id: str) -> Response:
    """Take it from a colleague."""
    staff = colleague(asked)
    read(asked, Empty)
    return _case(asked.wiring.handling.take_over(staff, known_id(case_id)))


@post(f"{_ONE}/escalate", JSON)
def escalate(asked: RequestContext, case_id: str) -> Response:
    """Hand it up."""
    staff, sent = colleague(asked), read(asked, EscalateCase)
    return _case(asked.wiring.handling.escalate(staff, known_id(case_id), sent.text))


@post(f"{_ONE}/note", JSON)
def note(asked: RequestContext, case_id: str) -> Response:
    """Write something down."""
    staff, sent = colleague(asked), read(asked, NoteOnCase)
    entry = asked.wiring.handling.note(staff, known_id(case_id), sent.text)
    return json_answer(NotedAnswer(id=entry.id, at=entry.at))


@post(f"{_ONE}/heartbeat", JSON)
def heartbeat(asked: RequestContext, case_id: str) -> Response:
    """Keep it a while longer."""
    staff = colleague(asked)
    read(asked, Empty)
    lease = asked.wiring.handling.heartbeat(staff, known_id(case_id))
    return json_answer(HeldAnswer(until=lease.until))


@get(f"{_ONE}/facts")
def facts(asked: RequestContext, case_id: str) -> Response:
    """What the registers say, for who holds it; the look and each consultation are logged."""
    staff, known = colleague(asked), known_id(case_id)
    view = asked.wiring.handling.look.case(asked.tenant, known, Official(staff))
    own = desk_of(view.process)
    shown = own.show(asked, staff, view, words.of) if own else Own()
    return json_answer(facts_answer(shown))


def _case(case: AnyCase) -> Response:
    return json_answer(handled_answer(case))
