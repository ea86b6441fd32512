"""Sign somebody in at the identity provider, and out."""

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.domain.errors import NotAllowedError
from chalicelib.ports import Clock, IdentityProvider, Ids, PendingSignIn, Session, Sessions

TIME_TO_SIGN_IN = timedelta(minutes=10)
SESSION_LASTS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session, and the page the citizen was on the way to."""

    session: Session
    return_to: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """The code flow: `state` binds the answer to our question, PKCE the code to us."""

    sessions: Sessions
    identity: IdentityProvider
    clock: Clock
    ids: Ids

    def begin(self, return_to: str) -> tuple[str, str]:
        """Where the browser must go, and the state that it must bring back.

        Raises RetryableError.
        """
        pending = PendingSignIn(
            state=self.ids.secret(),
            nonce=self.ids.secret(),
            verifier=self.ids.secret(),
            return_to=return_to,
            expires_at=self.clock.now() + TIME_TO_SIGN_IN,
        )
        address = self.identity.authorization_url(pending)
        self.sessions.begin(pending)
        return address, pending.state

    def finish(self, state: str, code: str, tenant: str) -> SignedIn:
        """Open a session for the person behind a code; a state works once.

        Raises NotAllowedError (`sign_in_expired`, `sign_in_failed`), RetryableError.
        """
        pending = self.sessions.finish(state)
        if pending is None:
            raise NotAllowedError("sign_in_expired", "Het aanmelden duurde te lang. Begin opnieuw.")
        person = self.identity.exchange(code, pending)
        session = Session(
            id=self.ids.secret(),
            tenant=tenant,
            number=person.number,
            name=person.name,
            email=person.email,
            assurance=person.assurance,
            csrf=self.ids.secret(),
            expires_at=self.clock.now() + SESSION_LASTS,
        )
        self.sessions.open(session)
        return SignedIn(session, pending.return_to)

    def out(self, session_id: str) -> None:
        """Forget a session; one that isn't there is no mistake."""
        self.sessions.close(session_id)
