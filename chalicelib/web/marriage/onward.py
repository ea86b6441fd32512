"""What a marriage says beside its state, and where it leads: to the calendar, to the act after."""

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.process_type import Leaflet
from chalicelib.domain.marriage.declaration import MarriageCase
from chalicelib.domain.marriage.places import SLOT
from chalicelib.domain.marriage.standing import WeddingDay
from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.portal.own import Lead

WORDS = texts.of_process("marriage")
say = WORDS.say
MARRIED = "celebrated"
ACT = "/documenten/akte-huwelijk/aanvragen"
"""The form of a certificate like any other: the usual choices are made, sending it is enough."""

NO_DAY_ANY_MORE = frozenset({"celebrating", "celebration_failed"})
"""The states in which the day was."""


def leads(view: CaseView) -> tuple[Lead, ...]:
    """To the day in their calendar while it lies ahead, to the order of the act afterwards."""
    if view.state == MARRIED:
        return (Lead(say("onward.act"), ACT),)
    if "wedding" in view.told:
        return (Lead(say("onward.calendar"), f"/aanvragen/{view.case_id}/agenda"),)
    return ()


def beside(asked: RequestContext, view: CaseView) -> tuple[Leaflet, ...]:
    """How it stands with the day, and what is free where one is still to be chosen."""
    if view.is_over or view.needs or view.state in NO_DAY_ANY_MORE:
        return ()
    case = asked.wiring.road.frames.case(asked.tenant, view.case_id)
    frame = asked.wiring.road.frames.of(case)
    party = case.party(view.party)
    if party is None:
        return ()
    is_taken = _is_taken(asked, case, frame)
    day = WeddingDay(case, party, asked.municipality, frame.day, WORDS, is_taken)
    free = _free(asked, case, frame) if day.must_choose else ()
    visit = day.visit()
    return (*((visit,) if visit else ()), day.leaflet(), *free)


def _is_taken(asked: RequestContext, case: MarriageCase, frame: Frame) -> bool:
    """Whether somebody else has the hour that is proposed."""
    free, proposed = asked.wiring.road.free_now, case.payload.proposed
    return proposed is not None and free.is_taken(case, SLOT, proposed, frame)


def _free(asked: RequestContext, case: MarriageCase, frame: Frame) -> tuple[Leaflet, ...]:
    wanted = frame.type.wants({}, frame.municipality, frame.day, case)
    leaflet = asked.wiring.road.free_now.leaflet(wanted, frame) if wanted else None
    return (leaflet,) if leaflet and leaflet.lines else ()
