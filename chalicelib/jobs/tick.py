"""The scheduled function: what is overdue moves on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.wiring import current
from chalicelib.wiring.issuance import TICK_SECONDS

type Duty = Callable[[str], object]
"""What is done for a municipality; what it answers goes into the log."""


def handle() -> None:
    """Look at every municipality; log how many cases were moved, by what was done.

    A duty that fails in one keeps neither its other duties nor another municipality from their
    turn (promise 9); alarms hear of it.
    """
    wiring = current()
    clock, begun = wiring.platform.clock, wiring.platform.clock.now()
    tenants = [municipality.nis for municipality in wiring.templates.municipalities.all()]
    took = {}
    for tenant in tenants:
        before = clock.now()
        _one(tenant)
        took[tenant] = clock.now() - before
    until = begun + timedelta(seconds=TICK_SECONDS)
    _rest([tenant for tenant in tenants if took[tenant] >= wiring.issuance.share], until)
    emit({Metric.TICKS: 1})


def _rest(tenants: list[str], until: datetime) -> None:
    """The time that some didn't need is for those whose own was too short."""
    wiring = current()
    for place, tenant in enumerate(tenants):
        left = (until - wiring.platform.clock.now()) / (len(tenants) - place)
        if left > timedelta():
            more = partial(wiring.issuance.tick_cases, budget=left)
            logger.info("tick", extra={"tenant": tenant, "cases": _done("cases", more, tenant)})


def _one(tenant: str) -> None:
    wiring = current()
    duties: dict[str, Duty] = {
        "cases": wiring.issuance.tick_cases,
        "matched": wiring.mail.feedback.match_parked,
        "erased": wiring.issuance.erase_files,
    }
    with wiring.platform.traces.part("tick", tenant=tenant):
        done = {name: _done(name, duty, tenant) for name, duty in duties.items()}
    logger.info("tick", extra={"tenant": tenant, **done})


def _done(name: str, duty: Duty, tenant: str) -> object:
    """What came of a duty; None when it failed."""
    try:
        return duty(tenant)
    except Exception as error:  # one bad duty harms no other
        current().road.report(f"tick {name}", tenant, "", type(error).__name__)
        return None
