"""What a person may ask about their own data; called by whoever keeps a stage running."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.figures import Figures

if TYPE_CHECKING:
    from chalicelib.usecases.privacy.find_held import FindHeld
    from chalicelib.usecases.privacy.forget import Forget
    from chalicelib.usecases.privacy.hand_over import HandOver


class People(Figures):
    """Inspection, portability, erasure."""

    @cached_property
    def find_held(self) -> "FindHeld":
        """Everything that is held about somebody."""
        from chalicelib.usecases.privacy.find_held import FindHeld  # noqa: PLC0415

        return FindHeld(
            self.requests,
            self.ledger,
            self.access_log,
            self.archive,
            self.sessions,
            self.suppressions,
            self.tasks,
            self.clock,
        )

    @cached_property
    def hand_over(self) -> "HandOver":
        """Give somebody their data."""
        from chalicelib.usecases.privacy.hand_over import HandOver  # noqa: PLC0415

        return HandOver(self.find_held, self.archive)

    @cached_property
    def forget(self) -> "Forget":
        """Erase somebody's data."""
        from chalicelib.usecases.privacy.forget import Forget  # noqa: PLC0415

        return Forget(
            self.find_held,
            self.requests,
            self.ledger,
            self.archive,
            self.erasures,
            self.sessions,
            self.suppressions,
            self.notices,
            self.count_days,
            self.processes,
            self.retention,
            self.keys,
            self.clock,
            self.ids,
        )
