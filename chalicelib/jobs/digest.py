"""The daily mail to the supervisors."""

from chalicelib.log import logger
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.wiring import current


def handle() -> None:
    """Every municipality by itself: what fails for one isn't missed by another."""
    wiring = current()
    for municipality in wiring.templates.municipalities.all():
        try:
            figures = wiring.figures.digest(municipality.nis)
            logger.info("digest", tenant=municipality.nis, figures=figures)
        except (PermanentError, RetryableError) as error:
            logger.error("digest failed", tenant=municipality.nis, reason=str(error))
