"""One case of any process on one page, and its files."""

from chalice import Response

from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.web.cases.raw import OWN, raw_of
from chalicelib.web.cases.uploading import FileForm, open_to_bucket, staff_owner
from chalicelib.web.desk.cases.forms import FailedForm
from chalicelib.web.desk.cases.shown import shown_case
from chalicelib.web.desk.working import Colleague, at_work, desk_page
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.payloads.multipart import Filled

ACTION, BEHALF = "actie", f"{OWN}namens"
ONE = "/loket/zaken/{case_id}"


@get(ONE)
def case(asked: RequestContext, case_id: str) -> Response:
    """The case, once the look is logged."""
    colleague, known, slug = at_work(asked), known_id(case_id), asked.query(ACTION)
    form = place_of(asked, colleague, known, slug).returned()
    typed = typed_in(asked, colleague, known, slug, form) if form.all else None
    return case_page(asked, colleague, known, typed=typed, done=asked.query("gedaan"))


def place_of(asked: RequestContext, colleague: Colleague, case_id: str, slug: str) -> FileForm:
    """Where the files of an action are put ready."""
    path = f"/loket/zaken/{case_id}/acties/{slug}"
    back = f"/loket/zaken/{case_id}?{ACTION}={slug}"
    return FileForm(asked, staff_owner(colleague.staff), path, back)


def typed_in(
    asked: RequestContext, colleague: Colleague, case_id: str, slug: str, form: Filled
) -> FailedForm:
    """What stands in the form of an action, with the files that it names."""
    place = place_of(asked, colleague, case_id, slug)
    return FailedForm(slug, form.fields.get(BEHALF, ""), place.shown(form, raw_of(asked, form)))


@get(f"{ONE}/bijlagen/{{entry}}/{{position}}")
def attachment(asked: RequestContext, case_id: str, entry: str, position: str) -> Response:
    """On to a file that somebody added."""
    colleague = at_work(asked)
    opened = asked.wiring.handling.open_file
    place = whole_number(position, -1)
    address = opened.attachment(colleague.staff, known_id(case_id), entry, place)
    return redirect(address, status=302)


@get(f"{ONE}/documenten/{{slot}}")
def document(asked: RequestContext, case_id: str, slot: str) -> Response:
    """On to a document of the case while it counts: what was revoked isn't handed out again."""
    colleague = at_work(asked)
    opened, official = asked.wiring.road.open_document, Official(colleague.staff)
    return redirect(opened(asked.tenant, known_id(case_id), slot, official), status=302)


def case_page(
    asked: RequestContext,
    colleague: Colleague,
    case_id: str,
    *,
    status: int = 200,
    typed: FailedForm | None = None,
    done: str = "",
) -> Response:
    """The page of a case, with what was typed in a form that didn't work out."""
    return desk_page(
        asked,
        colleague,
        "cases/case.html",
        status=status,
        headers=open_to_bucket(asked),
        c=shown_case(asked, colleague, case_id),
        typed=typed or FailedForm(),
        done=done,
        key=asked.wiring.platform.ids.secret(),
    )
