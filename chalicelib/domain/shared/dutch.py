"""Dates and times the way Dutch-speaking people write them."""

from datetime import date, datetime, time

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


def weekday(number: int) -> str:
    """`maandag` for 0."""
    return _DAYS[number]


def on_the_clock(moment: time | datetime) -> str:
    """`9.05 uur`, as the Taalunie writes it."""
    return f"{moment.hour}.{moment.minute:02d} uur"


def in_words(day: date) -> str:
    """`1 december 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
