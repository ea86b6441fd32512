"""Which mail addresses somebody confirmed, in DynamoDB: rows without an address, only its hash."""

from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.rows import PartitionedRows
from chalicelib.adapters.aws.dynamodb.table import GUARD, expiry, key, stamp, text
from chalicelib.adapters.aws.store.items.schema import CURRENT
from chalicelib.adapters.aws.store.writes.opening import ADDRESS, ADDRESS_KEPT
from chalicelib.ports.mail import Addresses
from chalicelib.ports.platform import Clock, Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoAddresses(Addresses):
    """Addresses: the rows that beginnings write, under each version of the keys.

    A rotation doesn't move them: an address is then confirmed anew by the next link.
    """

    def __init__(self, client: "DynamoDBClient", table: str, keys: Keys, clock: Clock) -> None:
        self._rows = PartitionedRows(client, table)
        self._keys = keys
        self._clock = clock

    @override
    def confirm(self, tenant: str, address: str) -> None:
        now = self._clock.now()
        known = {"confirmed": text(stamp(now)), "expires": expiry(now + ADDRESS_KEPT)}
        for place in self._places(tenant, address):
            self._rows.put(CURRENT.stamped(key(place, GUARD) | known))

    @override
    def may_mail(self, tenant: str, address: str, case_id: str) -> bool:
        rows = [row for place in self._places(tenant, address) for row in self._rows.all(place, 1)]
        holders = {row["case"]["S"] for row in rows if "case" in row}
        return any("confirmed" in row for row in rows) or holders <= {case_id}

    def _places(self, tenant: str, address: str) -> list[str]:
        every = (keys.address(tenant, address) for keys in self._keys.versions())
        return [Partition.OPENING.of(tenant, ADDRESS, one) for one in every]
