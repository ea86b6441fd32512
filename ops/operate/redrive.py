"""Send parked messages back to their queue, when what they failed on is repaired.

    python -m ops redrive --stage prod --queue issue --plan
    python -m ops redrive --stage prod --queue review --nis 34022

Every consumer is idempotent and finds by itself what is stale, so sending back is harmless. What
isn't a message of ours stays where it is, and is counted. Find out first why they were parked.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

from chalicelib.adapters.aws.cases.messages import FIRST_ROLE, decode, queue_of
from chalicelib.ports.errors import PermanentError
from ops import command
from ops.command import OperatorError, progress, run
from ops.stage.target import parser_of, target_of

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

BATCH = 10
HIDDEN = 120
"""Seconds for which what was looked at stays away: so the end is reached."""


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """A dead-letter queue, and the queue that its messages came from."""

    dead: str
    alive: str


@dataclass(frozen=True, slots=True)
class Looked:
    """One parked message: the case it is about, and whether it was (or would be) sent back."""

    case_id: str
    is_ours: bool


def place_of(
    client: "SQSClient", stage: str, queue: str, nis: str = "", role: str = FIRST_ROLE
) -> DeadLetters:
    """The two queues of a stage; review queues are one a municipality and role.

    Raises OperatorError when they aren't there, ClientError.
    """
    behind = f"-{queue_of(nis, role)}" if nis else ""
    name = f"thuisloket-{stage}-{queue}"
    return DeadLetters(_url(client, f"{name}-dead{behind}"), _url(client, f"{name}{behind}"))


def _url(client: "SQSClient", name: str) -> str:
    try:
        return client.get_queue_url(QueueName=name)["QueueUrl"]
    except ClientError as error:
        if not error.response["Error"]["Code"].endswith("NonExistentQueue"):
            raise
        raise OperatorError(f"there is no queue {name}: is the stage provisioned?") from None


def count(client: "SQSClient", place: DeadLetters) -> int:
    """How many are parked, about."""
    answer = client.get_queue_attributes(
        QueueUrl=place.dead, AttributeNames=["ApproximateNumberOfMessages"]
    )
    return int(answer["Attributes"]["ApproximateNumberOfMessages"])


def redrive(
    client: "SQSClient", place: DeadLetters, *, dry_run: bool, limit: int
) -> Iterator[Looked]:
    """Look at parked messages one by one, and send ours back unless it is a dry run.

    Each is sent before it is deleted: a crash between sends it twice, never not at all. In a dry
    run all come back at the end. Raises ClientError.
    """
    seen: list[str] = []
    try:
        for message in _parked(client, place, limit):
            looked = _look(message)
            if dry_run or not looked.is_ours:
                seen.append(message["ReceiptHandle"])
            else:
                client.send_message(QueueUrl=place.alive, MessageBody=message["Body"])
                client.delete_message(QueueUrl=place.dead, ReceiptHandle=message["ReceiptHandle"])
            yield looked
    finally:
        for receipt in seen:
            client.change_message_visibility(
                QueueUrl=place.dead, ReceiptHandle=receipt, VisibilityTimeout=0
            )


def _parked(client: "SQSClient", place: DeadLetters, limit: int) -> "Iterator[MessageTypeDef]":
    left = limit
    while left > 0:
        answer = client.receive_message(
            QueueUrl=place.dead,
            MaxNumberOfMessages=min(BATCH, left),
            VisibilityTimeout=HIDDEN,
            WaitTimeSeconds=1,
        )
        messages = answer.get("Messages", [])
        if not messages:
            return
        yield from messages
        left -= len(messages)


def _look(message: "MessageTypeDef") -> Looked:
    body = message["Body"]
    try:
        about = decode(body).case_id
        return Looked(about, is_ours=True)
    except PermanentError:
        return Looked("", is_ours=False)


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1 when AWS refuses, or when something was left behind."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if (given.queue == "review") != bool(given.nis):
        parser.error("--nis goes with --queue review, and only with that")
    return run(lambda: _redrive(given), "not redriven")


def _redrive(given: argparse.Namespace) -> int:
    client = target_of(given).client("sqs")
    place = place_of(client, given.stage, given.queue, given.nis, given.role)
    looked = _show(client, place, dry_run=given.plan, limit=given.limit)
    return _tell(looked, dry_run=given.plan)


def _show(client: "SQSClient", place: DeadLetters, *, dry_run: bool, limit: int) -> list[Looked]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with progress(*columns) as bar:
        task = bar.add_task("parked messages", total=min(count(client, place), limit))
        looked: list[Looked] = []
        for one in redrive(client, place, dry_run=dry_run, limit=limit):
            looked.append(one)
            bar.advance(task)
    return looked


def _tell(looked: list[Looked], *, dry_run: bool) -> int:
    ours = [one for one in looked if one.is_ours]
    if dry_run:
        sys.stdout.writelines(f"{one.case_id}\n" for one in ours)
    done = "would go back" if dry_run else "went back"
    sys.stdout.write(f"{len(ours)} {done}, {len(looked) - len(ours)} aren't ours and stay\n")
    return 1 if len(ours) < len(looked) else 0


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("redrive", __doc__)
    parser.add_argument("--queue", required=True, choices=("issue", "review"), help="which one")
    parser.add_argument("--nis", default="", help="the municipality, for its review queue")
    parser.add_argument("--role", default=FIRST_ROLE, help="whose review queue (default: clerk)")
    parser.add_argument("--limit", type=int, default=1000, help="look at no more than so many")
    command.add_plan(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
