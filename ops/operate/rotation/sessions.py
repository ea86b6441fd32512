"""Signing everybody out: sessions are rows that only their owners can find, so they are removed."""

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.aws.dynamodb.table import text
from chalicelib.adapters.aws.sessions import SESSION, SIGN_IN

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BATCH = 25
"""Items a BatchWriteItem takes at most."""


def sign_out(client: "DynamoDBClient", table: str, *, dry_run: bool = False) -> Iterator[int]:
    """End all sessions, and all sign-ins under way; gives how many of each page.

    Whoever signs in meanwhile may stay or not. Raises botocore's errors; can be done again.
    """
    pages = client.get_paginator("scan").paginate(
        TableName=table,
        FilterExpression="sk IN (:session, :sign_in)",
        ExpressionAttributeValues={":session": text(SESSION), ":sign_in": text(SIGN_IN)},
        ProjectionExpression="pk, sk",
    )
    for page in pages:
        if not dry_run:
            _delete(client, table, page["Items"])
        yield len(page["Items"])


def _delete(client: "DynamoDBClient", table: str, keys: Iterable[Any]) -> None:
    for some in batched(keys, BATCH):
        left: Any = [{"DeleteRequest": {"Key": key}} for key in some]
        while left:
            answer = client.batch_write_item(RequestItems={table: left})
            left = answer["UnprocessedItems"].get(table, [])
