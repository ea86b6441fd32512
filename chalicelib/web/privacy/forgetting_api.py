"""The JSON API for asking to be forgotten: the same wish as on the page, and as surely."""

from datetime import date, datetime

from chalice import Response
from pydantic import BaseModel

from chalicelib.domain.privacy.asked import AskedToForget
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from chalicelib.web.http.addresses import API, JSON, get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.calls import Call
from chalicelib.web.http.payloads.programs import Empty, json_answer, read
from chalicelib.web.http.sessions import LATELY, Caller, caller_lately

_PATH = f"{API}/forgetting"


class WishAnswer(BaseModel):
    """A wish that people see to: under which mark, since when, answered by which day."""

    mark: str
    asked_at: datetime
    answer_by: date


class ForgettingAnswer(BaseModel):
    """What the caller asked, if they did, and the cases that have to end first, by reference."""

    asked: WishAnswer | None
    must_end_first: list[str]


@get(_PATH)
def asked_to_be_forgotten(asked: RequestContext) -> Response:
    """The caller's wish."""
    who = _sure(asked)
    wish = asked.wiring.state.asked_erasures.of_person(asked.tenant, who.number)
    return json_answer(_answer(asked, who.number, wish))


@post(_PATH, JSON)
def ask_to_be_forgotten(asked: RequestContext) -> Response:
    """Ask it: nothing is erased before people looked at it. Asked twice it is one wish."""
    who = _sure(asked)
    read(asked, Empty)
    wish = asked.wiring.privacy.ask_to_forget(asked.tenant, who.number)
    return json_answer(_answer(asked, who.number, wish), 202)


@post(f"{_PATH}/withdraw", JSON)
def ask_it_no_more(asked: RequestContext) -> Response:
    """Take it back."""
    who = _sure(asked)
    read(asked, Empty)
    asked.wiring.privacy.ask_to_forget.take_back(asked.tenant, who.number)
    return json_answer(_answer(asked, who.number, None))


def _sure(asked: RequestContext) -> Caller:
    return caller_lately(asked, Assurance.HIGH, LATELY)


def _answer(
    asked: RequestContext, number: NationalNumber, wish: AskedToForget | None
) -> ForgettingAnswer:
    plan = asked.wiring.privacy.forget_seen.plan(DataSubjectRequest(asked.tenant, number))
    return ForgettingAnswer(
        asked=_wish(asked, wish) if wish else None,
        must_end_first=sorted({obstacle.reference for obstacle in plan.obstacles}),
    )


def _wish(asked: RequestContext, wish: AskedToForget) -> WishAnswer:
    day = asked.municipality.day_of(wish.answer_by)
    return WishAnswer(mark=wish.mark, asked_at=wish.at, answer_by=day)


FORGETTING = (
    Call(
        "/forgetting",
        "asked_to_be_forgotten",
        "Of u vroeg om uw gegevens te wissen",
        ForgettingAnswer,
    ),
    Call(
        "/forgetting",
        "ask_to_be_forgotten",
        "Vraag om uw gegevens te wissen",
        ForgettingAnswer,
        Empty,
        status="202",
    ),
    Call(
        "/forgetting/withdraw",
        "ask_it_no_more",
        "Neem die vraag terug",
        ForgettingAnswer,
        Empty,
    ),
)
"""How the description has it."""
