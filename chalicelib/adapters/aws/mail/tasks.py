"""What is left to do, and early feedback, in DynamoDB."""

from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from chalicelib.adapters.aws.dynamodb.table import (
    Item,
    expiry,
    is_plausible_id,
    key,
    notices_pk,
    query,
    tasks_pk,
    text,
)
from chalicelib.adapters.aws.errors import translated
from chalicelib.domain.former_cases.tasks import Notice, Task, TaskKind

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_TASK = TypeAdapter(Task)
_NOTICE = TypeAdapter(Notice)
KEPT = timedelta(days=14)
"""As long as a queue would keep it."""


class Rows:
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

    def get(self, pk: str, sk: str) -> Item | None:
        """A row."""
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(
                TableName=self._table, Key=key(pk, sk), ConsistentRead=True
            )
        return dict(answer["Item"]) if "Item" in answer else None

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


class DynamoTasks:
    """Tasks."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._rows = Rows(client, table)

    def open(self, task: Task) -> None:
        """As the port says."""
        row = key(tasks_pk(task.tenant, task.kind), task.request_id)
        self._rows.put(row | {"data": text(_TASK.dump_json(task).decode())})

    def get(self, tenant: str, request_id: str, kind: TaskKind) -> Task | None:
        """As the port says."""
        if not is_plausible_id(request_id):
            return None
        row = self._rows.get(tasks_pk(tenant, kind), request_id)
        return _TASK.validate_json(row["data"]["S"]) if row else None

    def close(self, tenant: str, request_id: str, kind: TaskKind) -> None:
        """As the port says."""
        self._rows.delete(tasks_pk(tenant, kind), request_id)

    def of(self, tenant: str, kind: TaskKind, limit: int) -> list[Task]:
        """As the port says."""
        rows = self._rows.all(tasks_pk(tenant, kind), limit)
        return [_TASK.validate_json(row["data"]["S"]) for row in rows]


class DynamoNotices:
    """Notices."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._rows = Rows(client, table)

    def park(self, notice: Notice) -> None:
        """As the port says."""
        row = key(notices_pk(notice.tenant), notice.id)
        data = {"data": text(_NOTICE.dump_json(notice).decode())}
        self._rows.put(row | data | {"expires": expiry(notice.at + KEPT)})

    def parked(self, tenant: str, limit: int) -> list[Notice]:
        """As the port says."""
        rows = self._rows.all(notices_pk(tenant), limit)
        found = [_NOTICE.validate_json(row["data"]["S"]) for row in rows]
        return sorted(found, key=lambda notice: notice.at)

    def forget(self, notice: Notice) -> None:
        """As the port says."""
        self._rows.delete(notices_pk(notice.tenant), notice.id)
