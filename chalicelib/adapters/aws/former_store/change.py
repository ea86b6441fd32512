"""The one transaction that changes a request, and what its refusal means."""

from dataclasses import dataclass

from chalicelib.adapters.aws.dynamodb.table import Item, number, text
from chalicelib.adapters.aws.dynamodb.transactions import Write, put
from chalicelib.adapters.aws.former_store.erasures import attachment_writes
from chalicelib.adapters.aws.former_store.ledger_items import ledger_writes
from chalicelib.adapters.aws.former_store.request_items import (
    encode_entry,
    encode_event,
    encode_request,
    version_moved,
)
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.former_process import Event
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import PermanentError


@dataclass(frozen=True, slots=True)
class Change:
    """A new state, its events, what was sent along, and the ledger line of its document.

    `person` and `subject` are the pseudonyms of who asks and whom it is about. `mark` tells this
    call from another one that wants the same. The ledger line goes along with
    every change of a request that has a document, and can only ever be what it was: so neither
    the document nor its number can change afterwards (DESIGN promise 2).
    """

    table: str
    request: Request
    person: str
    was: int
    events: tuple[Event, ...]
    mark: str
    entries: tuple[Entry, ...] = ()
    subject: str = ""

    @property
    def writes(self) -> tuple[Write, ...]:
        """The transaction."""
        return (
            self._state(),
            *map(self._event, self.events),
            *map(self._entry, self.entries),
            *attachment_writes(self.table, self.request, self.entries),
            *ledger_writes(self.table, self.request, self.subject),
        )

    def refusal(self, found: dict[str, Item]) -> ConflictError | PermanentError:
        """What to raise: usually that somebody else was first."""
        stored = found.get("state", {}).get("version", {}).get("N")
        if "event" not in found and ("state" not in found or stored == str(self.was)):
            return PermanentError(f"the document of a request can't change: {self.request.id}")
        return version_moved()

    def _state(self) -> Write:
        issued = self.request.issued
        same = " OR #number = :number" if issued else ""
        values = {":was": number(self.was)}
        return put(
            "state",
            self.table,
            encode_request(self.request, self.person),
            f"#version = :was AND (attribute_not_exists(#number){same})",
            ExpressionAttributeNames={"#version": "version", "#number": "number"},
            ExpressionAttributeValues=values | ({":number": text(issued.number)} if issued else {}),
        )

    def _event(self, event: Event) -> Write:
        item = encode_event(self.request, event, self.mark)
        return put("event", self.table, item, "attribute_not_exists(pk)")

    def _entry(self, entry: Entry) -> Write:
        item = encode_entry(self.request, entry)
        return put("entry", self.table, item, "attribute_not_exists(pk)")
