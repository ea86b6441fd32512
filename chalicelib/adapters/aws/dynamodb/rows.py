"""Rows of one kind, below one partition key each."""

from typing import TYPE_CHECKING

from chalicelib.adapters.aws.dynamodb.table import Item, key, query, text
from chalicelib.adapters.aws.errors import translated

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class PartitionedRows:
    """Rows of one kind, below one partition key each."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def put(self, item: Item) -> None:
        """Write a row."""
        with translated("dynamodb.PutItem"):
            self._client.put_item(TableName=self._table, Item=item)

    def delete(self, pk: str, sk: str) -> None:
        """Remove a row, if it is there."""
        with translated("dynamodb.DeleteItem"):
            self._client.delete_item(TableName=self._table, Key=key(pk, sk))

    def has(self, pk: str, sk: str) -> bool:
        """Whether a row is there."""
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(
                TableName=self._table,
                Key=key(pk, sk),
                ConsistentRead=True,
                ProjectionExpression="sk",
            )
        return "Item" in answer

    def all(self, pk: str, limit: int | None) -> list[Item]:
        """The rows below a key, in order."""
        found = query(
            self._client,
            limit,
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": text(pk)},
            ConsistentRead=True,
        )
        return list(found)
