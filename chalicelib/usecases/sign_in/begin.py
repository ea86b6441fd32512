"""Send somebody to the identity provider."""

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.tenants.municipality import Municipality, SignInWay
from chalicelib.ports.platform import Clock, Ids
from chalicelib.ports.sessions import IdentityProvider, PendingSignIn, Sessions

TIME_TO_SIGN_IN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody signs in for.

    `return_to` is a path of ours; `way` is the id of the way they chose, if they did; `level` the
    level that is asked of the provider; with `is_anew` it must not do with an earlier sign-in.
    """

    return_to: str
    for_work: bool = False
    way: str = ""
    level: str = ""
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class BeginSignIn:
    """The code flow: `state` binds the answer to our question, PKCE the code to us."""

    sessions: Sessions
    identity: IdentityProvider
    clock: Clock
    ids: Ids

    def __call__(self, wanted: Wanted, browser: str, here: Municipality) -> str:
        """Where the browser must go; `browser` is a secret of its own.

        Raises NotThereError for a way that there isn't, RetryableError, PermanentError.
        """
        now = self.clock.now()
        pending = PendingSignIn(
            state=self.ids.secret(),
            nonce=self.ids.secret(),
            verifier=self.ids.secret(),
            return_to=wanted.return_to,
            expires_at=now + TIME_TO_SIGN_IN,
            for_work=wanted.for_work,
            tenant=here.nis,
            way=_way(wanted, here).id,
            browser=browser,
            level=wanted.level,
            anew_since=now if wanted.is_anew else None,
        )
        address = self.identity.authorization_url(pending)
        self.sessions.begin(pending)
        return address


def _way(wanted: Wanted, here: Municipality) -> SignInWay:
    ways = here.ways_to_sign_in(for_work=wanted.for_work)
    chosen = next((way for way in ways if way.id == wanted.way), None) if wanted.way else None
    if not ways or (wanted.way and chosen is None):
        raise NotThereError("Op deze manier kunt u zich hier niet aanmelden.")
    return chosen or ways[0]
