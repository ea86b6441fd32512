"""Where a marriage leads its partners: to their calendar before, to the act after."""

from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.web.http import texts
from chalicelib.web.portal.own import Lead

say = texts.of_process("marriage").say
MARRIED = "celebrated"
ACT = "/documenten/akte-huwelijk/aanvragen"
"""The form of a certificate like any other: the usual choices are made, sending it is enough."""


def leads(view: CaseView) -> tuple[Lead, ...]:
    """To the day in their calendar while it lies ahead, to the order of the act afterwards."""
    if view.state == MARRIED:
        return (Lead(say("onward.act"), ACT),)
    if "wedding" in view.told:
        return (Lead(say("onward.calendar"), f"/aanvragen/{view.case_id}/agenda"),)
    return ()
