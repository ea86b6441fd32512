"""Claims that one open case holds, and prints of what was done once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import GUARD, Item, expiry, key, number, stamp, text
from chalicelib.adapters.aws.dynamodb.transactions import Write, put
from chalicelib.adapters.aws.store.items.places import HELD
from chalicelib.adapters.aws.store.items.schema import Schema
from chalicelib.domain.cases.change import Change, ClaimKey, OncePrint
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.platform import Keys

FREE = "attribute_not_exists(pk) OR #holder = :holder OR #holder = :draft OR #until <= :now"
OVER = "attribute_not_exists(pk) OR #until <= :now"
CLAIM = "claim:"
"""How the label of a claim begins in a refusal; its place in the change follows."""


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """Writes claims and prints, under each live version of the keys."""

    table: str
    schema: Schema
    keys: Keys

    def writes(self, change: Change) -> Iterator[Write]:
        """What a change takes, gives back, and does once."""
        case, claims = change.case, change.claims
        holder, now = holder_of(case.id), case.instance.changed_at
        for place, claim in enumerate(claims.taken):
            item = {"holder": text(holder)}
            yield from self._take(case.tenant, place, claim, item, claims.holder, now)
        for claim in claims.given_back:
            yield from self.give_back(case.tenant, claim, holder)
        if change.once:
            yield from self._once(case, change.once)

    def hold(
        self, tenant: str, claim: ClaimKey, holder: str, now: datetime, until: datetime
    ) -> Iterator[Write]:
        """What holds a claim for a draft."""
        over = {"until": text(stamp(until)), "expires": expiry(until)}
        return self._take(tenant, 0, claim, {"holder": text(holder)} | over, holder, now)

    def _take(
        self, tenant: str, place: int, claim: ClaimKey, item: Item, draft: str, now: datetime
    ) -> Iterator[Write]:
        for pk in self.places(tenant, claim):
            yield put(
                f"{CLAIM}{place}",
                self.table,
                self.schema.stamped(key(pk, HELD) | {"claim": text(claim.claim)} | item),
                FREE,
                ExpressionAttributeNames={"#holder": "holder", "#until": "until"},
                ExpressionAttributeValues={
                    ":holder": item["holder"],
                    ":draft": text(draft),
                    ":now": text(stamp(now)),
                },
            )

    def give_back(self, tenant: str, claim: ClaimKey, holder: str) -> Iterator[Write]:
        """What frees a claim of its holder."""
        for pk in self.places(tenant, claim):
            body = {
                "TableName": self.table,
                "Key": key(pk, HELD),
                "ConditionExpression": "attribute_not_exists(pk) OR #holder = :holder",
                "ExpressionAttributeNames": {"#holder": "holder"},
                "ExpressionAttributeValues": {":holder": text(holder)},
            }
            yield Write("given_back", {"Delete": body})

    def _once(self, case: AnyCase, once: OncePrint) -> Iterator[Write]:
        for print_, body in once.prints:
            item = key(Partition.ONCE.of(case.tenant, print_), GUARD) | {
                "case": text(case.id),
                "body": text(body),
                "version": number(case.instance.version),
                "until": text(stamp(once.until)),
                "expires": expiry(once.until),
            }
            yield put(
                "once",
                self.table,
                self.schema.stamped(item),
                OVER,
                ExpressionAttributeNames={"#until": "until"},
                ExpressionAttributeValues={":now": text(stamp(case.instance.changed_at))},
            )

    def places(self, tenant: str, claim: ClaimKey) -> Iterator[str]:
        """The partition keys of a claim, one for each live version of the keys."""
        for keys in self.keys.versions():
            fingerprint = keys.fingerprint(f"claim {tenant} {claim.claim} {claim.key}")
            yield Partition.CLAIM.of(tenant, fingerprint)


def holder_of(case_id: str) -> str:
    """As whom a case holds claims; a draft is never called so."""
    return f"case:{case_id}"
