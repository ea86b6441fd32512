"""Find a request by its number, show its events, and replay them to its state.

    python -m ops cases --stage prod 26-7K3M9-2QD4X

The number is the reference in a mail, the number on a document, or the id in a log. A reference is
looked for day by day, the newest first. Names aren't shown, and nothing is changed.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from chalicelib.domain.former_process import replay

from chalicelib.adapters.aws.dynamodb.table import BY_DAY, day_pk
from chalicelib.domain.certificates.order import PROCESS, CertificateCase
from chalicelib.wiring import Wiring
from ops.command import OperatorError, run
from ops.stage.at_stage import wiring_of
from ops.stage.target import parser_of, target_of

ID_LENGTH = 26
TAIL = 10
"""How much of an id stands in a reference."""

DAYS = 400


class NotFoundError(OperatorError):
    """No request has that number."""


def find(wiring: Wiring, number: str, days: int = DAYS) -> CertificateCase:
    """The request with an id, a reference or a document's number. Raises NotFoundError."""
    text = number.strip().upper()
    for municipality in wiring.templates.municipalities.all():
        nis = municipality.nis
        for request_id in [text] if len(text) == ID_LENGTH else _ids(wiring, nis, text, days):
            if found := wiring.state.requests.get(nis, request_id):
                return found
    raise NotFoundError(f"no request of the last {days} days has the number {number}")


def _ids(wiring: Wiring, tenant: str, number: str, days: int) -> Iterator[str]:
    """The ids that end as a reference does, among those of each day."""
    tail = number.replace("-", "")[-TAIL:]
    today = datetime.now(UTC)
    for back in range(days):
        pages = wiring.platform.clients.dynamodb.get_paginator("query").paginate(
            TableName=wiring.settings.table,
            IndexName=BY_DAY,
            KeyConditionExpression="day_pk = :day",
            ExpressionAttributeValues={":day": {"S": day_pk(tenant, today - timedelta(days=back))}},
            ProjectionExpression="ulid",
        )
        found = (item["ulid"]["S"] for page in pages for item in page["Items"])
        yield from (request_id for request_id in found if request_id.endswith(tail))


def lines_of(wiring: Wiring, request: CertificateCase) -> Iterator[str]:
    """What happened, and whether it leads to the state that is stored."""
    events = wiring.state.requests.events(request.tenant, request.id)
    erased = "  erased on request" if request.is_forgotten else ""
    yield f"{request.id}  {request.reference}  {request.payload.document_id}  {request.tenant}{erased}"
    for event in events:
        data = " ".join(f"{name}={value}" for name, value in event.data)
        yield (
            f"{event.version:>3}  {event.at:%Y-%m-%d %H:%M:%S}  {event.name:<20}"
            f" {event.source or '-'} → {event.target}  {event.actor.partition(':')[0]}  {data}"
        )
    calendar = wiring.templates.municipalities.get(request.tenant).calendar
    again = replay(wiring.templates.processes.get(PROCESS), events, calendar)
    same = again.state == request.instance.state and again.version == request.instance.version
    yield f"replayed: {again.state}, version {again.version}" + ("" if same else "  NOT AS STORED")
    yield f"outbox: {', '.join(request.outbox) or 'empty'}; due: {request.due_at or 'never'}"


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
