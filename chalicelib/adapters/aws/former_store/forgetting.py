"""How a request is forgotten in DynamoDB: what was said goes first, who asked goes last.

As long as the state says who asked, the request is found by person, and a call that broke off is
simply made again.
"""

import time
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from chalicelib.adapters.aws.dynamodb.table import Item, number
from chalicelib.adapters.aws.dynamodb.transactions import Pause, RefusedError, put, transact
from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.aws.former_store.request_items import (
    encode_entry,
    encode_request,
    version_moved,
)
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class Forgetting:
    """The writes of `RequestStore.forget`, in their order."""

    def __init__(self, client: "DynamoDBClient", table: str, pause: Pause = time.sleep) -> None:
        self._client, self._table, self._pause = client, table, pause

    def thin_out(self, request: Request, said: Iterable[Item], kept: Collection[Entry]) -> None:
        """Put entries in the place of what was said; what isn't among them goes."""
        steps = [encode_entry(request, entry) for entry in kept]
        there = {item["sk"]["S"] for item in steps}
        for item in steps:
            with translated("dynamodb.PutItem"):
                self._client.put_item(TableName=self._table, Item=item)
        for item in said:
            if item["sk"]["S"] not in there:
                with translated("dynamodb.DeleteItem"):
                    self._client.delete_item(
                        TableName=self._table, Key={"pk": item["pk"], "sk": item["sk"]}
                    )

    def finish(self, request: Request, proof: Entry) -> None:
        """Take the person out of the state, with the proof. Raises ConflictError, as the port."""
        state = put(
            "state",
            self._table,
            encode_request(request, ""),
            "#version = :version AND attribute_exists(person_pk)",
            ExpressionAttributeNames={"#version": "version"},
            ExpressionAttributeValues={":version": number(request.instance.version)},
        )
        entry = put("entry", self._table, encode_entry(request, proof), "attribute_not_exists(pk)")
        try:
            transact(self._client, (state, entry), self._pause)
        except RefusedError:
            raise version_moved() from None
