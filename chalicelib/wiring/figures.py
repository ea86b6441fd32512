"""What is counted, who fills it and who reads it."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.settings import TEMPLATES
from chalicelib.wiring.cases import CasesRoom
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.road import RoadRoom
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom

if TYPE_CHECKING:
    from chalicelib.adapters.aws.figures import DynamoFigures
    from chalicelib.usecases.figures.count_days import CountDays, Happenings
    from chalicelib.usecases.figures.digest import Digest
    from chalicelib.usecases.figures.read_figures import ReadFigures


class FiguresRoom:
    """What is counted, who fills it and who reads it."""

    def __init__(
        self,
        platform: PlatformRoom,
        templates: TemplatesRoom,
        state: StateRoom,
        cases: CasesRoom,
        road: RoadRoom,
    ) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state
        self._cases = cases
        self._road = road

    @cached_property
    def rollups(self) -> "DynamoFigures":
        """The roll-ups."""
        from chalicelib.adapters.aws.figures import DynamoFigures  # noqa: PLC0415

        return DynamoFigures(self._platform.clients.dynamodb, self._platform.settings.table)

    @cached_property
    def happenings(self) -> "Happenings":
        """What is counted."""
        from chalicelib.adapters.aws.store.happenings import DynamoHappenings  # noqa: PLC0415
        from chalicelib.adapters.aws.store.items.codec import Codec  # noqa: PLC0415
        from chalicelib.adapters.aws.store.rows import CaseTable  # noqa: PLC0415

        rows = CaseTable(self._platform.clients.dynamodb, self._platform.settings.table)
        return DynamoHappenings(rows, Codec(self._cases.types))

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
            self._templates.municipalities,
            self._platform.clock,
            PROCESS,
        )

    def document_name(self, document_id: str) -> str:
        """What a document is called in Dutch; its id when it left the catalogue since."""
        document = self._templates.catalogue.get(document_id)
        return document.names.nl if document else document_id

    @cached_property
    def digest(self) -> "Digest":
        """The supervisor's daily mail."""
        from chalicelib.usecases.figures.digest import Digest  # noqa: PLC0415

        return Digest(
            self._road.frames,
            self._state.notices,
            self._cases.backlog,
            self._templates.mail_texts,
            self._state.mailer,
        )
