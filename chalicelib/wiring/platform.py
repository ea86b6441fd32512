"""What every function runs on: AWS, time, chance and secrets."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.adapters.aws.clients import Clients, CoreSession
from chalicelib.adapters.aws.secret import load_versions
from chalicelib.adapters.aws.traces import Traces
from chalicelib.adapters.secrets.kept import RefreshingValue
from chalicelib.adapters.secrets.keys import RotatingKeys
from chalicelib.adapters.secrets.versions import Version
from chalicelib.adapters.system import SystemClock, UlidIds
from chalicelib.ports.platform import Clock, Ids, Keys
from chalicelib.settings import Settings

if TYPE_CHECKING:
    from chalicelib.ports.drafts import Concealment
    from chalicelib.ports.veil import Veil


class PlatformRoom:
    """AWS and what the machine gives."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def traces(self) -> Traces:
        """How long each part takes."""
        return Traces()

    @cached_property
    def clients(self) -> Clients:
        """The clients of AWS, traced where traces are on."""
        session = CoreSession()
        if self.traces.is_on:
            self.traces.watch(session.events)
        return Clients(session)

    @cached_property
    def clock(self) -> Clock:
        """The time."""
        return SystemClock()

    @cached_property
    def ids(self) -> Ids:
        """New ids and secrets."""
        return UlidIds(self.clock)

    @cached_property
    def keys(self) -> Keys:
        """Keyed hashes; the secret is read once, and again now and then, for it may be rotated."""
        return RotatingKeys(self._versions, self.clock)

    @cached_property
    def concealment(self) -> "Concealment":
        """What makes drafts unreadable, under the same secret."""
        from chalicelib.adapters.secrets.concealing import AesConcealment  # noqa: PLC0415

        return AesConcealment(self._versions, self.clock)

    @cached_property
    def veil(self) -> "Veil":
        """What stands for people in pages, under the same secret."""
        from chalicelib.adapters.secrets.veiling import SivVeil  # noqa: PLC0415

        return SivVeil(self._versions, self.clock)

    @cached_property
    def _versions(self) -> Callable[[], tuple[Version, ...]]:
        ssm, name = self.clients.ssm, self.settings.secrets_parameter
        return RefreshingValue(lambda: load_versions(ssm, name), self.clock)
