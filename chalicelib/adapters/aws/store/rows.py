"""The calls that the store of cases makes on its table."""

import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import STATE, Item, key, query, text
from chalicelib.adapters.aws.dynamodb.transactions import Pause, Write, transact
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.ports.errors import PermanentError, RetryableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST_KEYS = 100
"""Items a BatchGetItem takes at most."""

MOST_WRITES = 100
"""Items a TransactWriteItems takes at most."""

REFUSED = "ConditionalCheckFailedException"
ROUNDS = 4
"""How often what a batch left out is asked for again."""


@dataclass(frozen=True, slots=True)
class CaseTable:
    """The table. All reads but those of an index are consistent; all raise RetryableError."""

    client: "DynamoDBClient"
    table: str
    pause: Pause = time.sleep

    def get(self, pk: str, sk: str) -> Item | None:
        """A row."""
        with translated("dynamodb.GetItem"):
            answer = self.client.get_item(
                TableName=self.table, Key=key(pk, sk), ConsistentRead=True
            )
        return dict(answer["Item"]) if "Item" in answer else None

    def below(self, tenant: str, case_id: str, prefix: str = "") -> Iterator[Item]:
        """The rows of a case whose sort key begins with a prefix, in order."""
        values = {":pk": text(Partition.CASE.of(tenant, case_id))}
        starts = " AND begins_with(sk, :prefix)" if prefix else ""
        return query(
            self.client,
            None,
            TableName=self.table,
            KeyConditionExpression=f"pk = :pk{starts}",
            ExpressionAttributeValues=values | ({":prefix": text(prefix)} if prefix else {}),
            ConsistentRead=True,
        )

    def indexed(
        self, index: str, condition: str, values: dict[str, str], page: int
    ) -> Iterator[Item]:
        """The rows of an index, in its order, read in pages of so many."""
        return query(
            self.client,
            None,
            TableName=self.table,
            IndexName=index,
            KeyConditionExpression=condition,
            ExpressionAttributeValues={name: text(value) for name, value in values.items()},
            Limit=page,
        )

    def states(
        self, tenant: str, case_ids: Iterable[str], only: Collection[str] = ()
    ) -> dict[str, Item]:
        """The STATE items of cases, by id; what isn't there is left out.

        `only` are the attributes that are wanted; none: all.
        """
        pks = {Partition.CASE.of(tenant, case_id): case_id for case_id in case_ids}
        found: dict[str, Item] = {}
        for item in self.many((key(pk, STATE) for pk in pks), only):
            found[pks[item["pk"]["S"]]] = item
        return found

    def many(self, keys: Iterable[Item], only: Collection[str] = ()) -> Iterator[Item]:
        """The rows of many keys, in any order; what isn't there is left out."""
        for some in batched(keys, MOST_KEYS):
            yield from self._batch(list(some), only)

    def put(self, item: Item) -> None:
        """Put a row, whatever stands there."""
        with translated("dynamodb.PutItem"):
            self.client.put_item(TableName=self.table, Item=item)

    def delete(self, there: Item) -> None:
        """Remove a row, if it is there."""
        with translated("dynamodb.DeleteItem"):
            self.client.delete_item(TableName=self.table, Key=there)

    def change(
        self,
        there: Item,
        values: Item,
        gone: Collection[str],
        conditions: Collection[str],
        same: Item,
    ) -> bool:
        """Set and remove attributes of a row where others are still the same; whether they were."""
        body = changing(self.table, there, values, gone, conditions, same)
        with translated("dynamodb.UpdateItem"):
            try:
                self.client.update_item(**body)
            except ClientError as error:
                if code_of(error) == REFUSED:
                    return False
                raise
        return True

    def transact(self, writes: Collection[Write]) -> None:
        """Do all writes or none. Raises RefusedError, and PermanentError for too many."""
        if len(writes) > MOST_WRITES:
            raise PermanentError(f"a change of {len(writes)} items")
        transact(self.client, writes, self.pause)

    def _batch(self, keys: list[Item], only: Collection[str]) -> Iterator[Item]:
        names = {f"#{name}": name for name in only}
        wanted = {"ProjectionExpression": ", ".join(names), "ExpressionAttributeNames": names}
        asked: Item = {"ConsistentRead": True} | (wanted if names else {})
        for round_ in range(ROUNDS):
            if round_:
                self.pause(0.05 * 2**round_)
            with translated("dynamodb.BatchGetItem"):
                answer = self.client.batch_get_item(
                    RequestItems={self.table: {"Keys": keys, **asked}}  # type: ignore[dict-item]
                )
            yield from map(dict, answer["Responses"].get(self.table, []))
            left = answer["UnprocessedKeys"].get(self.table)
            if not left:
                return
            keys = list(left["Keys"])
        raise RetryableError("dynamodb.BatchGetItem: UnprocessedKeys")


def changing(
    table: str,
    there: Item,
    values: Item,
    gone: Collection[str],
    conditions: Collection[str],
    same: Item,
) -> Item:
    """An update that sets and removes attributes where others are still the same."""
    sets = "SET " + ", ".join(f"#{name} = :{name}" for name in values) if values else ""
    removes = " REMOVE " + ", ".join(f"#{name}" for name in gone) if gone else ""
    return {
        "TableName": table,
        "Key": there,
        "UpdateExpression": sets + removes,
        "ConditionExpression": " AND ".join(
            [*conditions, *(f"#{name} = :was_{name}" for name in same)]
        ),
        "ExpressionAttributeNames": {f"#{name}": name for name in (*values, *gone, *same)},
        "ExpressionAttributeValues": {f":{name}": value for name, value in values.items()}
        | {f":was_{name}": value for name, value in same.items()},
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
