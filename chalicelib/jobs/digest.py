"""The daily mail to the supervisors."""

from chalicelib.log import logger
from chalicelib.wiring import current


def handle() -> None:
    """Every municipality by itself: what fails for one isn't missed by another."""
    wiring = current()
    for municipality in wiring.templates.municipalities.all():
        try:
            figures = wiring.figures.digest(municipality.nis)
            logger.info("digest", tenant=municipality.nis, figures=figures)
        except Exception as error:  # one bad municipality harms no other
            wiring.road.report("digest", municipality.nis, "", type(error).__name__)
