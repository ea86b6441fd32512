"""The scheduled look at what the authorities above the seals revoked."""

from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.usecases.issued.watch_seal import Answers
from chalicelib.wiring import current


def handle() -> None:
    """Every municipality by itself; nothing where the stage doesn't fetch lists.

    Municipalities share authorities: an address is asked once, also when it doesn't answer.
    """
    wiring, unproven = current(), 0
    answers: Answers = {}
    if not wiring.settings.fetches_lists:
        return
    for municipality in wiring.templates.municipalities.all():
        try:
            found = wiring.issued.watch_seal(municipality.nis, answers)
        except (PermanentError, RetryableError) as error:
            logger.error("seal", tenant=municipality.nis, reason=str(error))
            unproven += 1
            continue
        is_well = not (found.unproven or found.revoked)
        (logger.info if is_well else logger.error)(
            "seal",
            tenant=municipality.nis,
            unproven=found.unproven,
            revoked=found.revoked,
            troubles=found.troubles,
        )
        unproven += not is_well
    emit({Metric.UNPROVEN_SEALS: unproven})
