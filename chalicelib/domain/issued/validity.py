"""How long a document counts."""

from calendar import monthrange
from datetime import date


def valid_until(day: date, months: int | None) -> date | None:
    """The last day of a term in months: the same day of the month, or the month's last."""
    if months is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
