"""The daily mail to the supervisors."""

from chalicelib.log import logger
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.wiring import current


def handle() -> None:
    """Every municipality by itself: what fails for one isn't missed by another."""
    wiring = current()
    for municipality in wiring.municipalities.all():
        try:
            logger.info("digest", tenant=municipality.nis, figures=wiring.digest(municipality.nis))
        except (PermanentError, RetryableError) as error:
            logger.error("digest failed", tenant=municipality.nis, reason=str(error))
