"""Sign somebody out, here and for tokens given out before."""

from dataclasses import dataclass

from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import Departures, IdentityProvider, Session, Sessions, SignIn
from chalicelib.usecases.sign_in.finish import WORK_LASTS


@dataclass(frozen=True, slots=True)
class SignOut:
    """Ends sessions, and what was signed before."""

    sessions: Sessions
    departures: Departures
    identity: IdentityProvider
    clock: Clock

    def __call__(self, session: Session) -> None:
        """Forget a session; tokens of the person that were made before are good no more."""
        self.sessions.close(session.id)
        self.departures.left(session.tenant, session.number, self.clock.now() + WORK_LASTS)

    def there(self, tenant: str, way: str, back: str) -> str:
        """Where to sign out at the provider too; empty when there is nothing, or it is away."""
        try:
            return self.identity.leaving_url(tenant, way, back)
        except (RetryableError, PermanentError):
            return ""

    def check_bearer(self, person: SignIn, tenant: str) -> None:
        """That somebody didn't sign out since their token was made.

        Providers say when in whole seconds: one of the same second passes, for it may be of after.

        Raises NotAllowedError (`invalid_token`), RetryableError.
        """
        last, made = self.departures.last(tenant, person.number), person.claims.get("iat")
        if last and not (isinstance(made, int | float) and made >= int(last.timestamp())):
            raise NotAllowedError("invalid_token", "U meldde zich af. Meld u opnieuw aan.")
