"""Sign somebody in at the identity provider, and out."""

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.domain.cases.staff import Staff, acts_for_government, staff_of
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.platform import Clock, Ids
from chalicelib.ports.sessions import IdentityProvider, PendingSignIn, Session, Sessions
from chalicelib.ports.sessions import SignIn as Person

TIME_TO_SIGN_IN = timedelta(minutes=10)
SESSION_LASTS = timedelta(hours=2)
WORK_LASTS = timedelta(hours=9)
"""A session of staff: one working day, so that nobody is sent away from a case."""


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

    def begin(self, return_to: str, *, for_work: bool = False) -> tuple[str, str]:
        """Where the browser must go, and the state that it must bring back.

        `for_work` is for staff. Raises RetryableError.
        """
        pending = PendingSignIn(
            state=self.ids.secret(),
            nonce=self.ids.secret(),
            verifier=self.ids.secret(),
            return_to=return_to,
            expires_at=self.clock.now() + TIME_TO_SIGN_IN,
            for_work=for_work,
        )
        address = self.identity.authorization_url(pending)
        self.sessions.begin(pending)
        return address, pending.state

    def finish(self, state: str, code: str, here: Municipality) -> SignedIn:
        """Open a session for the person behind a code; a state works once.

        Raises NotAllowedError (`sign_in_expired`, `sign_in_failed`, `not_staff`, `not_a_citizen`),
        RetryableError.
        """
        pending = self.sessions.finish(state)
        if pending is None:
            raise NotAllowedError("sign_in_expired", "Het aanmelden duurde te lang. Begin opnieuw.")
        person = self.identity.exchange(code, pending)
        staff = _staff(person, here) if pending.for_work else None
        if staff is None:
            _check_citizen(person)
        session = Session(
            id=self.ids.secret(),
            tenant=here.nis,
            number=person.number,
            name=person.name,
            email=person.email,
            assurance=person.assurance,
            csrf=self.ids.secret(),
            expires_at=self.clock.now() + (WORK_LASTS if staff else SESSION_LASTS),
            staff=staff,
        )
        self.sessions.open(session)
        return SignedIn(session, pending.return_to)

    def out(self, session_id: str) -> None:
        """Forget a session; one that isn't there is no mistake."""
        self.sessions.close(session_id)


def _staff(person: Person, here: Municipality) -> Staff:
    staff = staff_of(person.claims, person.number, here)
    if staff is None:
        raise NotAllowedError("not_staff", "Deze aanmelding geeft geen toegang tot het loket.")
    return staff


def _check_citizen(person: Person) -> None:
    """Whoever acts for a government is no citizen at that moment, and sees no citizen's pages."""
    if acts_for_government(person.claims):
        raise NotAllowedError(
            "not_a_citizen", "U meldde zich aan als medewerker. Meld u aan als burger."
        )
