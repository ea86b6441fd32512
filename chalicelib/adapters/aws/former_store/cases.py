"""What clerks need of the requests in DynamoDB: lists, leases, and what was said in a case."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from itertools import batched
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.table import (
    BY_DAY,
    BY_STATE,
    STATE,
    Item,
    day_pk,
    is_plausible_id,
    key,
    number,
    query,
    request_pk,
    state_pk,
    text,
)
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.adapters.aws.former_store.request_items import (
    decode_entry,
    decode_request,
    encode_data,
    encode_entry,
    encode_lease,
    encode_touched,
    version_moved,
)
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.ports.errors import PermanentError, RetryableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST_KEYS = 100
"""Items a BatchGetItem takes at most."""


class DynamoCases:
    """The part of RequestStore that only the counter's staff uses."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def extend(self, request: Request) -> None:
        """As the port says; the place in the index of what is due moves along."""
        touched = encode_touched(request)
        values = encode_lease(request) | {n: touched[n] for n in ("due_pk", "due_at")}
        self._update(request, values)

    def readdress(self, request: Request) -> None:
        """As the port says: what `data` holds follows from the version, but for the address."""
        self._update(request, {"data": encode_data(request)})

    def add(self, request: Request, entry: Entry) -> None:
        """As the port says. Raises PermanentError when another entry has its id."""
        item = encode_entry(request, entry)
        with translated("dynamodb.PutItem"):
            try:
                self._client.put_item(
                    TableName=self._table,
                    Item=item,
                    ConditionExpression="attribute_not_exists(pk)",
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                )
            except ClientError as error:
                if code_of(error) != "ConditionalCheckFailedException":
                    raise
                if error.response.get("Item") != item:
                    raise PermanentError(f"this entry id is taken: {entry.id}") from None

    def entries(self, tenant: str, request_id: str) -> list[Entry]:
        """As the port says."""
        return [decode_entry(item) for item in self._below(tenant, request_id, "ENTRY#")]

    def in_state(self, tenant: str, state: str, limit: int) -> list[Request]:
        """As the port says."""
        values = {":pk": state_pk(tenant, state)}
        found = self._indexed(BY_STATE, limit, "state_pk = :pk", values, forward=True)
        return [decode_request(item) for item in found]

    def received_on(self, tenant: str, day: date, limit: int) -> list[Request]:
        """As the port says."""
        pk = day_pk(tenant, datetime.combine(day, time(), UTC))
        found = self._indexed(BY_DAY, limit, "day_pk = :pk", {":pk": pk}, forward=True)
        keys = [{"pk": item["pk"], "sk": item["sk"]} for item in found]
        requests = (decode_request(item) for item in self._fetch(keys))
        return sorted(requests, key=lambda request: request.id)

    def _fetch(self, keys: Iterable[Item]) -> Iterator[Item]:
        for some in batched(keys, MOST_KEYS):
            with translated("dynamodb.BatchGetItem"):
                answer = self._client.batch_get_item(
                    RequestItems={self._table: {"Keys": list(some), "ConsistentRead": True}}
                )
            if answer["UnprocessedKeys"]:
                raise RetryableError("dynamodb.BatchGetItem: UnprocessedKeys")
            yield from answer["Responses"].get(self._table, [])

    def _update(self, request: Request, values: Item, gone: Iterable[str] = ()) -> None:
        """Set and remove attributes of a request at its version. Raises ConflictError."""
        names = {f"#{name}": name for name in (*values, *gone, "version")}
        removed = ", ".join(f"#{name}" for name in gone)
        with translated("dynamodb.UpdateItem"):
            try:
                self._client.update_item(
                    TableName=self._table,
                    Key=key(request_pk(request.tenant, request.id), STATE),
                    UpdateExpression="SET "
                    + ", ".join(f"#{name} = :{name}" for name in values)
                    + (f" REMOVE {removed}" if removed else ""),
                    ConditionExpression="#version = :version",
                    ExpressionAttributeNames=names,
                    ExpressionAttributeValues={f":{name}": v for name, v in values.items()}
                    | {":version": number(request.instance.version)},
                )
            except ClientError as error:
                if code_of(error) == "ConditionalCheckFailedException":
                    raise version_moved() from None
                raise

    def _below(self, tenant: str, request_id: str, prefix: str) -> Iterator[Item]:
        """The items of a request whose sort key begins with a prefix, in order."""
        if not is_plausible_id(request_id):
            return iter(())
        return query(
            self._client,
            None,
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={
                ":pk": text(request_pk(tenant, request_id)),
                ":prefix": text(prefix),
            },
            ConsistentRead=True,
        )

    def _indexed(
        self, index: str, limit: int, condition: str, values: dict[str, str], *, forward: bool
    ) -> Iterator[Item]:
        return query(
            self._client,
            limit,
            TableName=self._table,
            IndexName=index,
            KeyConditionExpression=condition,
            ExpressionAttributeValues={name: text(value) for name, value in values.items()},
            ScanIndexForward=forward,
        )
