"""The one transaction that makes a request, and what its refusals mean."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chalicelib.adapters.aws.dynamodb.table import (
    GUARD,
    Item,
    expiry,
    guard_pk,
    key,
    number,
    stamp,
    text,
)
from chalicelib.adapters.aws.dynamodb.transactions import Write, put
from chalicelib.adapters.aws.former_store.request_items import encode_event, encode_request
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_process import Event
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.requests import Guards, Prints

ABSENT = "attribute_not_exists(pk)"
ABSENT_OR_OVER = "attribute_not_exists(pk) OR #until <= :now"


@dataclass(frozen=True, slots=True)
class Creation:
    """What is to be stored. A duplicate or a rate over its limit is a mark, not an obstacle."""

    table: str
    request: Request
    person: str
    events: tuple[Event, ...]
    guards: Guards

    @property
    def writes(self) -> tuple[Write, ...]:
        """The transaction: state, events, and the guards that aren't yet known to be taken."""
        state = encode_request(self.request, self.person)
        events = (encode_event(self.request, event, self.request.id) for event in self.events)
        return (
            put("state", self.table, state, ABSENT),
            *(put("event", self.table, event, ABSENT) for event in events),
            *(write for prints in self.guards.prints for write in self._guarding(prints)),
        )

    def marked(self, found: dict[str, Item]) -> "Creation":
        """The same with the marks that a refusal asks for. Raises PermanentError for any other."""
        if not found.keys() <= {"duplicate", "rate"}:
            raise PermanentError(f"this request id is taken: {self.request.id}")
        intake = self.request.intake
        if "duplicate" in found:
            intake = replace(intake, duplicate_of=found["duplicate"]["request"]["S"])
        if "rate" in found:
            intake = replace(intake, is_over_limit=True)
        return replace(self, request=replace(self.request, intake=intake))

    def _guarding(self, prints: Prints) -> Iterator[Write]:
        """The guards of one version of the keys."""
        yield self._idempotency(prints)
        if not self.request.intake.duplicate_of:
            yield self._duplicate(prints)
        if not self.request.intake.is_over_limit:
            yield self._rate(prints)

    def _idempotency(self, prints: Prints) -> Write:
        guards = self.guards
        item = self._guard("idempotency", prints.idempotency) | {
            "body": text(prints.body),
            "until": text(stamp(guards.expires_at)),
            "expires": expiry(guards.expires_at),
        }
        return self._while_over("idempotency", item)

    def _duplicate(self, prints: Prints) -> Write:
        guards = self.guards
        item = self._guard("duplicate", prints.duplicate) | {
            "until": text(stamp(guards.duplicate_until)),
            "expires": expiry(guards.duplicate_until),
        }
        return self._while_over("duplicate", item)

    def _guard(self, kind: str, value: str) -> Item:
        return key(guard_pk(self.request.tenant, kind, value), GUARD) | {
            "request": text(self.request.id)
        }

    def _while_over(self, label: str, item: Item) -> Write:
        return put(
            label,
            self.table,
            item,
            ABSENT_OR_OVER,
            ExpressionAttributeNames={"#until": "until"},
            ExpressionAttributeValues={":now": text(stamp(self.request.intake.received_at))},
        )

    def _rate(self, prints: Prints) -> Write:
        guards = self.guards
        update = {
            "TableName": self.table,
            "Key": key(guard_pk(self.request.tenant, "rate", prints.rate), GUARD),
            "UpdateExpression": "SET expires = :expires ADD #n :one",
            "ConditionExpression": "attribute_not_exists(#n) OR #n < :limit",
            "ExpressionAttributeNames": {"#n": "n"},
            "ExpressionAttributeValues": {
                ":one": number(1),
                ":limit": number(guards.rate_limit),
                ":expires": expiry(guards.expires_at),
            },
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        return Write("rate", {"Update": update})
