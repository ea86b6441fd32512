"""What a person may ask about their own data, and what goes when its time is over."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.figures import FiguresRoom
from chalicelib.wiring.issuance import IssuanceRoom
from chalicelib.wiring.road import RoadRoom

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.ports.cases import AnyCase
    from chalicelib.ports.cases.erasures import Forgetting
    from chalicelib.usecases.privacy.ask_to_forget import AskToForget
    from chalicelib.usecases.privacy.find_held import FindHeld
    from chalicelib.usecases.privacy.forget import Forget
    from chalicelib.usecases.privacy.hand_over import HandOver
    from chalicelib.usecases.privacy.read_own_file import ReadOwnFile


class PrivacyRoom:
    """What a person may ask about their own data, and what goes when its time is over."""

    def __init__(self, road: RoadRoom, issuance: IssuanceRoom, figures: FiguresRoom) -> None:
        self._road = road
        self._issuance = issuance
        self._figures = figures

    @cached_property
    def forgetting(self) -> "Forgetting":
        """How somebody is taken out of a case."""
        from chalicelib.adapters.aws.store.forgetting import DynamoForgetting  # noqa: PLC0415
        from chalicelib.adapters.aws.store.items.codec import Codec  # noqa: PLC0415

        platform, codec = self._road.platform, Codec(self._road.cases.types)
        table = platform.settings.table
        return DynamoForgetting(platform.clients.dynamodb, table, platform.keys, codec)

    @cached_property
    def find_held(self) -> "FindHeld":
        """Everything that is held about somebody."""
        keys = self._road.state.archive.keys
        return self._find(
            lambda case: tuple(k for f in (case.files, case.uploads) for k in keys(f))
        )

    @cached_property
    def hand_over(self) -> "HandOver":
        """Give somebody their data."""
        from chalicelib.usecases.privacy.hand_over import HandOver  # noqa: PLC0415

        return HandOver(self.find_held, self._road.frames, self._road.state.archive)

    @cached_property
    def hand_over_to_self(self) -> "HandOver":
        """Give somebody their data on the portal, which may not list what the archive has."""
        from chalicelib.usecases.privacy.hand_over import HandOver  # noqa: PLC0415

        find = self._find(lambda _case: ())
        return HandOver(find, self._road.frames, self._road.state.archive)

    @cached_property
    def forget_seen(self) -> "Forget":
        """What would be erased, for who asks; the portal may list no files, and erases nothing."""
        return replace(self.forget, find=self._find(lambda _case: ()))

    @cached_property
    def ask_to_forget(self) -> "AskToForget":
        """Ask to be forgotten."""
        from chalicelib.usecases.privacy.ask_to_forget import AskToForget  # noqa: PLC0415

        platform = self._road.platform
        return AskToForget(self._road.state.asked_erasures, platform.clock, platform.ids)

    @cached_property
    def read_own_file(self) -> "ReadOwnFile":
        """What the registers hold about somebody, for themselves."""
        from chalicelib.usecases.privacy.read_own_file import ReadOwnFile  # noqa: PLC0415

        registers = self._road.state.registers
        return ReadOwnFile(self._road.state.access_log, registers, registers)

    def _find(self, files: "Callable[[AnyCase], tuple[str, ...]]") -> "FindHeld":
        from chalicelib.usecases.privacy.find_held import FindHeld  # noqa: PLC0415

        return FindHeld(
            self._road.cases.store,
            self._road.state.ledger,
            self._road.state.access_log,
            files,
            self._road.state.sessions,
            self._road.state.suppressions,
            self._road.state.drafts,
            self._road.state.wishes,
            self._road.state.asked_erasures,
            self._road.platform.clock,
        )

    @cached_property
    def forget(self) -> "Forget":
        """Erase somebody's data."""
        from chalicelib.usecases.privacy.forget import Forget  # noqa: PLC0415

        return Forget(
            self.find_held,
            self._road.frames,
            self.forgetting,
            self._road.state.archive,
            self._issuance.case_erasures,
            self._road.state.sessions,
            self._road.state.suppressions,
            self._road.state.notices,
            self._figures.count_days,
            self._road.templates.retention,
            self._road.platform.keys,
            self._road.platform.ids,
        )
