"""What the API of the clerks and of requests under way adds to the description."""

from dataclasses import dataclass

from pydantic import BaseModel

from chalicelib.web.api import review_answers as answers
from chalicelib.web.api import review_bodies as bodies
from chalicelib.web.api.answers import RequestAnswer


@dataclass(frozen=True, slots=True)
class Call:
    """One operation; `takes` is None for GET, `has_key` when repeating takes a key.

    `may_be_nothing` when there may be nothing to give: 204.
    `query` are the names of what may stand in the address.
    """

    path: str
    name: str
    summary: str
    gives: type[BaseModel]
    takes: type[BaseModel] | None = None
    status: str = "200"
    has_key: bool = False
    may_be_nothing: bool = False
    query: tuple[str, ...] = ()
    is_public: bool = False


CALLS = (
    Call("/review", "queue", "Wat wacht op een medewerker", answers.QueueAnswer),
    Call("/review/{id}", "case", "Een dossier, zonder de registers", answers.CaseFileAnswer),
    Call(
        "/review/claim",
        "claim",
        "Neem het volgende dossier, of een gekozen; 204 als er geen wacht",
        answers.CaseAnswer,
        bodies.Claim,
        may_be_nothing=True,
    ),
    Call("/review/{id}/approve", "approve", "Keur goed", answers.CaseAnswer, bodies.Approve),
    Call("/review/{id}/reject", "reject", "Weiger", answers.CaseAnswer, bodies.Reject),
    Call("/review/{id}/ask", "ask", "Stel de aanvrager een vraag", answers.CaseAnswer, bodies.Ask),
    Call("/review/{id}/release", "release", "Geef vrij", answers.CaseAnswer, bodies.Empty),
    Call(
        "/review/{id}/wait",
        "wait",
        "Wacht op een andere overheid",
        answers.CaseAnswer,
        bodies.Wait,
    ),
    Call(
        "/intake",
        "intake",
        "Geef een aanvraag van een ander kanaal in",
        answers.TakenAnswer,
        bodies.NewIntake,
        status="202",
        has_key=True,
    ),
    Call("/requests/{id}/withdraw", "withdraw", "Trek uw aanvraag in", RequestAnswer, bodies.Empty),
    Call("/requests/{id}/answer", "answer", "Antwoord op onze vraag", RequestAnswer, bodies.Answer),
)
"""Every operation, in the order of the description."""
