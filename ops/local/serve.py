"""The counter on this machine: Chalice's local server, and pumps for its queue and schedule."""

import argparse
import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from chalice.config import Config
from chalice.local import ChaliceRequestHandler, LambdaContext, LocalDevServer, create_local_server

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

TICK_SECONDS = 5
COUNT_SECONDS = 30
HOUR = 3600
"""For the digest, which is a mail each time, and the look at the seals."""
ROOT = Path(__file__).resolve().parents[2]

type Handler = Callable[[dict[str, Any], Any], object]

log = logging.getLogger("thuisloket.local")


def pump_queue(queue_url: str, handler: Handler, stop: threading.Event) -> None:
    """Hand each message to a Lambda handler, one at a time; delete it only when that went well."""
    sqs = boto3.client("sqs")
    while not stop.is_set():
        answer = sqs.receive_message(
            QueueUrl=queue_url,
            MaxNumberOfMessages=1,
            WaitTimeSeconds=2,
            MessageSystemAttributeNames=["ApproximateReceiveCount"],
        )
        for message in answer.get("Messages", []):
            _deliver(sqs, queue_url, handler, message)


def _deliver(sqs: "SQSClient", queue_url: str, handler: Handler, message: "MessageTypeDef") -> None:
    try:
        handler({"Records": [_record(message, queue_url)]}, context())
    except Exception:
        log.exception("a message stays in the queue, and comes again")
    else:
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])


def _record(message: "MessageTypeDef", queue_url: str) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{queue_url.rsplit('/', 1)[-1]}",
    }


def pump_topic(topic: str, handler: Handler, stop: threading.Event) -> None:
    """Hand each message of a topic to a Lambda handler: a queue of our own listens to it."""
    sns, sqs = boto3.client("sns"), boto3.client("sqs")
    arn = sns.create_topic(Name=topic)["TopicArn"]
    queue_url = sqs.create_queue(QueueName=f"{topic}-pump")["QueueUrl"]
    sns.subscribe(
        TopicArn=arn,
        Protocol="sqs",
        Endpoint=f"{arn.replace(':sns:', ':sqs:')}-pump",
        Attributes={"RawMessageDelivery": "true"},
    )
    pump_queue(queue_url, lambda event, it: handler(_notified(event), it), stop)


def _notified(event: dict[str, Any]) -> dict[str, Any]:
    """What SNS would hand over of what came by SQS."""
    bodies = (record["body"] for record in event["Records"])
    known = {"Subject": "", "MessageAttributes": {}}
    return {"Records": [{"Sns": known | {"Message": body}} for body in bodies]}


def pump_schedule(handler: Handler, seconds: int, stop: threading.Event, first: int = 0) -> None:
    """Run a scheduled function again and again; `first` is when to begin, in seconds too."""
    wait = first or seconds
    while not stop.wait(wait):
        wait = seconds
        try:
            handler(schedule_event(), context())
        except Exception:
            log.exception("a scheduled function failed; the next time comes")


def schedule_event() -> dict[str, Any]:
    """What EventBridge sends."""
    return {
        "version": "0",
        "id": "local",
        "source": "aws.events",
        "account": "123456789012",
        "time": datetime.now(UTC).isoformat(),
        "region": "eu-west-1",
        "resources": ["local"],
        "detail": {},
        "detail-type": "Scheduled Event",
    }


def context() -> LambdaContext:
    """What Lambda gives a function to know of itself."""
    return LambdaContext("local", 512, max_runtime_ms=60_000)


def main() -> None:
    """Run as a process of its own; settings come from the environment, as in Lambda."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ports", type=int, nargs="+", required=True, metavar="PORT")
    ports = parser.parse_args().ports
    sys.path.insert(0, str(ROOT))
    import app  # noqa: PLC0415 - reads its settings when imported
    from ops.local.bounces import TOPIC  # noqa: PLC0415

    stop = threading.Event()
    issue_queue = os.environ["THUISLOKET_ISSUE_QUEUE"]
    pumps = (
        threading.Thread(target=pump_queue, args=(issue_queue, app.issue, stop), daemon=True),
        threading.Thread(target=pump_schedule, args=(app.tick, TICK_SECONDS, stop), daemon=True),
        *(
            threading.Thread(target=pump_schedule, args=(duty, COUNT_SECONDS, stop), daemon=True)
            for duty in (app.parked_feedback, app.erasure, app.figures)
        ),
        *(
            threading.Thread(
                target=pump_schedule, args=(duty, HOUR, stop, COUNT_SECONDS), daemon=True
            )
            for duty in (app.digest, app.seals)
        ),
        threading.Thread(
            target=pump_topic,
            args=(TOPIC, app.mail_feedback, stop),
            daemon=True,
        ),
    )
    for pump in pumps:
        pump.start()
    settings = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    config = Config(chalice_stage="dev", config_from_disk=settings)
    ChaliceRequestHandler.disable_nagle_algorithm = (
        True  # a body waited 40 ms for its head's receipt
    )
    first = create_local_server(app.app, config, "127.0.0.1", ports[0])
    for port in ports[1:]:
        server = LocalDevServer(app.app, config, "127.0.0.1", port).server
        threading.Thread(target=server.serve_forever, daemon=True).start()
    first.server.serve_forever()


if __name__ == "__main__":
    main()
