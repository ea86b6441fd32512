"""The end of a replay: each figure of the press release, as this run has it and as printed."""

from dataclasses import dataclass

from chalicelib.domain.figures.history import compared, headline_of
from chalicelib.domain.figures.press import Story, press_figures
from chalicelib.domain.figures.tally import Year
from chalicelib.usecases.figures.read_figures import Histories
from ops.measure.replay.table import Table


@dataclass(frozen=True, slots=True)
class Compared:
    """One printed figure beside ours; `is_given` when it is history that no replay counts."""

    key: str
    ours: str
    printed: str
    is_given: bool

    @property
    def is_same(self) -> bool:
        """Whether they are the same to the digit, whatever kind of space is in them."""
        return self.ours.replace("\u00a0", " ") == self.printed


def compare(
    year: Year, table: Table, histories: Histories, nis: str, documents: int
) -> tuple[Compared, ...]:
    """Every printed figure, in the order of the press release."""
    story = Story(year, compared(histories.of(nis), [headline_of(year)]))
    ours = press_figures(story, documents)
    prefix = (f"years.{table.year}.", "thuisloket.")
    return tuple(
        Compared(p.key, ours.get(p.key, "–"), p.printed, not p.key.startswith(prefix))
        for p in table.printed
    )
