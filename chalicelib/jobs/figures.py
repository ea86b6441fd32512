"""The scheduled count: the figures follow what happened, within the hour."""

from chalicelib.log import logger
from chalicelib.wiring import current


def handle() -> None:
    """Count what may have changed in every municipality; log how many days that was."""
    wiring = current()
    for municipality in wiring.templates.municipalities.all():
        days = wiring.figures.count_days(municipality.nis)
        logger.info("figures", extra={"tenant": municipality.nis, "days": days})
