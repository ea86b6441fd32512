"""What people wish of our mails, in DynamoDB: a row a person, found by pseudonym."""

from datetime import datetime
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.rows import PartitionedRows
from chalicelib.adapters.aws.dynamodb.table import Item, expiry, key, stamp, text
from chalicelib.adapters.aws.store.items.codec import as_json, from_json
from chalicelib.adapters.aws.store.items.schema import CURRENT
from chalicelib.domain.mail.wishes import KeptWishes, MailWishes
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock, Keys
from chalicelib.ports.wishes import Wishes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_SK = "WISHES"


class DynamoWishes(Wishes):
    """DynamoDB removes what is over its time when it likes, so the clock is asked too.

    Kept under the newest version of the keys; where a row stands under several, the one that is
    kept longest was written last.
    """

    def __init__(self, client: "DynamoDBClient", table: str, keys: Keys, clock: Clock) -> None:
        self._rows = PartitionedRows(client, table)
        self._keys = keys
        self._clock = clock

    @override
    def of_person(self, tenant: str, number: NationalNumber) -> KeptWishes | None:
        places = self._places(tenant, number)
        found = [_read(row) for place in places for row in self._rows.all(place, 1)]
        now = self._clock.now()
        standing = (kept for kept in found if now < kept.until)
        return max(standing, key=lambda kept: kept.until, default=None)

    @override
    def keep(self, tenant: str, number: NationalNumber, kept: KeptWishes) -> None:
        place = Partition.WISHES.of(tenant, self._keys.person(tenant, number))
        row = key(place, _SK) | {
            "data": text(as_json(MailWishes, kept.wishes)),
            "until": text(stamp(kept.until)),
            "expires": expiry(kept.until),
        }
        self._rows.put(CURRENT.stamped(row))

    @override
    def drop(self, tenant: str, number: NationalNumber) -> None:
        for place in self._places(tenant, number):
            self._rows.delete(place, _SK)

    def _places(self, tenant: str, number: NationalNumber) -> list[str]:
        """The oldest version of the keys first, so that what is lifted meanwhile is met."""
        versions = reversed(self._keys.versions())
        return [Partition.WISHES.of(tenant, keys.person(tenant, number)) for keys in versions]


def _read(row: Item) -> KeptWishes:
    wishes = from_json(MailWishes, row["data"]["S"])
    return KeptWishes(wishes, datetime.fromisoformat(row["until"]["S"]))
