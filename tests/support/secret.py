"""A secret whose versions a test can add to, as every function would read them at once."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.adapters.secrets.keys import HmacKeys, RotatingKeys
from chalicelib.adapters.secrets.versions import Version
from ops.operate.rotation import secret

FIRST = Version(1, datetime.fromtimestamp(0, UTC), b"synthetic people only, no secret")


@dataclass
class Secret:
    """The versions, and keys under whichever is in force."""

    clock: MemoryClock
    versions: tuple[Version, ...] = (FIRST,)
    keys: RotatingKeys = field(init=False)

    def __post_init__(self) -> None:
        self.keys = RotatingKeys(lambda: self.versions, self.clock)

    def announce(self) -> None:
        """A new version is known, and not yet in force."""
        bare = bytes([len(self.versions)]) * 32
        self.versions = secret.begun(self.versions, self.clock.now(), bare)

    def begin(self) -> None:
        """The new version is in force."""
        self.clock.move(secret.KNOWN_AFTER)

    def settle(self) -> None:
        """Nothing is written under the old version any more."""
        self.clock.move(secret.SETTLED_AFTER)

    def retire(self) -> None:
        """Nothing stands under the old version any more."""
        self.versions = secret.retired(self.versions)

    @property
    def newest(self) -> HmacKeys:
        """Keys under the newest version."""
        return HmacKeys(self.versions)
