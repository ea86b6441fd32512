"""The scheduled look at feedback that came before its case."""

from chalicelib.jobs.each import in_each
from chalicelib.wiring import current


def handle() -> None:
    """In every municipality; log how many found their case."""
    in_each("parked_feedback", "matched", current().mail.feedback.match_parked)
