"""Dates as registers know them: sometimes only a year, or a year and a month."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date whose month and day may be unknown (0, as the registers write it)."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day without a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The whole date."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `1985-07-30`, `1985-07` or `1985`, with `00` for what isn't known.

        Raises ValueError, which doesn't repeat the text: it may be somebody's birth date.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError("a date is written as year, month and day with dashes")
        return cls(*(int(part or 0) for part in written.groups()))

    @property
    def known(self) -> str:
        """As much as is known, as ISO 8601 writes it: `1985-07-30`, `1985-07` or `1985`."""
        return str(self).removesuffix("-00").removesuffix("-00")

    @property
    def is_whole(self) -> bool:
        """Whether month and day are known."""
        return bool(self.day)

    @property
    def earliest(self) -> date:
        """The first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
