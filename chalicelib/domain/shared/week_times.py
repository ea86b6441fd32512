"""Times by day of the week, as a municipality writes them."""

from dataclasses import dataclass

from chalicelib.domain.shared.from_file import FromFile


@dataclass(frozen=True, slots=True)
class WeekTimes(FromFile):
    """What each day has, written out; a day may have none."""

    monday: tuple[str, ...] = ()
    tuesday: tuple[str, ...] = ()
    wednesday: tuple[str, ...] = ()
    thursday: tuple[str, ...] = ()
    friday: tuple[str, ...] = ()
    saturday: tuple[str, ...] = ()
    sunday: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[tuple[str, ...], ...]:
        """From Monday on."""
        return (
            self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday,
            self.sunday,
        )  # fmt: skip
