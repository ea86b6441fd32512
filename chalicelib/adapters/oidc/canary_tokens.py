"""What a canary signs in with: no provider vouches for somebody who doesn't exist.

Whoever has the key can be a canary, and nobody else: the token names a turn, not a person. It is
good at one municipality, and for some minutes.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from hashlib import sha256

from chalicelib.adapters.secrets.kept import RefreshingValue
from chalicelib.domain.registers.canaries import CANARIES
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import SignIn

PREFIX = "kanarie."
FOLDER = "canary"
"""Where the keys stand among those for signing in, one a municipality under its code."""

LASTS = timedelta(minutes=3)


@dataclass(slots=True)
class CanaryTokens:
    """Makes and reads them; `secret` reads a key by folder and name."""

    secret: Callable[[str, str], str]
    clock: Clock
    _keys: dict[str, RefreshingValue[str]] = field(default_factory=dict)

    def make(self, tenant: str, turn: int) -> str:
        """A token for the canary whose turn it is. Raises RetryableError, PermanentError."""
        until = int((self.clock.now() + LASTS).timestamp())
        return f"{PREFIX}{turn}.{until}.{self._mac(tenant, f'{turn}.{until}')}"

    def read(self, token: str, tenant: str) -> SignIn:
        """The canary of a token. Raises NotAllowedError (`invalid_token`), RetryableError."""
        said, _, mac = token.removeprefix(PREFIX).rpartition(".")
        turn, _, until = said.partition(".")
        if not (
            _is_small(turn)
            and _is_small(until)
            and int(turn) < len(CANARIES)
            and self.clock.now().timestamp() < int(until)
            and hmac.compare_digest(mac.encode(), self._mac(tenant, said).encode())
        ):
            raise NotAllowedError("invalid_token", "Meld u opnieuw aan.")
        made = int(until) - LASTS.total_seconds()
        return SignIn(CANARIES[int(turn)], "Kanarie", _mail(said), "high", None, {"iat": made})

    def _mac(self, tenant: str, said: str) -> str:
        key = self._keys.setdefault(
            tenant, RefreshingValue(partial(self.secret, FOLDER, tenant), self.clock)
        )
        return hmac.new(key().encode(), f"{tenant} {said}".encode(), sha256).hexdigest()


def _is_small(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12


def _mail(said: str) -> str:
    """An address of SES that takes every mail and bothers nobody; another one each time."""
    return f"success+{said.replace('.', '-')}@simulator.amazonses.com"
