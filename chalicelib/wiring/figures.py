"""What is counted, who fills it and who reads it."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.settings import TEMPLATES
from chalicelib.wiring.road import RoadRoom

if TYPE_CHECKING:
    from chalicelib.adapters.aws.figures import DynamoFigures
    from chalicelib.usecases.figures.count_days import CountDays, Happenings
    from chalicelib.usecases.figures.digest import Digest
    from chalicelib.usecases.figures.read_figures import ReadFigures


class FiguresRoom:
    """What is counted, who fills it and who reads it."""

    def __init__(self, road: RoadRoom) -> None:
        self._road = road

    @cached_property
    def rollups(self) -> "DynamoFigures":
        """The roll-ups."""
        from chalicelib.adapters.aws.figures import DynamoFigures  # noqa: PLC0415

        return DynamoFigures(
            self._road.platform.clients.dynamodb, self._road.platform.settings.table
        )

    @cached_property
    def happenings(self) -> "Happenings":
        """What is counted."""
        from chalicelib.adapters.aws.store.happenings import DynamoHappenings  # noqa: PLC0415
        from chalicelib.adapters.aws.store.items.codec import Codec  # noqa: PLC0415
        from chalicelib.adapters.aws.store.rows import CaseTable  # noqa: PLC0415

        rows = CaseTable(self._road.platform.clients.dynamodb, self._road.platform.settings.table)
        return DynamoHappenings(rows, Codec(self._road.cases.types))

    @cached_property
    def count_days(self) -> "CountDays":
        """Count what happened."""
        from chalicelib.usecases.figures.count_days import CountDays  # noqa: PLC0415

        return CountDays(self.happenings, self.rollups, self._road.frames, self._road.report)

    @cached_property
    def read_figures(self) -> "ReadFigures":
        """Read what was counted; what the city prints are its certificates."""
        from chalicelib.adapters.files.histories import FileHistories  # noqa: PLC0415
        from chalicelib.domain.certificates.order import PROCESS  # noqa: PLC0415
        from chalicelib.usecases.figures.read_figures import ReadFigures  # noqa: PLC0415

        histories = FileHistories(TEMPLATES / "figures")
        return ReadFigures(
            self.rollups,
            histories,
            self._road.templates.municipalities,
            self._road.platform.clock,
            PROCESS,
        )

    def document_name(self, document_id: str) -> str:
        """What a document is called in Dutch; its id when it left the catalogue since."""
        document = self._road.templates.catalogue.get(document_id)
        return document.names.nl if document else document_id

    @cached_property
    def digest(self) -> "Digest":
        """The supervisor's daily mail."""
        from chalicelib.usecases.figures.digest import Digest  # noqa: PLC0415

        return Digest(
            self._road.frames,
            self._road.state.notices,
            self._road.state.asked_erasures,
            self._road.cases.backlog,
            self._road.templates.mail_texts,
            self._road.state.mailer,
        )
