"""The scheduled function: what is overdue moves on."""

from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.wiring import current


def handle() -> None:
    """Look at every municipality; log how many requests were moved, by what was done."""
    wiring = current()
    for municipality in wiring.templates.municipalities.all():
        with wiring.platform.traces.part("tick", tenant=municipality.nis):
            done = wiring.cases.tick(municipality.nis)
            matched = wiring.mail.feedback.match_parked(municipality.nis)
            erased = wiring.privacy.erase(municipality.nis)
        logger.info("tick", tenant=municipality.nis, done=done, matched=matched, erased=erased)
    emit({Metric.TICKS: 1})
