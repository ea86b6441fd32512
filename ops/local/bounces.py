"""Mails that don't arrive, for demonstrations: SES's word of a bounce, said when somebody asks."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from chalicelib.settings import topic_name
from ops.local.local_aws import Application

TOPIC = topic_name("mail-feedback", {"STAGE": "local"})
"""What the function listens to that sees to mails that didn't arrive."""
SENDING = "/v2/email/outbound-emails"


@dataclass(frozen=True, slots=True)
class TaggedMails:
    """The local AWS, which forgets the tags of mails, with a memory for them: by message id."""

    application: Application
    tags: dict[str, dict[str, str]] = field(default_factory=dict)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI
        """Answer as the local AWS does."""
        if environ["PATH_INFO"] != SENDING:
            answered: Iterable[bytes] = self.application(environ, start_response)
            return answered
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        answer = b"".join(self.application(environ, start_response))
        self._keep(json.loads(body or b"{}"), json.loads(answer or b"{}"))
        return [answer]

    def _keep(self, sent: dict[str, Any], answer: dict[str, Any]) -> None:
        tags = {tag["Name"]: tag["Value"] for tag in sent.get("EmailTags", ())}
        self.tags[answer.get("MessageId", "")] = tags


def bounce_of(message_id: str, to: str, tags: dict[str, str]) -> str:
    """The event that SES publishes of a mail whose address doesn't exist."""
    return json.dumps(
        {
            "eventType": "Bounce",
            "mail": {
                "messageId": message_id,
                "destination": [to],
                "tags": {name: [value] for name, value in tags.items()},
            },
            "bounce": {
                "bounceType": "Permanent",
                "bouncedRecipients": [{"emailAddress": to}],
            },
        }
    )
