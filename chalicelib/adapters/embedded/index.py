"""Finding people of the embedded registers by name and date of birth."""

from typing import TYPE_CHECKING

from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.embedded import items
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.ports.platform import Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST = 50


class EmbeddedIndex:
    """PersonIndex over rows that hold a number below the keyed hash of a name and a date."""

    def __init__(self, client: "DynamoDBClient", table: str, keys: Keys) -> None:
        self._client = client
        self._table = table
        self._keys = keys

    def find(self, family: str, born: PartialDate) -> list[NationalNumber]:
        """At most fifty."""
        versions = reversed(self._keys.versions())  # the way in which a rotation moves rows
        places = (place for keys in versions for place in items.name_pks(keys, family, born))
        digits = (item["data"]["S"] for place in places for item in self._under(place))
        return [NationalNumber(one) for one in dict.fromkeys(digits)][:MOST]

    def _under(self, place: str) -> list[items.Item]:
        with translated("dynamodb.Query"):
            answer = self._client.query(
                TableName=self._table,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues={":pk": {"S": place}},
                Limit=MOST,
                ConsistentRead=True,
            )
        return [*answer["Items"]]
