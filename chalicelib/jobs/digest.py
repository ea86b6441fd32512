"""The daily mail to the supervisors."""

from chalicelib.jobs.each import in_each
from chalicelib.wiring import current


def handle() -> None:
    """In every municipality; log what it says."""
    in_each("digest", "figures", current().figures.digest)
