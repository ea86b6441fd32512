"""Who goes the road of a process: somebody who is signed in."""

from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.sessions import Session


def citizen_of(session: Session) -> Citizen:
    """Whose session it is, as an actor."""
    return Citizen(session.number, Assurance(session.assurance))
