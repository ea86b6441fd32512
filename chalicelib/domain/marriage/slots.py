"""A day, an hour and a place, as it is kept and as it is read."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.shared.dutch import weekday_and_date


@dataclass(frozen=True, slots=True)
class WeddingSlot:
    """When and where; `hour` as `10:30`, `place` by its name."""

    day: date
    hour: str
    place: str

    @classmethod
    def parse(cls, text: str) -> "WeddingSlot":
        """From `2027-05-15 10:30 Stadhuis`. Raises ValueError."""
        day, hour, place = text.split(" ", 2)
        return cls(date.fromisoformat(day), hour, place)

    @property
    def moment(self) -> str:
        """Hour and place, on any day."""
        return f"{self.hour} {self.place}"

    @property
    def words(self) -> str:
        """As people read it."""
        return f"{weekday_and_date(self.day)}, {moment_in_words(self.moment)}"

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.moment}"


def moment_in_words(moment: str) -> str:
    """`10.30 uur, Stadhuis` for `10:30 Stadhuis`."""
    hour, _, place = moment.partition(" ")
    return f"{hour.replace(':', '.')} uur, {place}"
