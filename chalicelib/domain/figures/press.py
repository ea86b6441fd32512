"""The story of a year as the city tells the press, in numbers that follow from its roll-up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.history import Compared
from chalicelib.domain.figures.quantiles import quantile, share_within
from chalicelib.domain.figures.tally import AUTOMATIC, MINOR, TIME, Tally, Year

THUISLOKET = Channel.THUISLOKET.value
LETTER_FAX = "brief_fax"
OTHER = "andere"

CHANNEL_GROUPS: Mapping[str, tuple[str, ...]] = {
    THUISLOKET: (THUISLOKET,),
    "balie": (Channel.COUNTER.value,),
    "telefoon": (Channel.PHONE.value,),
    "mail": (Channel.MAIL.value,),
    LETTER_FAX: (Channel.LETTER.value, Channel.FAX.value),
    OTHER: (Channel.OTHER.value,),
}
"""Channels as the city adds them up in print, in its order."""

TOP = 5
A_MINUTE = 60


@dataclass(frozen=True)
class AnnualReport:
    """A year with all years beside it; `before` is the year before, when its total is known."""

    year: Year
    years: tuple[Compared, ...]

    @cached_property
    def tally(self) -> Tally:
        """The whole year."""
        return self.year.tally

    @cached_property
    def total(self) -> int:
        """Requests in the year."""
        return self.tally.total()

    @cached_property
    def automatic(self) -> int:
        """Documents that no clerk touched."""
        return self.tally.total(handling=AUTOMATIC)

    @cached_property
    def channels(self) -> Counter[str]:
        """Requests by printed channel, the ones without requests too, in printed order."""
        found = self.tally.by("channel")
        return Counter({g: sum(found[c] for c in names) for g, names in CHANNEL_GROUPS.items()})

    @cached_property
    def online(self) -> int:
        """Requests through the Thuisloket."""
        return self.channels[THUISLOKET]

    @cached_property
    def documents(self) -> tuple[tuple[str, int], ...]:
        """Requests by document, the most asked first."""
        found = self.tally.by("document")
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def before(self) -> Compared | None:
        """The year before, if its total is known."""
        wanted = self.year.year - 1
        return next((y for y in self.years if y.year == wanted and y.total is not None), None)

    @cached_property
    def times(self) -> dict[int, int]:
        """Automatic documents by the seconds that they took."""
        return {int(s): n for (how, s), n in self.tally.table(TIME) if how == AUTOMATIC}

    @property
    def median_seconds(self) -> int | None:
        """Half of the automatic documents were there within this time."""
        return quantile(self.times, 0.5)

    @property
    def within_a_minute(self) -> tuple[int, int]:
        """How many automatic documents were there within a minute, of how many."""
        return share_within(self.times, A_MINUTE)

    @property
    def for_minors(self) -> int:
        """Requests that a parent or guardian made for a minor."""
        return self.tally.one(MINOR).total()

    def channel_share(self, group: str) -> str:
        """A channel's share as the city prints it: two decimals for the Thuisloket, else one."""
        return numbers.percent(self.channels[group], self.total, 2 if group == THUISLOKET else 1)


def press_figures(story: AnnualReport, documents_offered: int) -> dict[str, str]:
    """Every figure that the city prints in its yearly press release, formatted as in print."""
    prefix = f"years.{story.year.year}"
    figures = {
        f"{prefix}.total": numbers.count(story.total),
        f"{prefix}.brief_fax": numbers.count(story.channels[LETTER_FAX]),
        f"{prefix}.auto_share": numbers.percent(story.automatic, story.total),
        "thuisloket.documents_now": numbers.count(documents_offered),
    }
    for group in (THUISLOKET, "balie", "telefoon", "mail"):
        figures[f"{prefix}.{group}_share"] = story.channel_share(group)
    for document, n in story.documents[:TOP]:
        figures[f"{prefix}.doc.{document}"] = numbers.count(n)
    for year in story.years:
        figures.setdefault(f"years.{year.year}.thuisloket_share", year.online)
        if year.total is not None:
            figures.setdefault(f"years.{year.year}.total", numbers.count(year.total))
    return figures
