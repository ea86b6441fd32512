"""What one municipality tells another, in DynamoDB: a task in the one that gets it."""

from typing import TYPE_CHECKING, override

from pydantic import TypeAdapter

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.rows import PartitionedRows
from chalicelib.adapters.aws.dynamodb.table import is_plausible_id, key, text
from chalicelib.ports.cases.notices import MunicipalNotice, NoticeTray

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KIND = "municipal_notice"
_NOTICE = TypeAdapter(MunicipalNotice)


class DynamoNoticeTray(NoticeTray):
    """One row a notice under its id, below the municipality that gets it."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._rows = PartitionedRows(client, table)

    @override
    def put(self, notice: MunicipalNotice) -> None:
        row = key(Partition.TASK.of(notice.to, KIND), notice.id)
        self._rows.put(row | {"data": text(_NOTICE.dump_json(notice).decode())})

    @override
    def waiting(self, tenant: str, limit: int) -> list[MunicipalNotice]:
        rows = self._rows.all(Partition.TASK.of(tenant, KIND), limit)
        return [_NOTICE.validate_json(row["data"]["S"]) for row in rows]

    @override
    def close(self, tenant: str, notice_id: str) -> None:
        if is_plausible_id(notice_id):
            self._rows.delete(Partition.TASK.of(tenant, KIND), notice_id)
