"""A slot as people read it."""

from collections.abc import Mapping
from datetime import date

from chalicelib.domain.shared.dutch import weekday_and_date


def slot_in_words(text: str, chosen: Mapping[str, str]) -> str:
    """A day and one of the moments that are offered; any other text as it is."""
    day, _, moment = text.partition(" ")
    if moment not in chosen:
        return text
    return f"{weekday_and_date(date.fromisoformat(day))}, {chosen[moment]}"
