"""The JSON API of requests that staff key in: they came by another channel."""

from dataclasses import replace
from typing import Annotated

from chalice import Response
from pydantic import BaseModel, Field

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.usecases.certificates.intake import IntakeCommand
from chalicelib.web.api.colleagues import colleague
from chalicelib.web.api.handling_bodies import HandledAnswer, handled_answer
from chalicelib.web.certificates.new_request import NewOrder
from chalicelib.web.certificates.ordering import order_of
from chalicelib.web.http.addresses import API, JSON, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.calls import Call
from chalicelib.web.http.payloads import bodies
from chalicelib.web.http.payloads.programs import json_answer, read


class NewIntake(NewOrder):
    """A request that came by another channel than this counter's own."""

    channel: Channel
    applicant: Annotated[str, Field(min_length=11, max_length=20)]
    identified_by: Identified | None = None
    delivery: Delivery = Delivery.LINK


class TakenAnswer(BaseModel):
    """The case of a request that was keyed in; the issuance function decides on it next."""

    case: HandledAnswer
    is_repeated: bool


@post(f"{API}/intake", JSON)
def intake(asked: RequestContext) -> Response:
    """Key in a request; the rules decide within seconds, which its case tells."""
    key, staff = bodies.idempotency_key(asked), colleague(asked)
    sent = read(asked, NewIntake)
    allow_test = asked.wiring.settings.allow_test_numbers
    number = bodies.national_number(sent.applicant, "applicant", allow_test=allow_test)
    command = IntakeCommand(
        idempotency_key=key,
        channel=sent.channel,
        applicant=number,
        email=sent.email or "",
        order=replace(order_of(asked, number, sent), delivery=sent.delivery),
        identified_by=sent.identified_by,
    )
    taken = asked.wiring.certificates.intake(staff, command)
    answer = TakenAnswer(
        case=handled_answer(taken.case),
        is_repeated=taken.repeated,
    )
    there = asked.link(f"{API}/cases/{taken.case.id}")
    return json_answer(answer, 202, {"Location": there})


INTAKE = Call(
    "/intake",
    "intake",
    "Geef een aanvraag van een ander kanaal in",
    TakenAnswer,
    NewIntake,
    status="202",
    has_key=True,
)
"""How the description has it."""
