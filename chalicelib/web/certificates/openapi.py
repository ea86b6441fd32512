"""What the short form for certificates adds to the description."""

from chalicelib.web.certificates.answers import DocumentsAnswer, RequestAnswer, RequestsAnswer
from chalicelib.web.certificates.bodies import AnswerBody
from chalicelib.web.certificates.new_request import NewRequest
from chalicelib.web.http.calls import Call
from chalicelib.web.http.payloads.programs import Empty

REQUESTS = (
    Call("/documents", "documents", "Wat u kunt vragen", DocumentsAnswer, is_public=True),
    Call("/requests", "mine", "Uw aanvragen, de nieuwste eerst", RequestsAnswer),
    Call(
        "/requests",
        "submit",
        "Vraag een document",
        RequestAnswer,
        NewRequest,
        status="202",
        may_be_there=True,
        has_key=True,
    ),
    Call("/requests/{id}", "one", "Een aanvraag van u", RequestAnswer),
    Call("/requests/{id}/withdraw", "withdraw", "Trek uw aanvraag in", RequestAnswer, Empty),
    Call("/requests/{id}/answer", "answer", "Antwoord op onze vraag", RequestAnswer, AnswerBody),
)
"""Every operation, in the order of the description."""
