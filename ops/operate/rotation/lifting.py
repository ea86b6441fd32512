"""Lifting rows from a version of the keys to the newest one, without knowing whom they are about.

A row stands under a version when one of its keys ends with a hash of it. Where that is the key of
an index, the row is changed; where it is part of its own key, the row moves in one transaction.
Guards are left: they are written under both versions, and end by themselves.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.table import GUARD, Item, text
from chalicelib.adapters.aws.dynamodb.transactions import (
    Pause,
    TransactionRefusedError,
    Write,
    put,
    transact,
)
from chalicelib.adapters.aws.errors import code_of
from chalicelib.adapters.secrets.keys import HmacKeys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEYS = ("pk", "sk")
PLACES = (*KEYS, "person_pk")
"""The attributes that may end with a keyed hash."""


@dataclass(frozen=True, slots=True)
class ScanPage:
    """What a piece of a scan met: rows in all, and those of the old version."""

    scanned: int
    standing: int


@dataclass(frozen=True, slots=True)
class Lifting:
    """Lifts the rows of one table, `workers` at once."""

    client: "DynamoDBClient"
    table: str
    workers: int = 8
    pause: Pause = time.sleep

    def size(self) -> int:
        """How many rows there are, about: DynamoDB counts every six hours."""
        return self.client.describe_table(TableName=self.table)["Table"]["ItemCount"]

    def __call__(
        self, keys: HmacKeys, version: int, *, dry_run: bool = False
    ) -> Iterator[ScanPage]:
        """One pass over the table, from a version to that of `keys`.

        Cut off anywhere, it is simply done again. Raises RetryableError, PermanentError, botocore's
        errors.
        """
        lift = partial(self._lift, keys, dry_run=dry_run)
        with ThreadPoolExecutor(self.workers) as pool:
            for scanned, items in self._under(version):
                yield ScanPage(scanned, sum(pool.map(lift, items)))

    def _under(self, version: int) -> Iterator[tuple[int, list[Item]]]:
        """The rows but guards that may stand under a version, and among how many they were."""
        pages = self.client.get_paginator("scan").paginate(
            TableName=self.table,
            FilterExpression="contains(pk, :inner) OR begins_with(sk, :first)"
            " OR contains(person_pk, :inner)",
            ExpressionAttributeValues={
                ":inner": text(f"#{version}."),
                ":first": text(f"{version}."),
            },
            ConsistentRead=True,
        )
        for page in pages:
            rows = [dict(item) for item in page["Items"] if item["sk"]["S"] != GUARD]
            yield page["ScannedCount"], rows

    def _lift(self, keys: HmacKeys, item: Item, *, dry_run: bool) -> bool:
        """Whether a row stood under an older version."""
        there = {name: text(keys.lifted(item[name]["S"])) for name in PLACES if name in item}
        lifted = item | there
        if lifted == item:
            return False
        if not dry_run:
            moves = any(lifted[name] != item[name] for name in KEYS)
            (self._move if moves else self._change)(item, lifted)
        return True

    def _change(self, item: Item, lifted: Item) -> None:
        """Put a row at another place in the index; unless it was written anew meanwhile."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=_key(item),
                UpdateExpression="SET person_pk = :new",
                ConditionExpression="person_pk = :old",
                ExpressionAttributeValues={":new": lifted["person_pk"], ":old": item["person_pk"]},
            )
        except ClientError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise

    def _move(self, item: Item, lifted: Item) -> None:
        """Put a row under its new key. What stands there is newer; what is gone stays so."""
        old: dict[str, Any] = {"TableName": self.table, "Key": _key(item)}
        delete = Write("old", {"Delete": old | {"ConditionExpression": "attribute_exists(pk)"}})
        new = put("new", self.table, lifted, "attribute_not_exists(pk)")
        try:
            transact(self.client, (new, delete), self.pause)
        except TransactionRefusedError as refused:
            if "old" not in refused.found:
                self.client.delete_item(**old)


def _key(item: Item) -> Item:
    return {name: item[name] for name in KEYS}
