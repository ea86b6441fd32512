"""What becomes of mails and letters."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.cases import CasesRoom
from chalicelib.wiring.figures import FiguresRoom
from chalicelib.wiring.handling import HandlingRoom
from chalicelib.wiring.issuance import IssuanceRoom
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.road import RoadRoom
from chalicelib.wiring.state import StateRoom

if TYPE_CHECKING:
    from chalicelib.usecases.mail.feedback import Feedback
    from chalicelib.usecases.mail.paper import Paper
    from chalicelib.usecases.mail.post import PostTray
    from chalicelib.usecases.mail.told_by_others import ToldByOthers


class MailRoom:
    """What becomes of mails and letters."""

    def __init__(
        self,
        platform: PlatformRoom,
        state: StateRoom,
        cases: CasesRoom,
        road: RoadRoom,
        issuance: IssuanceRoom,
        handling: HandlingRoom,
        figures: FiguresRoom,
    ) -> None:
        self._platform = platform
        self._state = state
        self._cases = cases
        self._road = road
        self._issuance = issuance
        self._handling = handling
        self._figures = figures

    @cached_property
    def feedback(self) -> "Feedback":
        """What became of mails."""
        from chalicelib.usecases.mail.feedback import Feedback  # noqa: PLC0415

        return Feedback(
            self._cases.store,
            self._issuance.bounce,
            self._state.suppressions,
            self._state.notices,
            self._platform.keys,
            self._platform.clock,
            self._platform.ids,
            self._figures.count_days.again,
        )

    @cached_property
    def told_by_others(self) -> "ToldByOthers":
        """What other municipalities told this one."""
        from chalicelib.usecases.mail.told_by_others import ToldByOthers  # noqa: PLC0415

        return ToldByOthers(
            self._issuance.notice_tray,
            self._cases.types,
            self._road.frames.municipalities,
        )

    @cached_property
    def tray(self) -> "PostTray":
        """What waits for people."""
        from chalicelib.usecases.mail.post import PostTray  # noqa: PLC0415

        return PostTray(self._handling.at_hand, self._handling.worklists)

    @cached_property
    def paper(self) -> "Paper":
        """Letters to print."""
        from chalicelib.usecases.mail.paper import Paper  # noqa: PLC0415

        return Paper(
            self.tray,
            self._handling.close_task,
            self._state.access_log,
            self._state.registers,
            self._state.ledger,
            self._road.case_letters,
            self._issuance.case_mails,
        )
