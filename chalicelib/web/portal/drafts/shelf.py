"""Drafts of who is signed in: one for each thing that can be asked for, for thirty days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.log import logger
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.sessions import Session
from chalicelib.web.http.asked import RequestContext

LASTS = timedelta(days=30)
PROCESS, DOCUMENT = "process:", "document:"
"""What the id of a draft begins with; the id of what is asked for follows."""
_LEVEL = "@"
"""After that a sign-in below the highest: each level has drafts of its own."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in somebody's list; without a path it can't be gone on with any more.

    `needs` is how surely one must sign in to read what it is; then nothing else is told but when.
    """

    id: str
    name: str
    path: str
    at: datetime
    until: datetime
    needs: str = ""


def draft_of(asked: RequestContext, session: Session, draft_id: str) -> Draft | None:
    """What somebody filled in before, signed in this surely or less."""
    found = (_get(asked, session, one) for one in _within_reach(asked, session, draft_id))
    return next((draft for draft in found if draft), None)


def save(
    asked: RequestContext,
    session: Session,
    draft_id: str,
    path: str,
    fields: Iterable[tuple[str, str]],
) -> None:
    """Keep what somebody filled in so far, for thirty days from now. Raises RetryableError.

    What was filled in after a stronger sign-in stays as it was.
    """
    now, keys = asked.wiring.platform.clock.now(), asked.wiring.platform.keys
    owner = keys.person(asked.tenant, session.number)
    own_id, *_ = _within_reach(asked, session, draft_id)
    draft = Draft(own_id, path, tuple(fields), now, now + LASTS)
    asked.wiring.state.drafts.keep(asked.tenant, owner, draft)


def drop(asked: RequestContext, session: Session, draft_id: str) -> None:
    """Forget a draft, as far as its owner signed in for it; where that fails it goes by itself."""
    try:
        for one in _within_reach(asked, session, draft_id):
            asked.wiring.state.drafts.drop(asked.tenant, session.number, one)
    except RetryableError:
        logger.warning("draft not dropped")


def draft_lines(asked: RequestContext, session: Session) -> Iterator[DraftLine]:
    """What somebody began and didn't send, the newest first."""
    for draft in asked.wiring.state.drafts.of_person(asked.tenant, session.number):
        if draft.listed:
            yield _line(asked, session, draft)


def _get(asked: RequestContext, session: Session, own_id: str) -> Draft | None:
    return asked.wiring.state.drafts.get(asked.tenant, session.number, own_id)


def _within_reach(asked: RequestContext, session: Session, draft_id: str) -> tuple[str, ...]:
    """The id under which who signed in this surely keeps a draft, then those of who did less so."""
    plain, got = draft_id.partition(_LEVEL)[0], Assurance(session.assurance)
    kept_at = Assurance.HIGH if got.reaches(_wanted(asked, plain)) else got
    return tuple(_at(plain, one) for one in reversed(Assurance) if kept_at.reaches(one))


def _at(draft_id: str, level: Assurance) -> str:
    return draft_id if level is Assurance.HIGH else f"{draft_id}{_LEVEL}{level.value}"


def _line(asked: RequestContext, session: Session, draft: Draft) -> DraftLine:
    plain = draft.id.partition(_LEVEL)[0]
    wanted = _wanted(asked, plain)
    if not Assurance(session.assurance).reaches(wanted):
        return DraftLine("", "", "", draft.at, draft.until, wanted.value)
    name = _name(asked, plain)
    return DraftLine(draft.id, name, draft.path if name else "", draft.at, draft.until)


def _wanted(asked: RequestContext, draft_id: str) -> Assurance:
    """How surely somebody signs in to read what a draft is for; of what is gone, most surely."""
    kind, _, its_id = draft_id.partition(":")
    types = asked.wiring.cases.types
    if f"{kind}:" == DOCUMENT:
        document = asked.wiring.templates.catalogue.get(its_id)
        wanted = document.required_assurance if document else Assurance.HIGH
        return asked.municipality.required_assurance(its_id, wanted)
    start = types.definition(its_id) if its_id in types.ids() else None
    said = start.roles[start.start.by[0]].assurance if start else Assurance.HIGH.value
    return Assurance(said) if said else Assurance.LOW


def _name(asked: RequestContext, draft_id: str) -> str:
    """What is being asked for; empty for what isn't offered any more."""
    kind, _, its_id = draft_id.partition(":")
    if f"{kind}:" == DOCUMENT:
        document = asked.wiring.templates.catalogue.get(its_id)
        is_here = its_id not in asked.municipality.not_offered
        return document.names.nl if document and is_here else ""
    is_offered = asked.wiring.road.frames.offers(its_id, asked.tenant)
    return asked.wiring.cases.types.definition(its_id).title if is_offered else ""
