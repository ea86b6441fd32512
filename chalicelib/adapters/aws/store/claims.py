"""Claims in DynamoDB: a draft takes and gives back, and who holds which."""

import time
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.dynamodb.table import Item, key, stamp
from chalicelib.adapters.aws.dynamodb.transactions import Pause, TransactionRefusedError
from chalicelib.adapters.aws.store.items.places import HELD
from chalicelib.adapters.aws.store.items.schema import CURRENT, Schema
from chalicelib.adapters.aws.store.rows import CaseTable
from chalicelib.adapters.aws.store.writes.claims import ClaimRows
from chalicelib.domain.cases.change import ClaimKey
from chalicelib.domain.cases.storing import claimed
from chalicelib.ports.cases.claims import Claims
from chalicelib.ports.platform import Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoClaims(Claims):
    """Claims, on the rows that changes of cases write too."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        keys: Keys,
        schema: Schema = CURRENT,
        pause: Pause = time.sleep,
    ) -> None:
        self._rows = CaseTable(client, table, pause)
        self._claims = ClaimRows(table, schema, keys)

    @override
    def hold(
        self, tenant: str, claim: ClaimKey, holder: str, now: datetime, until: datetime
    ) -> None:
        try:
            self._rows.transact(tuple(self._claims.hold(tenant, claim, holder, now, until)))
        except TransactionRefusedError:
            raise claimed(claim.words) from None

    @override
    def let_go(self, tenant: str, claim: ClaimKey, holder: str) -> None:
        try:
            self._rows.transact(tuple(self._claims.give_back(tenant, claim, holder)))
        except TransactionRefusedError:
            return

    @override
    def holders(
        self, tenant: str, claim: str, keys: Collection[str], now: datetime
    ) -> Mapping[str, str]:
        places = {
            pk: one for one in keys for pk in self._claims.places(tenant, ClaimKey(claim, one))
        }
        rows = self._rows.many(key(pk, HELD) for pk in places)
        return {places[row["pk"]["S"]]: row["holder"]["S"] for row in rows if _stands(row, now)}


def _stands(row: Item, now: datetime) -> bool:
    """A case's holds until it is given back, a draft's until its time is over."""
    return "until" not in row or row["until"]["S"] > stamp(now)
