"""The scheduled function: what is overdue moves on."""

from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.wiring import current


def handle() -> None:
    """Look at every municipality; log how many cases were moved, by what was done.

    One that fails keeps no other from its turn (promise 9); alarms hear of it.
    """
    for municipality in current().templates.municipalities.all():
        try:
            _one(municipality.nis)
        except Exception as error:  # one bad municipality harms no other
            current().road.report("tick", municipality.nis, "", type(error).__name__)
    emit({Metric.TICKS: 1})


def _one(tenant: str) -> None:
    wiring = current()
    with wiring.platform.traces.part("tick", tenant=tenant):
        cases = wiring.issuance.tick_cases(tenant)
        matched = wiring.mail.feedback.match_parked(tenant)
        erased = wiring.issuance.erase_files(tenant)
    logger.info("tick", tenant=tenant, cases=cases, matched=matched, erased=erased)
