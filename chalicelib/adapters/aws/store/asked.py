"""Who asked to be forgotten, in DynamoDB: a row a person below their municipality."""

from datetime import datetime
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.rows import PartitionedRows
from chalicelib.adapters.aws.dynamodb.table import Item, key, stamp, text
from chalicelib.adapters.aws.store.items.schema import CURRENT
from chalicelib.domain.privacy.asked import AskedToForget
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases.erasures import AskedErasures
from chalicelib.ports.platform import Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoAskedErasures(AskedErasures):
    """Few at any time, so that somebody's is found among all: no version of the keys matters."""

    def __init__(self, client: "DynamoDBClient", table: str, keys: Keys) -> None:
        self._rows = PartitionedRows(client, table)
        self._keys = keys

    @override
    def ask(self, tenant: str, asked: AskedToForget) -> None:
        place = key(Partition.ASKED.of(tenant), self._keys.person(tenant, asked.number))
        said = {"number": asked.number.digits, "mark": asked.mark, "at": stamp(asked.at)}
        row = place | {name: text(value) for name, value in said.items()}
        self._rows.put(CURRENT.stamped(row))

    @override
    def of_person(self, tenant: str, number: NationalNumber) -> AskedToForget | None:
        return next((one for one in self.waiting(tenant) if one.number == number), None)

    @override
    def waiting(self, tenant: str) -> list[AskedToForget]:
        rows = self._rows.all(Partition.ASKED.of(tenant), None)
        return sorted({_read(row) for row in rows}, key=lambda one: (one.at, one.mark))

    @override
    def drop(self, tenant: str, number: NationalNumber) -> None:
        for keys in reversed(self._keys.versions()):  # the way in which a rotation moves rows
            self._rows.delete(Partition.ASKED.of(tenant), keys.person(tenant, number))


def _read(row: Item) -> AskedToForget:
    at = datetime.fromisoformat(row["at"]["S"])
    return AskedToForget(NationalNumber(row["number"]["S"]), row["mark"]["S"], at)
