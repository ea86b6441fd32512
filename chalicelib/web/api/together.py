"""The JSON API for deciding of several cases at once."""

from collections.abc import Iterator
from typing import Annotated

from chalice import Response
from pydantic import BaseModel, Field

from chalicelib.domain.cases.forms.reading import check_known
from chalicelib.domain.process.actions import Field as FormField
from chalicelib.usecases.handling.decide_together import (
    MOST,
    ChosenCase,
    DecidedLine,
    Together,
)
from chalicelib.web.api.case_answers import Texts
from chalicelib.web.api.cases import all_offered
from chalicelib.web.api.colleagues import colleague
from chalicelib.web.api.process_answers import Offered
from chalicelib.web.http.addresses import API, JSON, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.bodies import Body, Code, Whole, idempotency_key
from chalicelib.web.http.payloads.programs import json_answer, read


class SeenCase(Body):
    """A case of a worklist, with its version there."""

    id: Code
    seen: Whole


class DecideSeveral(Body):
    """One decision on cases of a process that wait for the same reasons, all of them."""

    process: Code
    reasons: Annotated[list[Code], Field(max_length=20)]
    action: Code
    fields: Texts = Field(default_factory=dict)
    cases: Annotated[list[SeenCase], Field(min_length=1, max_length=MOST)]


class DecidedCase(BaseModel):
    """What came of one case; `code` and `why` say what kept it from being done."""

    id: str
    done: bool
    code: str
    why: str


class DecidedAnswer(BaseModel):
    """A line for each case."""

    cases: list[DecidedCase]


def fields_together(offered: Offered) -> Iterator[FormField]:
    """What may be filled in where something is decided of several cases, of all processes."""
    for definition, besides in offered:
        for action in definition.actions.values():
            if action.is_together:
                yield from (*action.fields.values(), *besides.get(action.id, ()))


@post(f"{API}/worklists/decide", JSON)
def decide(asked: RequestContext) -> Response:
    """Decide of each by itself; the same key does nothing twice.

    What no decision on several asks is refused for all of them: FormError.
    """
    key, staff, sent = idempotency_key(asked), colleague(asked), read(asked, DecideSeveral)
    check_known(fields_together(all_offered(asked)), sent.fields)
    what = Together(sent.process, sent.reasons, sent.action, sent.fields, key)
    chosen = [ChosenCase(one.id, one.seen) for one in sent.cases]
    said = asked.wiring.handling.decide_together(staff, what, chosen)
    return json_answer(DecidedAnswer(cases=[_line(line) for line in said]))


def _line(line: DecidedLine) -> DecidedCase:
    return DecidedCase(id=line.case_id, done=line.is_done, code=line.code, why=line.why)
