"""The world around the counter, on this machine: AWS (moto), an OpenID provider, a mail outbox.

Three small servers in one process, on 127.0.0.1 only. Everything is in memory and gone at the end.
"""

import argparse
import json
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from werkzeug.serving import make_server

from chalicelib.adapters.files.profiles import FileProfiles
from chalicelib.settings import TEMPLATES
from ops.local import local_aws, outbox
from ops.local.bounces import TOPIC, TaggedMails, bounce_of
from ops.local.local_aws import HOST, Application
from ops.synthetic import provider

REGION = "eu-west-1"


def run(aws_port: int, oidc_port: int, mail_port: int, users: list[dict[str, Any]]) -> None:
    """Start the three servers and stay."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    aws = TaggedMails(local_aws.application())
    _serve(aws_port, aws)
    profiles = FileProfiles(TEMPLATES / "sign_in")()
    _serve(oidc_port, provider.Application(profiles, users))
    _serve(mail_port, outbox.application(sent_mails, _bounces(aws, aws_port)))
    while True:
        time.sleep(3600)


def _bounces(aws: TaggedMails, port: int) -> Callable[[str, str], None]:
    """How a mail comes back: to the topic that the counter's function listens to."""

    def bounce(message_id: str, to: str) -> None:
        sns = boto3.client(
            "sns",
            REGION,
            endpoint_url=f"http://{HOST}:{port}",
            aws_access_key_id="local",
            aws_secret_access_key="local",  # noqa: S106 - the local AWS takes any
        )
        topic = f"arn:aws:sns:{REGION}:{DEFAULT_ACCOUNT_ID}:{TOPIC}"
        event = bounce_of(message_id, to, aws.tags.get(message_id, {}))
        sns.publish(TopicArn=topic, Message=event)

    return bounce


def sent_mails() -> list[tuple[str, str]]:
    """Every mail that SES took, newest first: its id, and what would go over the wire."""
    from moto.ses.models import ses_backends  # noqa: PLC0415 - heavy, and only after moto is up

    messages = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    return [(message.id, message.raw_data) for message in reversed(messages)]


def _serve(port: int, application: Application) -> None:
    server = make_server(HOST, port, application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def main() -> None:
    """Run as a process of its own: `python -m ops world --aws 5000 …`."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("aws", "oidc", "mail"):
        parser.add_argument(f"--{name}", type=int, required=True, metavar="PORT")
    parser.add_argument("--users", type=Path, required=True, help="JSON list of claims")
    arguments = parser.parse_args()
    users = json.loads(arguments.users.read_text(encoding="utf-8"))
    run(arguments.aws, arguments.oidc, arguments.mail, users)


if __name__ == "__main__":
    main()
