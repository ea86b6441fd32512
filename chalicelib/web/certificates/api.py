"""The API's short form for certificates: ask, follow, fetch, answer, take back."""

from chalice import Response

from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.certificates.order import PROCESS, RESULT
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.web.certificates.answers import (
    DocumentsAnswer,
    RequestsAnswer,
    document_answer,
    request_answer,
)
from chalicelib.web.certificates.bodies import AnswerBody
from chalicelib.web.certificates.new_request import new_request
from chalicelib.web.certificates.ordering import command
from chalicelib.web.http.addresses import API, JSON, get, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.payloads.bodies import idempotency_key
from chalicelib.web.http.payloads.programs import PUBLIC, Empty, json_answer, read
from chalicelib.web.http.sessions import caller

_ONE = f"{API}/requests/{{request_id}}"


@get(f"{API}/documents")
def documents(asked: RequestContext) -> Response:
    """What can be asked for here."""
    here = asked.municipality
    offered = (d for d in asked.wiring.templates.catalogue.all() if d.id not in here.not_offered)
    answer = DocumentsAnswer(
        municipality=here.nis, documents=[document_answer(d, here) for d in offered]
    )
    return json_answer(answer, headers=PUBLIC)


@post(f"{API}/requests", JSON)
def submit(asked: RequestContext) -> Response:
    """Ask for a document; the same key and body give the same answer."""
    who, key = caller(asked), idempotency_key(asked)
    citizen, sent = Citizen(who.number, who.assurance), new_request(asked)
    proof = _proof(asked, citizen, sent.basket)
    done = asked.wiring.certificates.order(command(asked, who, sent, key, proof))
    view = asked.wiring.road.look.at_once(done.case, citizen)
    answer = request_answer(asked, view)
    return json_answer(answer, 200 if done.is_alike else 202, {"Location": answer.links.self})


@get(f"{API}/requests")
def mine(asked: RequestContext) -> Response:
    """What the caller asked for."""
    found = asked.wiring.road.look.all_of(PROCESS, asked.tenant, _actor(asked))
    return json_answer(RequestsAnswer(requests=[request_answer(asked, view) for view in found]))


@get(_ONE)
def one(asked: RequestContext, request_id: str) -> Response:
    """One request of the caller."""
    return _now(asked, known_id(request_id), _actor(asked))


@get(f"{_ONE}/document")
def document(asked: RequestContext, request_id: str) -> Response:
    """On to the PDF, at an address that lasts a minute."""
    actor, case_id = _actor(asked), known_id(request_id)
    address = asked.wiring.road.open_document(asked.tenant, case_id, RESULT, actor)
    return Response(body="", status_code=302, headers={"Location": address})


@post(f"{_ONE}/withdraw", JSON)
def withdraw(asked: RequestContext, request_id: str) -> Response:
    """The applicant takes a request back."""
    actor = _actor(asked)
    read(asked, Empty)
    return _act(asked, known_id(request_id), actor, "withdraw", {})


@post(f"{_ONE}/answer", JSON)
def answer(asked: RequestContext, request_id: str) -> Response:
    """The applicant answers a question."""
    actor, sent = _actor(asked), read(asked, AnswerBody)
    if not sent.text.strip():
        raise InvalidInputError("text_missing", "Schrijf hier een tekst.", "text")
    files = tuple(File(file.content) for file in sent.files)
    raw: Raw = {"text": sent.text, **({"files": files} if files else {})}
    return _act(asked, known_id(request_id), actor, "answer", raw)


def _proof(asked: RequestContext, citizen: Citizen, basket: str) -> Raw:
    """The files that an order brings."""
    if not basket:
        return {}
    from chalicelib.web.api.uploads import start_path, with_files  # noqa: PLC0415 - with files only

    place = start_path(asked.wiring.road.frames.new(PROCESS, asked.tenant).definition)
    return with_files(asked, citizen, {}, place, basket)


def _actor(asked: RequestContext) -> Citizen:
    who = caller(asked)
    return Citizen(who.number, who.assurance)


def _now(asked: RequestContext, case_id: str, actor: Citizen) -> Response:
    view = asked.wiring.road.look.case(asked.tenant, case_id, actor)
    return json_answer(request_answer(asked, view))


def _act(asked: RequestContext, case_id: str, actor: Citizen, action: str, raw: Raw) -> Response:
    """Do it on the request as it stands; what was seen and a key are asked in the long form."""
    seen = asked.wiring.road.look.case(asked.tenant, case_id, actor).seen
    key = asked.wiring.platform.ids.secret()
    asked.wiring.road.act(Acting(asked.tenant, case_id, seen, action, actor, raw, key))
    return _now(asked, case_id, actor)
