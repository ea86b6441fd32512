"""The end of a replay: each figure of the press release, as this run has it and as printed."""

from dataclasses import dataclass

from chalicelib.domain.figures.history import compared, headline_of
from chalicelib.domain.figures.press import AnnualReport, press_figures
from chalicelib.domain.figures.tally import Year
from chalicelib.usecases.figures.read_figures import Histories
from ops.measure.replay.table import PrintedTable


@dataclass(frozen=True, slots=True)
class ComparedFigure:
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
    year: Year, table: PrintedTable, histories: Histories, nis: str, documents: int
) -> tuple[ComparedFigure, ...]:
    """Every printed figure, in the order of the press release."""
    story = AnnualReport(year, compared(histories.of(nis), [headline_of(year)]))
    ours = press_figures(story, documents)
    prefix = (f"years.{table.year}.", "thuisloket.")
    return tuple(
        ComparedFigure(p.key, ours.get(p.key, "–"), p.printed, not p.key.startswith(prefix))
        for p in table.printed
    )
