"""Looking up what stands under a keyed hash, also while a rotation lifts it to another one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.aws.dynamodb.table import Item, query, text

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def newest_under(
    client: "DynamoDBClient",
    keyed: Iterable[str],
    limit: int,
    *,
    place: str = "pk",
    order: str = "sk",
    **params: Any,  # noqa: ANN401
) -> list[Item]:
    """What stands under any of some keys in the attribute `place`, newest by `order` first.

    `keyed` has the newest version first, as Keys.versions has. Rows move from an older key to a
    newer one, so the oldest is asked first: what moves meanwhile is met, and if twice, told once.
    Raises RetryableError.
    """
    found: dict[str, Item] = {}
    for one in reversed([*keyed]):
        items = query(
            client,
            limit,
            KeyConditionExpression=f"{place} = :pk",
            ExpressionAttributeValues={":pk": text(one)},
            ScanIndexForward=False,
            **params,
        )
        found |= {item[order]["S"]: item for item in items}
    return [found[at] for at in sorted(found, reverse=True)[: max(limit, 0)]]
