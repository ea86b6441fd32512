"""What is counted."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.settings import TEMPLATES
from chalicelib.wiring.issued import Issued

if TYPE_CHECKING:
    from chalicelib.adapters.aws.figures import DynamoFigures
    from chalicelib.usecases.figures.count_days import CountDays
    from chalicelib.usecases.figures.read_figures import ReadFigures


class Figures(Issued):
    """The roll-ups, and who fills and reads them."""

    @cached_property
    def figures(self) -> "DynamoFigures":
        """The roll-ups."""
        from chalicelib.adapters.aws.figures import DynamoFigures  # noqa: PLC0415

        return DynamoFigures(self.clients.dynamodb, self.settings.table)

    @cached_property
    def count_days(self) -> "CountDays":
        """Count what happened."""
        from chalicelib.adapters.aws.figures import DynamoHappenings  # noqa: PLC0415
        from chalicelib.usecases.figures.count_days import CountDays  # noqa: PLC0415

        happenings = DynamoHappenings(self.clients.dynamodb, self.settings.table)
        return CountDays(happenings, self.figures, self.requests, self.municipalities, self.clock)

    @cached_property
    def read_figures(self) -> "ReadFigures":
        """Read what was counted."""
        from chalicelib.adapters.files.histories import FileHistories  # noqa: PLC0415
        from chalicelib.usecases.figures.read_figures import ReadFigures  # noqa: PLC0415

        histories = FileHistories(TEMPLATES / "figures")
        return ReadFigures(self.figures, histories, self.municipalities, self.clock)
