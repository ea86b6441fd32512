"""All providers of all municipalities; each is made when somebody first signs in there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, override

from chalicelib.adapters.oidc.canary_tokens import PREFIX, CanaryTokens
from chalicelib.adapters.oidc.own_keys import OwnKeys
from chalicelib.adapters.oidc.profile import OidcClient, Profile
from chalicelib.adapters.oidc.provider import OidcProvider
from chalicelib.adapters.secrets.kept import RefreshingValue
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.domain.tenants.municipality import Municipality, SignInWay
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import IdentityProvider, PendingSignIn, SignIn
from chalicelib.ports.templates import Municipalities

BACK = "/aanmelden/terug"
"""Where a provider sends people back to, at their municipality's address."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage says about signing in.

    `stand_in` is the address of a provider that plays every profile, each under its id; without
    it people sign in at the profile's own issuer of this `kind` of stage.
    """

    kind: Literal["test", "prod"]
    stand_in: str = ""
    allow_test_numbers: bool = False

    def client(self, way: SignInWay, profile: Profile, home: str) -> OidcClient:
        """A municipality, reached at `home`, as a client of a provider. Raises PermanentError."""
        issuer = (
            f"{self.stand_in}/{profile.id}" if self.stand_in else profile.issuers.get(self.kind)
        )
        if not issuer:
            raise PermanentError(f"the profile {profile.id} has no issuer for {self.kind}")
        is_test = self.kind == "test" and way.test_client_id
        return OidcClient(
            profile=profile,
            issuer=issuer,
            client_id=way.test_client_id if is_test else way.client_id,
            redirect_uri=f"{home}{BACK}",
            proof=way.proof,
            scopes=way.scopes,
            allow_test_numbers=self.allow_test_numbers,
            trust_opaque_tokens=bool(self.stand_in),
        )


@dataclass(slots=True)
class Providers(IdentityProvider):
    """The `IdentityProvider` port.

    `secret` reads a secret of a municipality: `sig` or `enc` its keys, the id of a way to sign in
    the client's secret there.
    """

    municipalities: Municipalities
    profiles: Callable[[], Mapping[str, Profile]]
    stage: Stage
    secret: Callable[[str, str], str]
    clock: Clock
    canaries: CanaryTokens
    _made: dict[tuple[str, str], OidcProvider] = field(default_factory=dict)
    _keys: dict[str, OwnKeys] = field(default_factory=dict)

    @override
    def authorization_url(self, pending: PendingSignIn) -> str:
        return self._of(pending.tenant, pending.way).authorization_url(pending)

    @override
    def exchange(self, code: str, pending: PendingSignIn) -> SignIn:
        return self._of(pending.tenant, pending.way).exchange(code, pending)

    @override
    def bearer(self, token: str, tenant: str) -> SignIn:
        """The first of the municipality's clients that it was made for; or a canary's."""
        if token.startswith(PREFIX):
            return self.canaries.read(token, tenant)
        refused = NotAllowedError("invalid_token", "Meld u opnieuw aan.")
        for way in self.municipalities.get(tenant).sign_in:
            try:
                return self._of(tenant, way.id).bearer(token)
            except NotAllowedError as error:
                refused = error
        raise refused

    @override
    def leaving_url(self, tenant: str, way: str, back: str) -> str:
        return self._of(tenant, way).leaving_url(back)

    @override
    def published(self, tenant: str) -> Mapping[str, Any]:
        return self._keys_of(tenant).published()

    def _of(self, tenant: str, way_id: str) -> OidcProvider:
        made = self._made.get((tenant, way_id))
        if made is None:
            made = self._make(self.municipalities.get(tenant), way_id)
            self._made[tenant, way_id] = made
        return made

    def _make(self, here: Municipality, way_id: str) -> OidcProvider:
        way = next((way for way in here.sign_in if way.id == way_id), None)
        profile = self.profiles().get(way.profile) if way else None
        if way is None or profile is None:
            raise PermanentError(f"{here.nis} has no way to sign in called {way_id}")
        read = RefreshingValue(partial(self.secret, here.nis, way.id), self.clock)
        return OidcProvider(
            self.stage.client(way, profile, here.address), self.clock, self._keys_of(here.nis), read
        )

    def _keys_of(self, tenant: str) -> OwnKeys:
        if tenant not in self._keys:
            self._keys[tenant] = OwnKeys(partial(self.secret, tenant), self.clock)
        return self._keys[tenant]
