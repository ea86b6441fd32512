"""Mail through SES: both forms in one message, without anything that tells who it is about."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.errors import translated
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.mail import Mail, Mailer

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import MessageTagTypeDef


class SesMailer(Mailer):
    """Mailer: once per call, for SES doesn't know that two calls mean the same mail."""

    def __init__(self, client: "SESV2Client", configuration_set: str) -> None:
        self._client = client
        self._configuration_set = configuration_set

    @override
    def send(self, mail: Mail, sender: Municipality) -> None:
        with translated("sesv2.SendEmail"):
            self._client.send_email(
                FromEmailAddress=formataddr((sender.mail.sender_name, sender.mail.sender)),
                Destination={"ToAddresses": [mail.to]},
                Content={"Raw": {"Data": _message(mail, sender).as_bytes(policy=SMTP)}},
                ConfigurationSetName=self._configuration_set,
                EmailTags=_tags(mail),
            )


def _message(mail: Mail, sender: Municipality) -> EmailMessage:
    """Text first, HTML for who prefers it; the headers keep holiday replies away."""
    message = EmailMessage()
    message["From"] = formataddr((sender.mail.sender_name, sender.mail.sender))
    message["To"] = mail.to
    message["Reply-To"] = sender.mail.reply_to
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "nl"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def _tags(mail: Mail) -> "list[MessageTagTypeDef]":
    """What feedback can be matched by: no address, no name."""
    tags = {"tenant": mail.tenant, "template": mail.template, "request": mail.request_id}
    return [{"Name": name, "Value": value} for name, value in tags.items()]
