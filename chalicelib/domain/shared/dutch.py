"""Dates and times the way Dutch-speaking people write them."""

from datetime import date

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def weekday_and_date(day: date) -> str:
    """`dinsdag 1 december 2026`."""
    return f"{_DAYS[day.weekday()]} {in_words(day)}"


def in_words(day: date) -> str:
    """`1 december 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
