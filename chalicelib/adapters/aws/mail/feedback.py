"""What SES publishes about a mail, as SNS brings it."""

from typing import Literal

from pydantic import BaseModel, ValidationError

from chalicelib.domain.mail.trouble import Trouble
from chalicelib.domain.shared.mail_address import bare
from chalicelib.ports.errors import PermanentError
from chalicelib.usecases.mail.feedback import MailTrouble

TAGS = ("tenant", "request", "template")
_TROUBLE = {
    "Bounce": Trouble.BOUNCED,
    "Complaint": Trouble.COMPLAINED,
    "DeliveryDelay": Trouble.DELAYED,
    "Reject": Trouble.REFUSED,
}


class _Recipient(BaseModel):
    emailAddress: str  # noqa: N815 - as SES writes it


class _Bounce(BaseModel):
    bounceType: Literal["Undetermined", "Permanent", "Transient"]  # noqa: N815
    bouncedRecipients: list[_Recipient]  # noqa: N815


class _Mail(BaseModel):
    messageId: str  # noqa: N815
    destination: list[str] = []
    tags: dict[str, list[str]] = {}


class _Event(BaseModel):
    eventType: str  # noqa: N815
    mail: _Mail
    bounce: _Bounce | None = None


def read(message: str) -> MailTrouble | None:
    """The trouble that an event tells of; None for good news and for mails without our tags.

    Raises PermanentError, without anything of its text, for what SES wouldn't write.
    """
    try:
        event = _Event.model_validate_json(message)
    except ValidationError as error:
        raise PermanentError(f"not an SES event: {error.error_count()} errors") from None
    tags = {name: values[0] for name, values in event.mail.tags.items() if values}
    if event.eventType not in _TROUBLE or not tags.keys() >= set(TAGS):
        return None
    return MailTrouble(
        id=f"{event.mail.messageId}-{event.eventType}",
        tenant=tags["tenant"],
        request_id=tags["request"],
        template=tags["template"],
        trouble=_TROUBLE[event.eventType],
        is_lasting=_is_lasting(event),
        address=_address(event),
    )


def _is_lasting(event: _Event) -> bool:
    """A full mailbox or a holiday reply passes; a complaint is a wish."""
    if event.bounce:
        return event.bounce.bounceType == "Permanent"
    return event.eventType == "Complaint"


def _address(event: _Event) -> str:
    """Whom it was for: each of our mails has one recipient, which servers may write with a name."""
    if event.bounce and event.bounce.bouncedRecipients:
        return bare(event.bounce.bouncedRecipients[0].emailAddress)
    return bare(event.mail.destination[0]) if event.mail.destination else ""
