"""How people sign in and out."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.ports.sessions import IdentityProvider
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom

if TYPE_CHECKING:
    from urllib3 import PoolManager

    from chalicelib.adapters.oidc.canary_tokens import CanaryTokens
    from chalicelib.usecases.sign_in.begin import BeginSignIn
    from chalicelib.usecases.sign_in.finish import FinishSignIn
    from chalicelib.usecases.sign_in.leave import SignOut
    from chalicelib.usecases.sign_in.stay import StaySignedIn


class SignInRoom:
    """Who somebody is, from a click to a session."""

    def __init__(self, platform: PlatformRoom, templates: TemplatesRoom, state: StateRoom) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state

    @cached_property
    def sign_in_secret(self) -> Callable[[str, str], str]:
        """A municipality's keys and secrets at identity providers, by its code and their name."""
        from chalicelib.adapters.aws.secret import load_secret  # noqa: PLC0415

        ssm, path = self._platform.clients.ssm, self._platform.settings.oidc_parameters
        return lambda nis, name: load_secret(ssm, f"{path}/{nis}/{name}")

    @cached_property
    def identity(self) -> IdentityProvider:
        """Where people sign in."""
        from chalicelib.adapters.files.profiles import FileProfiles  # noqa: PLC0415
        from chalicelib.adapters.oidc.providers import Providers, Stage  # noqa: PLC0415
        from chalicelib.settings import TEMPLATES  # noqa: PLC0415

        settings = self._platform.settings
        stage = Stage(
            kind="prod" if settings.environment == "prod" else "test",
            stand_in="" if settings.environment == "prod" else settings.oidc_issuer,
            allow_test_numbers=settings.allow_test_numbers,
        )
        return Providers(
            self._templates.municipalities,
            FileProfiles(TEMPLATES / "sign_in"),
            stage,
            self.sign_in_secret,
            self._platform.clock,
            self.canary_tokens,
        )

    @cached_property
    def canary_tokens(self) -> "CanaryTokens":
        """What canaries sign in with."""
        from chalicelib.adapters.oidc.canary_tokens import CanaryTokens  # noqa: PLC0415

        return CanaryTokens(self.sign_in_secret, self._platform.clock)

    @cached_property
    def outside(self) -> "PoolManager":
        """What a canary reaches the counter by."""
        from urllib3 import PoolManager  # noqa: PLC0415

        return PoolManager()

    @cached_property
    def begin(self) -> "BeginSignIn":
        """Send somebody to the provider."""
        from chalicelib.usecases.sign_in.begin import BeginSignIn  # noqa: PLC0415

        platform = self._platform
        return BeginSignIn(self._state.sessions, self.identity, platform.clock, platform.ids)

    @cached_property
    def finish(self) -> "FinishSignIn":
        """Take what they come back with."""
        from chalicelib.usecases.sign_in.finish import FinishSignIn  # noqa: PLC0415

        state, platform = self._state, self._platform
        return FinishSignIn(
            state.sessions,
            state.colleagues,
            self.identity,
            platform.clock,
            platform.ids,
            platform.keys,
        )

    @cached_property
    def stay(self) -> "StaySignedIn":
        """Keep a session going."""
        from chalicelib.usecases.sign_in.stay import StaySignedIn  # noqa: PLC0415

        return StaySignedIn(self._state.sessions, self._platform.clock)

    @cached_property
    def out(self) -> "SignOut":
        """End a session."""
        from chalicelib.usecases.sign_in.leave import SignOut  # noqa: PLC0415

        state, clock = self._state, self._platform.clock
        return SignOut(state.sessions, state.departures, self.identity, clock)
