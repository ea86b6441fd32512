"""Counters of tries in DynamoDB."""

from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.table import Item, expiry, hashed_pk, key, number, stamp, text
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.ports.platform import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TRY = "TRY"


class DynamoTries:
    """Tries: the time that the first try sets holds for all of them.

    A lost answer may cost a try too many, never give one.
    """

    def __init__(self, client: "DynamoDBClient", table: str, clock: Clock) -> None:
        self._client = client
        self._table = table
        self._clock = clock

    def take(self, what: str, limit: int, until: datetime) -> bool:
        """`what` is stored as a hash. Raises RetryableError."""
        if limit < 1:
            return False
        now = self._clock.now()
        times = {":now": text(stamp(now)), ":until": text(stamp(until)), ":end": expiry(until)}
        return (
            self._count(what, limit, times)
            or self._begin_again(what, times)
            or self._count(what, limit, times)  # somebody else began again just before us
        )

    def give_back(self, what: str) -> None:
        """Raises RetryableError."""
        self._update(what, "ADD #n :back", "#n > :none", {":back": number(-1), ":none": number(0)})

    def _count(self, what: str, limit: int, times: Item) -> bool:
        return self._update(
            what,
            "SET #until = if_not_exists(#until, :until), expires = if_not_exists(expires, :end)"
            " ADD #n :one",
            "attribute_not_exists(pk) OR (#n < :limit AND #until > :now)",
            times | {":one": number(1), ":limit": number(limit)},
        )

    def _begin_again(self, what: str, times: Item) -> bool:
        """Start a new count in place of one whose time is over."""
        return self._update(
            what,
            "SET #until = :until, expires = :end, #n = :one",
            "#until <= :now",
            times | {":one": number(1)},
        )

    def _update(self, what: str, update: str, condition: str, values: Item) -> bool:
        names = {"#until": "until"} if "#until" in update + condition else {}
        names |= {"#n": "n"} if "#n" in update + condition else {}
        with translated("dynamodb.UpdateItem"):
            try:
                self._client.update_item(
                    TableName=self._table,
                    Key=key(hashed_pk(TRY, what), TRY),
                    UpdateExpression=update,
                    ConditionExpression=condition,
                    ExpressionAttributeNames=names,
                    ExpressionAttributeValues=values,
                )
            except ClientError as error:
                if code_of(error) == "ConditionalCheckFailedException":
                    return False
                raise
        return True
