"""Where a marriage leads its partners: to their calendar before, to the act after."""

from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.web.portal.own import Lead

MARRIED = "celebrated"
ACT = Lead("Vraag een uittreksel van uw huwelijksakte", "/documenten/akte-huwelijk/aanvragen")
"""The form of a certificate like any other: the usual choices are made, sending it is enough."""


def leads(view: CaseView) -> tuple[Lead, ...]:
    """To the day in their calendar while it lies ahead, to the order of the act afterwards."""
    if view.state == MARRIED:
        return (ACT,)
    if "wedding" in view.told:
        return (Lead("Zet de trouwdag in uw agenda", f"/aanvragen/{view.case_id}/agenda"),)
    return ()
