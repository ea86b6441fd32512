"""The scheduled function: what is overdue moves on, and nothing else is done here."""

from datetime import datetime, timedelta
from functools import partial

from chalicelib.jobs.each import in_one
from chalicelib.metrics import Metric, emit
from chalicelib.wiring import current
from chalicelib.wiring.issuance import TICK_SECONDS


def handle() -> None:
    """Look at every municipality; log how many cases were moved, by what was done."""
    wiring = current()
    clock, begun = wiring.platform.clock, wiring.platform.clock.now()
    tenants = [municipality.nis for municipality in wiring.templates.municipalities.all()]
    took = {}
    for tenant in tenants:
        before = clock.now()
        in_one("tick", "cases", tenant, wiring.issuance.tick_cases)
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
            in_one("tick", "cases", tenant, partial(wiring.issuance.tick_cases, budget=left))
