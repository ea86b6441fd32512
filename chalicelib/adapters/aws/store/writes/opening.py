"""The guards of beginnings: the same key, the same case shortly before, one too many."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import GUARD, Item, expiry, key, number, stamp, text
from chalicelib.adapters.aws.dynamodb.transactions import Write, put
from chalicelib.adapters.aws.store.items.schema import Schema
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.intake import Intake
from chalicelib.ports.cases import OpeningGuards, OpeningPrints

OVER = "attribute_not_exists(pk) OR #until <= :now"
FREE = "attribute_not_exists(#case) OR attribute_exists(confirmed) OR #until <= :now"

MARKED = {"rate", "address", "blocked"}
"""The labels of what doesn't keep a case from beginning."""

LED = "led"
"""Of the guard of a key: it began nothing, the case is one that was there."""

ADDRESS = "address"
ADDRESS_KEPT = timedelta(days=366)
"""How long it is known that somebody confirmed an address, since it was used last."""


@dataclass(frozen=True, slots=True)
class OpeningRows:
    """Writes guards; a rate over its limit and an address in use, or blocked, are no obstacles."""

    table: str
    schema: Schema

    def writes(self, change: Change, guards: OpeningGuards) -> Iterator[Write]:
        """The guards that aren't yet known to be taken, under each version of the keys."""
        intake = change.case.intake
        for prints in guards.prints:
            yield self._once(change, guards, prints)
            if prints.duplicate and not intake.duplicate_of:
                yield self._duplicate(change, guards, prints)
            yield from self._counted(change, guards, prints)
            if not intake.asks_before_mail:
                yield from (self._address(change, guards, one) for one in prints.addresses)
            if not intake.has_blocked:
                yield from (self._written_to(change, one) for one in prints.addresses)

    def led(self, change: Change, guards: OpeningGuards, first: str) -> Iterator[Write]:
        """The guards of a key that led to a first case."""
        there = replace(change, case=replace(change.case, id=first))
        for prints in guards.prints:
            write = self._once(there, guards, prints)
            write.action["Put"]["Item"][LED] = {"BOOL": True}
            yield write

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
        there = key(Partition.OPENING.of(change.case.tenant, kind, value), GUARD)
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

    def _counted(
        self, change: Change, guards: OpeningGuards, prints: OpeningPrints
    ) -> Iterator[Write]:
        """The counters of the day; one beyond the rate is counted apart."""
        tenant, until = change.case.tenant, guards.expires_at
        if not change.case.intake.is_over_limit:
            yield self._count(tenant, "rate", prints.rate, guards.rate_limit, until)
        elif prints.ceiling:
            yield self._count(tenant, "ceiling", prints.ceiling, guards.ceiling, until)
        for one in prints.daily:
            yield self._count(tenant, "daily", one, guards.address_limit, until)

    def _count(self, tenant: str, kind: str, value: str, limit: int, until: datetime) -> Write:
        return self._update(
            kind,
            Partition.OPENING.of(tenant, kind, value),
            "SET expires = :expires, #v = :v, #min = :min ADD #n :one",
            "attribute_not_exists(#n) OR #n < :limit",
            {"#n": "n"},
            {":one": number(1), ":limit": number(limit), ":expires": expiry(until)},
        )

    def _address(self, change: Change, guards: OpeningGuards, address: str) -> Write:
        """The case that an address gets mail of until somebody confirms it."""
        now, until = change.case.intake.received_at, guards.address_until or guards.expires_at
        return self._update(
            ADDRESS,
            Partition.OPENING.of(change.case.tenant, ADDRESS, address),
            "SET #case = :case, #until = :until, expires = :expires, #v = :v, #min = :min",
            FREE,
            {"#case": "case", "#until": "until"},
            {
                ":case": text(change.case.id),
                ":until": text(stamp(until)),
                ":now": text(stamp(now)),
                ":expires": expiry(now + ADDRESS_KEPT),
            },
        )

    def _written_to(self, change: Change, address: str) -> Write:
        """That an address isn't blocked: who sends the first mail needn't ask (decision 53)."""
        body = {
            "TableName": self.table,
            "Key": key(Partition.BLOCKED.of(change.case.tenant), address),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        return Write("blocked", {"ConditionCheck": body})

    def _update(
        self, label: str, pk: str, update: str, condition: str, names: dict[str, str], values: Item
    ) -> Write:
        stamped = self.schema.stamped({})
        body = {
            "TableName": self.table,
            "Key": key(pk, GUARD),
            "UpdateExpression": update,
            "ConditionExpression": condition,
            "ExpressionAttributeNames": names | {"#v": "v", "#min": "min"},
            "ExpressionAttributeValues": values | {":v": stamped["v"], ":min": stamped["min"]},
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        return Write(label, {"Update": body})


def marked(intake: Intake, found: dict[str, Item]) -> Intake:
    """The intake with what a refusal tells of it."""
    return replace(
        intake,
        is_over_limit=intake.is_over_limit or "rate" in found,
        asks_before_mail=intake.asks_before_mail or ADDRESS in found,
        has_blocked=intake.has_blocked or "blocked" in found,
    )
