"""What who is signed in wishes of our mails, and the address that forms propose."""

from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.sessions import Session
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.sessions import Caller

SURE_ENOUGH = Assurance.SUBSTANTIAL
"""How surely somebody must have signed in to see or change what they wish."""


def wishes_of(asked: RequestContext, number: NationalNumber) -> MailWishes:
    """What somebody wishes here. Raises RetryableError."""
    kept = asked.wiring.state.wishes.of_person(asked.tenant, number)
    return kept.wishes if kept else MailWishes()


def usual_wishes(asked: RequestContext, who: Session | Caller) -> MailWishes:
    """The same, for who signed in surely enough; else the address that their provider knows."""
    is_sure = Assurance(who.assurance).reaches(SURE_ENOUGH)
    wishes = wishes_of(asked, who.number) if is_sure else MailWishes()
    return wishes if wishes.email else wishes.at(who.email)


def address_for(asked: RequestContext, who: Session | Caller, sent: str) -> str:
    """The address that was sent, else what we are told of who asks; wishes are read for want of it.

    So asking for a document costs no call more.
    """
    return sent or who.email or usual_wishes(asked, who).email
