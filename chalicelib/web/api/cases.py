"""The JSON API of cases of any process, for their parties and for staff."""

from collections.abc import Callable
from dataclasses import replace

from chalice import Response
from pydantic import BaseModel, ValidationError

from chalicelib.domain.cases.moving.acting import Citizen, Official
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.web.api.case_answers import (
    CasesAnswer,
    DoInCase,
    DoneAnswer,
    LetterAnswer,
    NewCase,
    OpenedAnswer,
    case_answer,
    line_answer,
)
from chalicelib.web.api.colleagues import actor
from chalicelib.web.api.process_answers import (
    Offered,
    ProcessesAnswer,
    process_answer,
    process_line,
)
from chalicelib.web.api.uploads import action_path, start_path, with_files
from chalicelib.web.http.addresses import API, JSON, get, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.payloads.bodies import described, idempotency_key, mail_address
from chalicelib.web.http.payloads.programs import json_answer
from chalicelib.web.http.sessions import caller
from chalicelib.web.portal.wished import address_for

type Key = Callable[[RequestContext], str]
"""The key under which something is done; looking needs none."""

_ONE = f"{API}/cases/{{case_id}}"


@get(f"{API}/processes")
def processes(asked: RequestContext) -> Response:
    """What can be arranged here."""
    return json_answer(ProcessesAnswer(processes=[process_line(d) for d in _offered(asked)]))


@get(f"{API}/processes/{{process}}")
def process(asked: RequestContext, process: str) -> Response:
    """One process, with its form and actions."""
    definition = _process(asked, process)
    besides = asked.wiring.cases.types.type(definition.id).besides
    return json_answer(process_answer(definition, besides))


@get(f"{API}/cases")
def mine(asked: RequestContext) -> Response:
    """The cases of the caller."""
    who = caller(asked)
    found = asked.wiring.road.look.mine(asked.tenant, Citizen(who.number, who.assurance))
    return json_answer(CasesAnswer(cases=[line_answer(line) for line in found]))


@post(_ONE, JSON)
def begin(asked: RequestContext, case_id: str) -> Response:
    """Begin a case of a process; the same key and body give the same answer."""
    who, key = caller(asked), idempotency_key(asked)
    definition, sent = _process(asked, case_id), _read(asked, NewCase)
    applicant = Citizen(who.number, who.assurance)
    done = asked.wiring.road.open_case(
        OpenCommand(
            tenant=asked.tenant,
            process=definition.id,
            role=definition.start.by[0],
            person=who.number,
            email=mail_address(address_for(asked, who, sent.email or "")),
            raw=with_files(asked, applicant, sent.fields, start_path(definition), sent.basket),
            key=key,
            assurance=who.assurance,
        )
    )
    answer = OpenedAnswer(id=done.case.id, reference=done.case.reference)
    where = {"Location": asked.link(f"{API}/cases/{done.case.id}")}
    return json_answer(answer, 200 if done.is_alike else 202, where)


@get(_ONE)
def one(asked: RequestContext, case_id: str) -> Response:
    """One case of the caller, or one that staff look into."""
    road = asked.wiring.road
    view = road.look.case(asked.tenant, known_id(case_id), actor(asked))
    definition = road.frames.types.definition(view.process, view.process_version)
    return json_answer(case_answer(view, definition))


@post(f"{_ONE}/actions/{{action}}", JSON)
def act(asked: RequestContext, case_id: str, action: str) -> Response:
    """Do something in a case, on what was seen."""
    done = asked.wiring.road.act(_acting(asked, case_id, action, idempotency_key))
    return json_answer(DoneAnswer(id=done.case_id, event=done.event))


@post(f"{_ONE}/preview/{{action}}", JSON)
def preview(asked: RequestContext, case_id: str, action: str) -> Response:
    """The letter that an action would write, in words; nothing is decided."""
    letter = asked.wiring.road.act.preview(_acting(asked, case_id, action, lambda _: ""))
    return json_answer(LetterAnswer(title=letter.title, paragraphs=list(letter.paragraphs)))


def _acting(asked: RequestContext, case_id: str, action: str, keyed: Key) -> Acting:
    who, key = actor(asked), keyed(asked)
    known, sent = known_id(case_id), _read(asked, DoInCase)
    if isinstance(who, Official) and sent.behalf:
        who = replace(who, behalf=sent.behalf.of_use)
    path = action_path(known, action, who)
    raw = with_files(asked, who, sent.fields, path, sent.basket)
    return Acting(asked.tenant, known, sent.seen, action, who, raw, key, sent.event, sent.shown)


@get(f"{_ONE}/documents/{{slot}}")
def document(asked: RequestContext, case_id: str, slot: str) -> Response:
    """On to the PDF, at an address that lasts a minute."""
    opened = asked.wiring.road.open_document
    address = opened(asked.tenant, known_id(case_id), slot, actor(asked))
    return Response(body="", status_code=302, headers={"Location": address})


def all_offered(asked: RequestContext) -> Offered:
    """What can be arranged here, each with what its actions take beside their fields."""
    types = asked.wiring.road.frames.types
    return ((one, types.type(one.id).besides) for one in _offered(asked))


def _offered(asked: RequestContext) -> tuple[Definition, ...]:
    return asked.wiring.road.frames.offered(asked.tenant)


def _process(asked: RequestContext, process: str) -> Definition:
    found = next((d for d in _offered(asked) if d.id == process), None)
    if found is None:
        raise NotThereError("Dit kunt u hier niet regelen.")
    return found


def _read[B: BaseModel](asked: RequestContext, model: type[B]) -> B:
    try:
        return model.model_validate_json(asked.body())
    except ValidationError as error:
        raise described(error) from None
