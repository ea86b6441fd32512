"""What those who work for a municipality are called, in DynamoDB: one item a municipality."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import key, text
from chalicelib.adapters.aws.errors import translated
from chalicelib.ports.sessions import Colleagues

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_NAME = "name:"


class DynamoColleagues(Colleagues):
    """Colleagues: an attribute each."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    @override
    def met(self, tenant: str, staff_id: str, name: str) -> None:
        with translated("dynamodb.UpdateItem"):
            self._client.update_item(
                TableName=self._table,
                Key=_place(tenant),
                UpdateExpression="SET #who = :name",
                ExpressionAttributeNames={"#who": f"{_NAME}{staff_id}"},
                ExpressionAttributeValues={":name": text(name)},
            )

    @override
    def names(self, tenant: str) -> Mapping[str, str]:
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(TableName=self._table, Key=_place(tenant))
        item = answer.get("Item", {})
        return {a.removeprefix(_NAME): v["S"] for a, v in item.items() if a.startswith(_NAME)}


def _place(tenant: str) -> dict[str, dict[str, str]]:
    return key(Partition.STAFF.of(tenant), "NAMES")
