"""One case on one page: what was asked, what registers and rules say, and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chalice import Blueprint, Response

from chalicelib.domain.cases.entry import Attachment, Entry
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.usecases.workqueue.wait import AUTHORITIES
from chalicelib.web.desk.shown_case import shown_case
from chalicelib.web.desk.working import Colleague, at_work, desk_page
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.frame import get
from chalicelib.web.http.pages import redirect

routes = Blueprint(__name__)


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was sent and didn't work out: which, what was typed, what is wrong with it."""

    verb: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""
    place: str = ""
    """The field that is wrong; empty when it is something else."""

    def of(self, verb: str, name: str, otherwise: str = "") -> str:
        """What was typed in a field of a form."""
        return self.values.get(name, otherwise) if verb == self.verb else otherwise

    @property
    def written(self) -> list[str]:
        """The texts, to be shown when their form isn't there any more."""
        texts = (self.values.get(name, "") for name in _TEXTS)
        return [text for text in texts if text]


_TEXTS = ("ground", "explanation", "question", "text", "why")


@get(routes, "/loket/dossiers/{request_id}")
def case(asked: Asked, request_id: str) -> Response:
    """The case; the registers are read only for who holds it."""
    return case_page(asked, at_work(asked), known_id(request_id), done=asked.query("gedaan"))


@get(routes, "/loket/dossiers/{request_id}/bijlagen/{entry}/{position}")
def attachment(asked: Asked, request_id: str, entry: str, position: str) -> Response:
    """On to a file that came with an answer."""
    colleague = at_work(asked)
    file = asked.wiring.workqueue.case.summary(colleague.staff, known_id(request_id))
    chosen = _attachment(file.entries, entry, position)
    address = asked.wiring.workqueue.case.attachment(colleague.staff, file.request.id, chosen.key)
    return redirect(address, status=302)


def case_page(
    asked: Asked,
    colleague: Colleague,
    request_id: str,
    *,
    status: int = 200,
    typed: Typed | None = None,
    done: str = "",
) -> Response:
    """The page of a case, with what was typed in a form that didn't work out."""
    shown = shown_case(asked, colleague.staff, request_id)
    return desk_page(
        asked,
        colleague,
        "case.html",
        status=status,
        c=shown,
        typed=typed or Typed(),
        done=done,
        authorities=AUTHORITIES,
    )


def _attachment(entries: Sequence[Entry], entry_id: str, position: str) -> Attachment:
    for entry in entries:
        if entry.id == entry_id and position.isdecimal() and int(position) < len(entry.attachments):
            return entry.attachments[int(position)]
    raise NotThereError("Deze bijlage hebben we niet gevonden.")
