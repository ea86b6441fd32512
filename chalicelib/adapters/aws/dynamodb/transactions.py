"""TransactWriteItems with its refusals made readable."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from secrets import SystemRandom
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.table import Item
from chalicelib.adapters.aws.errors import RETRYABLE, code_of, translated
from chalicelib.ports.errors import PermanentError, RetryableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

type Pause = Callable[[float], None]

ROUNDS = 5
"""How often a transaction that met another one is tried."""

FIRST_PAUSE = 0.05
_CHANCE = SystemRandom()


@dataclass(frozen=True, slots=True)
class Write:
    """One write of a transaction; `label` names it in a refusal."""

    label: str
    action: Item


class TransactionRefusedError(Exception):
    """Conditions didn't hold; `found` tells per label what stands there, empty when nothing."""

    def __init__(self, found: dict[str, Item]) -> None:
        super().__init__(", ".join(found))
        self.found = found


def put(label: str, table: str, item: Item, condition: str, **more: Any) -> Write:  # noqa: ANN401
    """A conditional Put; `more` are `ExpressionAttributeNames` and `…Values`."""
    body = {"TableName": table, "Item": item, "ConditionExpression": condition, **more}
    return Write(label, {"Put": body | {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}})


def transact(client: "DynamoDBClient", writes: Collection[Write], pause: Pause) -> None:
    """Do all writes or none.

    Raises RefusedError when a condition doesn't hold, RetryableError when it isn't sure whether
    it was done, or other transactions stayed in the way.
    """
    for round_ in range(ROUNDS):
        if round_:
            pause(_CHANCE.uniform(0, FIRST_PAUSE * 2**round_))
        if _is_done(client, writes):
            return
    raise RetryableError("dynamodb.TransactWriteItems: TransactionConflict")


def _is_done(client: "DynamoDBClient", writes: Collection[Write]) -> bool:
    """Whether it went through; False when it should simply be tried again."""
    items: Any = [write.action for write in writes]
    with translated("dynamodb.TransactWriteItems"):
        try:
            client.transact_write_items(TransactItems=items)
        except ClientError as error:
            if code_of(error) != "TransactionCanceledException":
                raise
            _explain(error, writes)
            return False
    return True


def _explain(error: ClientError, writes: Collection[Write]) -> None:
    reasons: list[Item] = error.response.get("CancellationReasons", [])  # type: ignore[assignment]
    named = list(zip(writes, reasons, strict=False))
    found = {
        write.label: reason.get("Item") or {}
        for write, reason in named
        if reason.get("Code") == "ConditionalCheckFailed"
    }
    if found:
        raise TransactionRefusedError(found)
    others = {reason.get("Code", "None") for _, reason in named} - {"None"}
    if not others <= RETRYABLE:
        raise PermanentError(f"dynamodb.TransactWriteItems: {', '.join(sorted(others))}")
