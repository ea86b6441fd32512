"""What a piece of work asks of AWS: calls, rows read and bytes of the answers."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters.aws.clients import Clients


@dataclass(slots=True)
class Asked:
    """What was asked; `rows` are those DynamoDB read, also what a filter kept back."""

    calls: int = 0
    rows: int = 0
    bytes: int = 0

    def note(self, http_response: Any, parsed: Mapping[str, Any], **_: object) -> None:  # noqa: ANN401
        """One answer."""
        self.calls += 1
        self.rows += _rows(parsed)
        self.bytes += len(http_response.content)


@contextmanager
def counting(clients: Clients) -> Iterator[Asked]:
    """Count every answer while this lasts."""
    asked = Asked()
    those = (clients.dynamodb, clients.s3, clients.sqs, clients.ses)
    for client in those:
        client.meta.events.register("after-call", asked.note, unique_id="growth")
    try:
        yield asked
    finally:
        for client in those:
            client.meta.events.unregister("after-call", unique_id="growth")


def asked_by(clients: Clients, work: Callable[[], object]) -> Asked:
    """What a piece of work asks for."""
    with counting(clients) as asked:
        work()
    return asked


def _rows(parsed: Mapping[str, Any]) -> int:
    batches = parsed.get("Responses", {})
    several = sum(map(len, batches.values())) if isinstance(batches, dict) else 0
    read = int(parsed.get("ScannedCount", len(parsed.get("Items", ()))))
    return read + several + ("Item" in parsed)
