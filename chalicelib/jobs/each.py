"""One duty in every municipality, whatever becomes of it in another."""

from collections.abc import Callable

from chalicelib.log import logger
from chalicelib.wiring import current

type Duty = Callable[[str], object]
"""What is done for a municipality; what it answers goes into the log."""


def in_each(what: str, answer: str, duty: Duty) -> None:
    """Do it in each, as `in_one` does."""
    for municipality in current().templates.municipalities.all():
        in_one(what, answer, municipality.nis, duty)


def in_one(what: str, answer: str, tenant: str, duty: Duty) -> None:
    """Do it in one, and log under `answer` what came of it.

    When it fails, the next have their turn all the same (promise 9); alarms hear of it.
    """
    with current().platform.traces.part(what, tenant=tenant):
        logger.info(what, extra={"tenant": tenant, answer: _done(what, tenant, duty)})


def _done(what: str, tenant: str, duty: Duty) -> object:
    """What came of it; None when it failed."""
    try:
        return duty(tenant)
    except Exception as error:  # one bad municipality harms no other
        current().road.report(what, tenant, "", type(error).__name__)
        return None
