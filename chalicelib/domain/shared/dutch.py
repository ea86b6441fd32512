"""Dates and times the way Dutch-speaking people write them."""

import re
from datetime import date, datetime, time

from chalicelib.domain.shared.partial_date import PartialDate

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


UNKNOWN_DAY = "een dag die nog niet vaststaat"
"""How a day is called that nobody knows yet."""

_WRITTEN = re.compile(r"(?:(?:(\d{1,2}) )?([a-z]+) )?(\d{4})", re.ASCII)


def parse_date(text: str) -> PartialDate | None:
    """Read `1 december 2026`, `december 2026` or `2026`; None for anything else."""
    written = _WRITTEN.fullmatch(text.casefold())
    if written is None or (written[2] and written[2] not in _MONTHS):
        return None
    month = _MONTHS.index(written[2]) + 1 if written[2] else 0
    try:
        return PartialDate(int(written[3]), month, int(written[1] or 0))
    except ValueError:
        return None


def month_number(word: str) -> int:
    """7 for `juli` and `jul`; 0 for what is no month."""
    found = (n for n, month in enumerate(_MONTHS, 1) if len(word) >= 3 and month.startswith(word))
    return 3 if word == "mrt" else next(found, 0)


def weekday_and_date(day: date) -> str:
    """`dinsdag 1 december 2026`."""
    return f"{_DAYS[day.weekday()]} {in_words(day)}"


def weekday(number: int) -> str:
    """`maandag` for 0."""
    return _DAYS[number]


def on_the_clock(moment: time | datetime) -> str:
    """`9.05 uur`, as the Taalunie writes it."""
    return f"{moment.hour}.{moment.minute:02d} uur"


def moment(local: datetime) -> str:
    """`1 december 2026 om 14.05 uur`, as the clock on the wall shows it."""
    return f"{in_words(local.date())} om {local:%H.%M} uur"


def weekday_and_moment(local: datetime) -> str:
    """`dinsdag 1 december 2026 om 14.05 uur`."""
    return f"{_DAYS[local.weekday()]} {moment(local)}"


def in_words(day: date) -> str:
    """`1 december 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
