"""What a person may ask about their own data, and what goes when its time is over."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.cases import CasesRoom
from chalicelib.wiring.figures import FiguresRoom
from chalicelib.wiring.issuance import IssuanceRoom
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.road import RoadRoom
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom

if TYPE_CHECKING:
    from chalicelib.ports.cases.erasures import Forgetting
    from chalicelib.usecases.privacy.find_held import FindHeld
    from chalicelib.usecases.privacy.forget import Forget
    from chalicelib.usecases.privacy.hand_over import HandOver


class PrivacyRoom:
    """What a person may ask about their own data, and what goes when its time is over."""

    def __init__(
        self,
        platform: PlatformRoom,
        templates: TemplatesRoom,
        state: StateRoom,
        cases: CasesRoom,
        road: RoadRoom,
        issuance: IssuanceRoom,
        figures: FiguresRoom,
    ) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state
        self._cases = cases
        self._road = road
        self._issuance = issuance
        self._figures = figures

    @cached_property
    def forgetting(self) -> "Forgetting":
        """How somebody is taken out of a case."""
        from chalicelib.adapters.aws.store.forgetting import DynamoForgetting  # noqa: PLC0415
        from chalicelib.adapters.aws.store.items.codec import Codec  # noqa: PLC0415

        platform, codec = self._platform, Codec(self._cases.types)
        table = platform.settings.table
        return DynamoForgetting(platform.clients.dynamodb, table, platform.keys, codec)

    @cached_property
    def find_held(self) -> "FindHeld":
        """Everything that is held about somebody."""
        from chalicelib.usecases.privacy.find_held import FindHeld  # noqa: PLC0415

        return FindHeld(
            self._cases.store,
            self._state.ledger,
            self._state.access_log,
            self._state.archive,
            self._state.sessions,
            self._state.suppressions,
            self._state.drafts,
            self._platform.clock,
        )

    @cached_property
    def hand_over(self) -> "HandOver":
        """Give somebody their data."""
        from chalicelib.usecases.privacy.hand_over import HandOver  # noqa: PLC0415

        return HandOver(self.find_held, self._road.frames, self._state.archive)

    @cached_property
    def forget(self) -> "Forget":
        """Erase somebody's data."""
        from chalicelib.usecases.privacy.forget import Forget  # noqa: PLC0415

        return Forget(
            self.find_held,
            self._road.frames,
            self.forgetting,
            self._state.archive,
            self._issuance.case_erasures,
            self._state.sessions,
            self._state.suppressions,
            self._state.notices,
            self._figures.count_days,
            self._templates.retention,
            self._platform.keys,
            self._platform.ids,
        )
