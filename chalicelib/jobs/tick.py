"""The scheduled function: what is overdue moves on."""

from chalicelib.log import logger
from chalicelib.wiring import current


def handle() -> None:
    """Look at every municipality; log how many requests were moved, by what was done."""
    wiring = current()
    for municipality in wiring.municipalities.all():
        done = wiring.tick(municipality.nis)
        logger.info("tick", extra={"tenant": municipality.nis, "done": done})
