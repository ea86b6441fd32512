"""Who somebody is."""

from functools import cached_property

from chalicelib.ports.sessions import IdentityProvider
from chalicelib.usecases.sign_in.sign_in import SignIn
from chalicelib.wiring.platform import Platform
from chalicelib.wiring.state import State


class Entrance:
    """Who somebody is."""

    def __init__(self, platform: Platform, state: State) -> None:
        self._platform = platform
        self._state = state

    @cached_property
    def identity(self) -> IdentityProvider:
        """Where people sign in."""
        from chalicelib.adapters.oidc.provider import OidcClient, OidcProvider  # noqa: PLC0415

        settings = self._platform.settings
        client = OidcClient(
            issuer=settings.oidc_issuer,
            client_id=settings.oidc_client_id,
            secret="",
            redirect_uri=f"{settings.public_url}/aanmelden/terug",
            scopes=settings.oidc_scopes,
            number_claim=settings.oidc_number_claim,
            allow_test_numbers=settings.allow_test_numbers,
            trust_opaque_tokens=settings.environment == "local",
        )
        return OidcProvider(client, self._platform.clock)

    @cached_property
    def sign_in(self) -> SignIn:
        """Sign somebody in."""
        return SignIn(self._state.sessions, self.identity, self._platform.clock, self._platform.ids)
