"""Move on what is overdue, now, as the schedule does every minute.

    python -m ops tick --stage prod

In an account it calls the function, with the event that it expects; on a local AWS, where no
function runs, it does the same here.
"""

import json
import sys
from argparse import Namespace
from datetime import UTC, datetime
from uuid import uuid4

from chalicelib.jobs.tick import handle
from chalicelib.wiring import use
from ops import command
from ops.stage.at_stage import wiring_of
from ops.stage.target import StageTarget, function_name, parser_of, target_of


class TickError(command.OperatorError):
    """The function failed; says where its log is."""


def tick(target: StageTarget) -> None:
    """Run it, and wait until it is done. Raises TickError."""
    if target.emulated:
        with use(wiring_of(target)):
            handle()
        return
    name = function_name(target.stage, "tick")
    answer = target.client("lambda").invoke(FunctionName=name, Payload=json.dumps(_event(target)))
    if answer.get("FunctionError"):
        raise TickError(f"{name} failed: aws logs tail /aws/lambda/{name} --since 5m tells why")


def _event(target: StageTarget) -> dict[str, object]:
    """What EventBridge sends at each minute."""
    return {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": target.account,
        "time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "region": target.region,
        "resources": [],
        "detail": {},
    }


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    given = parser_of("tick", __doc__).parse_args(arguments)
    return command.run(lambda: _tick(given), "not run")


def _tick(given: Namespace) -> int:
    tick(target_of(given))
    command.say("what was overdue has moved on; its log says what")
    return 0


if __name__ == "__main__":
    sys.exit(main())
