"""The scheduled count: the figures follow what happened, within the hour."""

from chalicelib.log import logger
from chalicelib.wiring import current


def handle() -> None:
    """Count what may have changed in every municipality; log how many days that was.

    One that fails keeps no other from its turn (promise 9); alarms hear of it.
    """
    wiring = current()
    for municipality in wiring.templates.municipalities.all():
        try:
            days = wiring.figures.count_days(municipality.nis)
            logger.info("figures", extra={"tenant": municipality.nis, "days": days})
        except Exception as error:  # one bad municipality harms no other
            wiring.road.report("figures", municipality.nis, "", type(error).__name__)
