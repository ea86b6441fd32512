"""The scheduled count: the figures follow what happened, within the hour."""

from chalicelib.jobs.each import in_each
from chalicelib.wiring import current


def handle() -> None:
    """Count what may have changed in every municipality; log how many days that was."""
    in_each("figures", "days", current().figures.count_days)
