"""The page of a case of any process, and the list of all somebody has a part in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalice import Response

from chalicelib.domain.issued.listed import Listed
from chalicelib.ports.sessions import Session
from chalicelib.usecases.cases.documents.open_document import DocumentLink
from chalicelib.usecases.cases.opening.open_case import OpenedCase
from chalicelib.usecases.cases.reading.view import CaseLine
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.cases.uploading import open_to_bucket
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page
from chalicelib.web.portal.own import beside_of
from chalicelib.web.portal.shown_case import REVOKED, ShownCase, has_given, look_of

ALIKE = "al"
"""That somebody asked for what was under way or done already."""


@dataclass(frozen=True, slots=True)
class ShownCaseLine:
    """One line of somebody's list; without a path there is nothing more to read.

    `needs` is how surely one must sign in to read more than that it is there.
    """

    path: str
    name: str
    label: str
    look: str
    at: datetime | None
    reference: str
    is_turn: bool = False
    needs: str = ""


def case_page(asked: RequestContext, session: Session, case_id: str) -> Response:
    """How a case stands, and what its reader may do."""
    shown = shown_case(asked, session, case_id)
    own = None if shown.view.needs else shown.own
    return page(
        asked,
        own.template if own else "cases/case.html",
        s=shown,
        v=shown.view,
        headers=open_to_bucket(asked) if shown.answer else None,
        beside=beside_of(asked, shown.view),
        session=session,
        hidden=shown.own_fields(asked.wiring.platform.ids.secret()),
        own=own.values(asked, shown.view) if own else {},
        is_alike=bool(asked.query(ALIKE)),
    )


def shown_case(asked: RequestContext, session: Session, case_id: str) -> ShownCase:
    """A case for who is signed in, with what the ledger says of its documents.

    Raises NotThereError, TooWeakError, ConflictError (`set_aside`), RetryableError.
    """
    the = asked.wiring.road
    view = the.look.case(asked.tenant, case_id, citizen_of(session))
    definition = the.frames.types.definition(view.process, view.process_version)
    listed = _listed(asked, [document.number for document in view.documents])
    return ShownCase(view, definition, asked.today, listed)


def case_lines(asked: RequestContext, session: Session) -> Iterator[ShownCaseLine]:
    """The cases in which somebody has a part, the newest first."""
    for line in asked.wiring.road.look.mine(asked.tenant, citizen_of(session)):
        yield _line(asked, line)


def way_to(asked: RequestContext, case_id: str, found: Sequence[DocumentLink]) -> str:
    """Where the only document is, or the page where one of several is chosen."""
    return found[0].address if len(found) == 1 else asked.link(f"/aanvragen/{case_id}")


def way_to_case(opened: OpenedCase) -> str:
    """The page of a case that was begun; of one that was there before, it says so."""
    path = f"/aanvragen/{opened.case.id}"
    return f"{path}?{ALIKE}=1" if opened.is_alike else path


def _listed(asked: RequestContext, numbers: Iterable[str]) -> Mapping[str, Listed]:
    found = (asked.wiring.state.ledger.get(asked.tenant, number) for number in numbers)
    return {one.entry.number: one for one in found if one}


def _line(asked: RequestContext, line: CaseLine) -> ShownCaseLine:
    look = look_of(line.outcome, is_moving=line.is_moving, has_given=has_given(line))
    if any(one.entry.revoked_at for one in _listed(asked, line.documents).values()):
        look = REVOKED
    path = f"/aanvragen/{line.case_id}" if line.is_readable else ""
    name = line.title or line.label
    return ShownCaseLine(
        path, name, line.label, look, line.changed_at, line.reference, line.is_turn, line.needs
    )
