"""What the API of requests under way adds to the description."""

from chalicelib.web.api import intake, under_way
from chalicelib.web.api.answers import RequestAnswer
from chalicelib.web.api.common import Empty
from chalicelib.web.api.openapi_call import Call

CALLS = (
    Call(
        "/intake",
        "intake",
        "Geef een aanvraag van een ander kanaal in",
        intake.TakenAnswer,
        intake.NewIntake,
        status="202",
        has_key=True,
    ),
    Call("/requests/{id}/withdraw", "withdraw", "Trek uw aanvraag in", RequestAnswer, Empty),
    Call(
        "/requests/{id}/answer", "answer", "Antwoord op onze vraag", RequestAnswer, under_way.Answer
    ),
)
"""Every operation, in the order of the description."""
