"""Dates as people type them."""

import re
from datetime import date

from chalicelib.domain.shared.dutch import month_number
from chalicelib.domain.shared.partial_date import PartialDate

_DIGITS = re.compile(r"(\d\d)(\d\d)(\d{4})", re.ASCII)
_NUMBERS = re.compile(r"(?:(?:(\d{1,2})[-/. ]+)?(\d{1,2})[-/. ]+)?(\d{4}|\d\d)", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:e|ste|de)?[-/. ]+)?([a-z]{3,9})[-/. ]+(\d{4}|\d\d)", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?", re.ASCII)


def typed_date(text: str, today: date) -> PartialDate | None:
    """Read `30/07/1985`, `30-7-85`, `30 juli 1985`, `1985-07-30`, `juli 1985` or `1985`.

    Zeros stand for what isn't known (`00/00/1985`). A year of two digits is the last that began.
    None for anything else.
    """
    plain = " ".join(text.casefold().split())
    if iso := _ISO.fullmatch(plain):
        return _date_of(iso[3], iso[2], iso[1], today=today)
    if numbers := _DIGITS.fullmatch(plain) or _NUMBERS.fullmatch(plain):
        return _date_of(*numbers.groups(), today=today)
    words = _WORDS.fullmatch(plain)
    month = month_number(words[2]) if words else 0
    return _date_of(words[1], str(month), words[3], today=today) if words and month else None


def _date_of(day: str | None, month: str | None, year: str, *, today: date) -> PartialDate | None:
    if len(year) == 2 and not month:
        return None
    try:
        return PartialDate(_year(year, today), int(month or 0), int(day or 0))
    except ValueError:
        return None


def _year(written: str, today: date) -> int:
    if len(written) == 4:
        return int(written)
    century = today.year - today.year % 100
    return century + int(written) - (100 if century + int(written) > today.year else 0)
