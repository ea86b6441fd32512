"""When people signed out, in DynamoDB; a row's key is a hash of a pseudonym."""

from datetime import datetime
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.dynamodb.table import expiry, hashed_pk, key, stamp, text
from chalicelib.adapters.aws.errors import translated
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock, Keys
from chalicelib.ports.sessions import Departures

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LEFT = "LEFT"


class DynamoDepartures(Departures):
    """Departures: read under each version of the keys, as they were written under one of them."""

    def __init__(self, client: "DynamoDBClient", table: str, keys: Keys, clock: Clock) -> None:
        self._client = client
        self._table = table
        self._keys = keys
        self._clock = clock

    @override
    def left(self, tenant: str, number: NationalNumber, until: datetime) -> None:
        place = _place(tenant, self._keys.person(tenant, number))
        times = {"at": text(self._clock.now().isoformat()), "until": text(stamp(until))}
        with translated("dynamodb.PutItem"):
            self._client.put_item(
                TableName=self._table, Item=place | times | {"expires": expiry(until)}
            )

    @override
    def last(self, tenant: str, number: NationalNumber) -> datetime | None:
        places = [_place(tenant, keys.person(tenant, number)) for keys in self._keys.versions()]
        found = [at for at in map(self._at, places) if at]
        return max(found, default=None)

    def _at(self, place: dict[str, dict[str, str]]) -> datetime | None:
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(TableName=self._table, Key=place, ConsistentRead=True)
        item = answer.get("Item")
        if not item or item["until"]["S"] <= stamp(self._clock.now()):
            return None
        return datetime.fromisoformat(item["at"]["S"])


def _place(tenant: str, person: str) -> dict[str, dict[str, str]]:
    return key(hashed_pk(LEFT, f"{tenant} {person}"), LEFT)
