"""The guards of beginnings: the same key, the same case shortly before, one too many."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chalicelib.adapters.aws.dynamodb.table import GUARD, Item, expiry, key, number, stamp, text
from chalicelib.adapters.aws.dynamodb.transactions import Write, put
from chalicelib.adapters.aws.store.items.places import opening_pk
from chalicelib.adapters.aws.store.items.schema import Schema
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.intake import Intake
from chalicelib.ports.cases import OpeningGuards, OpeningPrints

OVER = "attribute_not_exists(pk) OR #until <= :now"


@dataclass(frozen=True, slots=True)
class OpeningRows:
    """Writes guards; a duplicate or a rate over its limit is a mark, not an obstacle."""

    table: str
    schema: Schema

    def writes(self, change: Change, guards: OpeningGuards) -> Iterator[Write]:
        """The guards that aren't yet known to be taken, under each version of the keys."""
        intake = change.case.intake
        for prints in guards.prints:
            yield self._once(change, guards, prints)
            if prints.duplicate and not intake.duplicate_of:
                yield self._duplicate(change, guards, prints)
            if not intake.is_over_limit:
                yield self._rate(change, guards, prints)

    def _once(self, change: Change, guards: OpeningGuards, prints: OpeningPrints) -> Write:
        over = {"until": text(stamp(guards.expires_at)), "expires": expiry(guards.expires_at)}
        item = self._guard(change, "once", prints.once) | over | {"body": text(prints.body)}
        return self._put("once", change, item)

    def _duplicate(self, change: Change, guards: OpeningGuards, prints: OpeningPrints) -> Write:
        until = guards.duplicate_until
        over = {"until": text(stamp(until)), "expires": expiry(until)}
        item = self._guard(change, "duplicate", prints.duplicate) | over
        return self._put("duplicate", change, item)

    def _guard(self, change: Change, kind: str, value: str) -> Item:
        there = key(opening_pk(change.case.tenant, kind, value), GUARD)
        return self.schema.stamped(there | {"case": text(change.case.id)})

    def _put(self, label: str, change: Change, item: Item) -> Write:
        now = {":now": text(stamp(change.case.intake.received_at))}
        return put(
            label,
            self.table,
            item,
            OVER,
            ExpressionAttributeNames={"#until": "until"},
            ExpressionAttributeValues=now,
        )

    def _rate(self, change: Change, guards: OpeningGuards, prints: OpeningPrints) -> Write:
        stamped = self.schema.stamped({})
        update = {
            "TableName": self.table,
            "Key": key(opening_pk(change.case.tenant, "rate", prints.rate), GUARD),
            "UpdateExpression": "SET expires = :expires, #v = :v, #min = :min ADD #n :one",
            "ConditionExpression": "attribute_not_exists(#n) OR #n < :limit",
            "ExpressionAttributeNames": {"#n": "n", "#v": "v", "#min": "min"},
            "ExpressionAttributeValues": {
                ":one": number(1),
                ":limit": number(guards.rate_limit),
                ":expires": expiry(guards.expires_at),
                ":v": stamped["v"],
                ":min": stamped["min"],
            },
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        return Write("rate", {"Update": update})


def marked(intake: Intake, found: dict[str, Item]) -> Intake:
    """The intake with what a refusal tells of it."""
    if "duplicate" in found:
        intake = replace(intake, duplicate_of=found["duplicate"]["case"]["S"])
    return replace(intake, is_over_limit=True) if "rate" in found else intake
