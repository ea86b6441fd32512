"""What becomes of mails and letters."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.cases import Cases
from chalicelib.wiring.platform import Platform
from chalicelib.wiring.road import Road
from chalicelib.wiring.state import State

if TYPE_CHECKING:
    from chalicelib.usecases.mail.feedback import Feedback
    from chalicelib.usecases.mail.mail_tasks import MailTasks
    from chalicelib.usecases.mail.paper import Paper


class Mail:
    """What becomes of mails and letters."""

    def __init__(self, platform: Platform, state: State, cases: Cases, road: Road) -> None:
        self._platform = platform
        self._state = state
        self._cases = cases
        self._road = road

    @cached_property
    def feedback(self) -> "Feedback":
        """What became of mails."""
        from chalicelib.usecases.mail.feedback import Feedback  # noqa: PLC0415

        return Feedback(
            self._state.requests,
            self._state.tasks,
            self._state.suppressions,
            self._state.notices,
            self._platform.keys,
            self._platform.clock,
            self._platform.ids,
        )

    @cached_property
    def mail_tasks(self) -> "MailTasks":
        """Mails that failed."""
        from chalicelib.usecases.mail.mail_tasks import MailTasks  # noqa: PLC0415

        return MailTasks(
            self._workqueue.desk,
            self._state.requests,
            self._state.tasks,
            self._state.suppressions,
            self._cases.effects,
            self._platform.clock,
        )

    @cached_property
    def paper(self) -> "Paper":
        """Letters to print."""
        from chalicelib.usecases.mail.paper import Paper  # noqa: PLC0415

        return Paper(
            self._workqueue.desk,
            self._state.tasks,
            self._state.access_log,
            self._state.registers,
            self._templates.municipalities,
            self._state.archive,
            self._platform.clock,
        )
