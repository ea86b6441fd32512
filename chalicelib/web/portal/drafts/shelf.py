"""Drafts of who is signed in: one for each thing that can be asked for, for thirty days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.log import logger
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.sessions import Session
from chalicelib.web.http.asked import RequestContext

LASTS = timedelta(days=30)
PROCESS, DOCUMENT = "process:", "document:"
"""What the id of a draft begins with; the id of what is asked for follows."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in somebody's list; without a path it can't be gone on with any more."""

    id: str
    name: str
    path: str
    at: datetime
    until: datetime


def draft_of(asked: RequestContext, session: Session, draft_id: str) -> Draft | None:
    """What somebody filled in before, if they did."""
    return asked.wiring.state.drafts.get(asked.tenant, session.number, draft_id)


def save(
    asked: RequestContext,
    session: Session,
    draft_id: str,
    path: str,
    fields: Iterable[tuple[str, str]],
) -> None:
    """Keep what somebody filled in so far, for thirty days from now. Raises RetryableError."""
    now, keys = asked.wiring.platform.clock.now(), asked.wiring.platform.keys
    owner = keys.person(asked.tenant, session.number)
    draft = Draft(draft_id, path, tuple(fields), now, now + LASTS)
    asked.wiring.state.drafts.keep(asked.tenant, owner, draft)


def drop(asked: RequestContext, session: Session, draft_id: str) -> None:
    """Forget a draft; where that fails it goes by itself."""
    try:
        asked.wiring.state.drafts.drop(asked.tenant, session.number, draft_id)
    except RetryableError:
        logger.warning("draft not dropped")


def draft_lines(asked: RequestContext, session: Session) -> Iterator[DraftLine]:
    """What somebody began and didn't send, the newest first."""
    for draft in asked.wiring.state.drafts.of_person(asked.tenant, session.number):
        if draft.listed:
            name = _name(asked, draft.id)
            path = draft.path if name else ""
            yield DraftLine(draft.id, name, path, draft.at, draft.until)


def _name(asked: RequestContext, draft_id: str) -> str:
    """What is being asked for; empty for what isn't offered any more."""
    here, types = asked.municipality, asked.wiring.cases.types
    kind, _, its_id = draft_id.partition(":")
    if f"{kind}:" == DOCUMENT:
        document = asked.wiring.templates.catalogue.get(its_id)
        return document.names.nl if document and its_id not in here.not_offered else ""
    today = here.day_of(asked.wiring.platform.clock.now())
    is_offered = its_id in types.ids() and here.offers(its_id, today)
    return types.definition(its_id).title if is_offered else ""
