"""Files of programs: a presigned form first, then a look at what came; a call names the basket."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from chalice import Response
from pydantic import BaseModel, Field

from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.forms.uploads import MAX_FILE
from chalicelib.domain.cases.moving.acting import Actor, Official
from chalicelib.domain.process.actions import Field as FormField
from chalicelib.domain.process.actions import FieldKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.usecases.cases.uploads.baskets_of import BasketOwner
from chalicelib.usecases.cases.uploads.put_ready import WantedFiles
from chalicelib.web.api.colleagues import actor
from chalicelib.web.cases.own import desk_of
from chalicelib.web.cases.uploading import citizen_owner, staff_owner
from chalicelib.web.http.addresses import API, JSON, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.payloads.bodies import BasketId, Body
from chalicelib.web.http.payloads.programs import Empty, json_answer, read


class UploadPlace(Body):
    """Where a file belongs: a field of a process's form, or of an action in a case.

    `basket` is that of files that were put ready there before.
    """

    field: Annotated[str, Field(max_length=64)]
    process: Annotated[str, Field(max_length=64)] = ""
    case: Annotated[str, Field(max_length=26)] = ""
    action: Annotated[str, Field(max_length=64)] = ""
    basket: BasketId = ""


class UploadAnswer(BaseModel):
    """Where one file is sent, as a form whose last field is `file`, within the hour."""

    basket: str
    address: str
    fields: dict[str, str]
    largest: int


class FileAnswer(BaseModel):
    """A file that came and is good."""

    field: str
    media_type: str
    size: int


class BasketAnswer(BaseModel):
    """What came; `problem` says what was refused now, `is_pending` that a scan isn't done."""

    files: list[FileAnswer]
    problem: str
    is_pending: bool


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    labels: Mapping[str, str]


@post(f"{API}/uploads", JSON)
def put_ready(asked: RequestContext) -> Response:
    """Where the next file of a field goes."""
    who, sent = actor(asked), read(asked, UploadPlace)
    place, owner = _place(asked, who, sent), _owner(asked, who)
    ready = asked.wiring.uploads.put_ready
    basket = ready.begin(owner, WantedFiles(place.path, place.path, place.labels), sent.basket)
    form = ready.place(basket, sent.field, "")[1]
    return json_answer(
        UploadAnswer(
            basket=basket.id, address=form.address, fields=dict(form.fields), largest=MAX_FILE
        )
    )


@post(f"{API}/uploads/{{basket_id}}", JSON)
def look(asked: RequestContext, basket_id: str) -> Response:
    """Look at what came."""
    who = actor(asked)
    read(asked, Empty)
    uploads = asked.wiring.uploads
    taken = uploads.take_in(uploads.baskets_of.get(basket_id, _owner(asked, who)))
    files = [
        FileAnswer(field=f.field, media_type=f.media_type, size=f.size)
        for f in taken.basket.there()
    ]
    problem = taken.refused.public if taken.refused else ""
    return json_answer(BasketAnswer(files=files, problem=problem, is_pending=taken.is_pending))


def with_files(asked: RequestContext, who: Actor, raw: Raw, path: str, basket: str) -> Raw:
    """What a program fills in, with the files that it names.

    Raises NotThereError, InvalidInputError, ConflictError (`scan_pending`), RetryableError.
    """
    if not basket:
        return raw
    return {**raw, **asked.wiring.uploads.name_files(basket, _owner(asked, who), path)}


def start_path(definition: Definition) -> str:
    """The place of a process's form."""
    return f"/zaken/{definition.slug}/nieuw"


def action_path(case_id: str, slug: str, who: Actor) -> str:
    """The place of an action's form, by the name under which it is called."""
    if isinstance(who, Official):
        return f"/loket/zaken/{case_id}/acties/{slug}"
    return f"/aanvragen/{case_id}/{slug}"


def _owner(asked: RequestContext, who: Actor) -> BasketOwner:
    if isinstance(who, Official):
        return staff_owner(who.staff)
    return citizen_owner(asked, who)


def _place(asked: RequestContext, who: Actor, sent: UploadPlace) -> _Place:
    """Raises NotThereError where nothing of the kind can be sent now, TooWeakError."""
    road = asked.wiring.road
    if sent.process:
        definition = road.frames.new(sent.process, asked.tenant).definition
        fields = [f for page in definition.start.pages for f in page.fields.values()]
        return _Place(start_path(definition), _labels(fields))
    view = road.look.case(asked.tenant, known_id(sent.case), who)
    view.check_whole()
    actions = (possible.action for possible in view.actions)
    action = next((one for one in actions if sent.action in (one.id, one.slug)), None)
    if action is None:
        raise NotThereError("Deze stap kan nu niet.")
    own = desk_of(view.process) if isinstance(who, Official) else None
    besides = own.files.get(action.id, {}) if own else {}
    path = action_path(sent.case, sent.action, who)
    return _Place(path, {**_labels(action.fields.values()), **besides})


def _labels(fields: Iterable[FormField]) -> Mapping[str, str]:
    return {field.id: field.label for field in fields if field.kind is FieldKind.FILE}
