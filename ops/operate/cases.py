"""Find a case by its number, show its events, and replay them to its state.

    python -m ops cases --stage prod 26-7K3M9-2QD4X

The number is the reference in a mail, the number on a document, or the id in a log. A reference is
looked for day by day, the newest first. Names aren't shown, and nothing is changed.
"""

import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import BY_DAY
from chalicelib.domain.privacy.forgetting import known
from chalicelib.domain.process.engine import replay
from chalicelib.ports.cases import AnyCase, Unreadable
from chalicelib.wiring import Wiring
from ops.command import OperatorError, run
from ops.stage.at_stage import wiring_of
from ops.stage.target import parser_of, target_of

ID_LENGTH = 26
TAIL = 10
"""How much of an id stands in a reference."""

LATER = re.compile(r"-[A-Z]\d{1,3}$")
"""What follows the reference in the number of a later document, or of another slot's."""

DAYS = 400


class NotFoundError(OperatorError):
    """No case has that number."""


def find(wiring: Wiring, number: str, days: int = DAYS) -> AnyCase:
    """The case with an id, a reference or a document's number. Raises NotFoundError."""
    text = number.strip().upper()
    for municipality in wiring.templates.municipalities.all():
        nis = municipality.nis
        for case_id in [text] if len(text) == ID_LENGTH else _ids(wiring, nis, text, days):
            found = wiring.cases.store.get(nis, case_id)
            if isinstance(found, Unreadable):
                raise NotFoundError(f"{case_id} can't be read: `ops aside` says more")
            if found:
                return found
    raise NotFoundError(f"no case of the last {days} days has the number {number}")


def _ids(wiring: Wiring, tenant: str, number: str, days: int) -> Iterator[str]:
    """The ids that end as a reference does, among those of each day."""
    tail = LATER.sub("", number).replace("-", "")[-TAIL:]
    days_back = (datetime.now(UTC).date() - timedelta(days=n) for n in range(days))
    for day in days_back:
        pages = wiring.platform.clients.dynamodb.get_paginator("query").paginate(
            TableName=wiring.settings.table,
            IndexName=BY_DAY,
            KeyConditionExpression="day_pk = :day",
            ExpressionAttributeValues={":day": {"S": Partition.BEGUN.of(tenant, day.isoformat())}},
            ProjectionExpression="ulid",
        )
        found = (item["ulid"]["S"] for page in pages for item in page["Items"])
        yield from (case_id for case_id in found if case_id.endswith(tail))


def lines_of(wiring: Wiring, case: AnyCase) -> Iterator[str]:
    """What happened, and whether it leads to the state that is stored."""
    store = wiring.cases.store
    events = store.events(case.tenant, case.id)
    erased = "" if known(case) else "  erased on request"
    yield f"{case.id}  {case.reference}  {case.process}  {case.tenant}{erased}"
    for event in events:
        data = " ".join(f"{name}={value}" for name, value in event.data)
        yield (
            f"{event.version:>3}  {event.at:%Y-%m-%d %H:%M:%S}  {event.name:<20}"
            f" {event.source or '-'} → {event.target}  {event.actor.partition(':')[0]}  {data}"
        )
    again = replay(wiring.road.frames.of(case).definition, events)
    same = again == case.instance.unmarked()
    yield f"replayed: {again.state}, version {again.version}" + ("" if same else "  NOT AS STORED")
    waiting = [f"{one.medium.value}:{one.template}" for one in store.outgoing(case.tenant, case.id)]
    yield f"to go out: {', '.join(waiting) or 'nothing'}; due: {case.due_at or 'never'}"
    yield from (f"task: {task.code} {task.about}".rstrip() for task in case.tasks)


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when there is nothing to show."""
    parser = parser_of("cases", __doc__)
    parser.add_argument("number", help="id, reference or document number")
    given = parser.parse_args(arguments)
    return run(lambda: _show(given), "not found")


def _show(given: Namespace) -> int:
    wiring = wiring_of(target_of(given))
    for line in lines_of(wiring, find(wiring, given.number)):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
