"""What an address change says beside its state, to those who move."""

from chalicelib.domain.address_change.standing import standing
from chalicelib.domain.cases.process_type import Leaflet
from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext

WORDS = texts.of_process("address_change")


def beside(asked: RequestContext, view: CaseView) -> tuple[Leaflet, ...]:
    """What was declared, and whose card is to be changed, as long as it isn't over."""
    if view.is_over or view.needs:
        return ()
    frames = asked.wiring.road.frames
    case = frames.case(asked.tenant, view.case_id)
    party = case.party(view.party)
    return standing(case.payload, party, frames.of(case).day, WORDS) if party else ()
