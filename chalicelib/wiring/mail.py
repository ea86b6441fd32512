"""What becomes of mails and letters."""

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.figures import FiguresRoom
from chalicelib.wiring.handling import HandlingRoom
from chalicelib.wiring.issuance import IssuanceRoom
from chalicelib.wiring.road import RoadRoom

if TYPE_CHECKING:
    from chalicelib.usecases.mail.feedback import Feedback
    from chalicelib.usecases.mail.mark_posted import MarkPosted
    from chalicelib.usecases.mail.paper import Paper
    from chalicelib.usecases.mail.post import PostTray
    from chalicelib.usecases.mail.told_by_others import ToldByOthers
    from chalicelib.usecases.mail.wish import Wish

PARKED_SECONDS = 20
"""What all municipalities together may take of a scheduled look, which has half a minute."""


class MailRoom:
    """What becomes of mails and letters."""

    def __init__(
        self, road: RoadRoom, issuance: IssuanceRoom, handling: HandlingRoom, figures: FiguresRoom
    ) -> None:
        self._road = road
        self._issuance = issuance
        self._handling = handling
        self._figures = figures

    @cached_property
    def feedback(self) -> "Feedback":
        """What became of mails; of what waits, each municipality has its share of the time."""
        from chalicelib.usecases.mail.feedback import Feedback  # noqa: PLC0415

        return Feedback(
            self._road.cases.store,
            self._issuance.bounce,
            self._road.state.suppressions,
            self._road.state.notices,
            self._road.platform.keys,
            self._road.platform.clock,
            self._road.platform.ids,
            self._figures.count_days.again,
            timedelta(seconds=PARKED_SECONDS / len(self._road.templates.municipalities.all())),
        )

    @cached_property
    def wish(self) -> "Wish":
        """What somebody wishes of our mails."""
        from chalicelib.usecases.mail.wish import Wish  # noqa: PLC0415

        return Wish(self._road.state.wishes, self._road.platform.clock)

    @cached_property
    def told_by_others(self) -> "ToldByOthers":
        """What other municipalities told this one."""
        from chalicelib.usecases.mail.told_by_others import ToldByOthers  # noqa: PLC0415

        return ToldByOthers(
            self._issuance.notice_tray,
            self._road.cases.types,
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
            self._road.state.access_log,
            self._road.state.registers,
            self._road.state.ledger,
            self._road.case_letters,
            self._issuance.case_mails,
            self._road.templates.desk_words,
        )

    @cached_property
    def mark_posted(self) -> "MarkPosted":
        """Letters that went."""
        from chalicelib.usecases.mail.mark_posted import MarkPosted  # noqa: PLC0415

        return MarkPosted(self.paper, self._handling.close_task, self._handling.act)
