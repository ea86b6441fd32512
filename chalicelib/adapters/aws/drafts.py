"""Drafts in DynamoDB: a partition a person, each draft concealed."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, override

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import Item, expiry, hashed_pk, key, query, stamp, text
from chalicelib.adapters.aws.errors import translated
from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.drafts import Concealment, Drafts
from chalicelib.ports.platform import Clock, Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KIND = "DRAFT"


class DynamoDrafts(Drafts):
    """DynamoDB removes what is over its time when it likes, so the clock is asked too.

    Read under each version of the keys, as they were written under one of them.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        keys: Keys,
        concealment: Concealment,
        clock: Clock,
    ) -> None:
        self._client = client
        self._table = table
        self._keys = keys
        self._concealment = concealment
        self._clock = clock

    @override
    def keep(self, tenant: str, owner: str, draft: Draft) -> None:
        plain = json.dumps([draft.id, draft.path, draft.fields, draft.listed]).encode()
        item: dict[str, Any] = key(Partition.DRAFT.of(tenant, owner), _sk(draft.id)) | {
            "data": {"B": self._concealment.conceal(plain, _place(tenant, _sk(draft.id)))},
            "at": text(stamp(draft.at)),
            "until": text(stamp(draft.until)),
            "expires": expiry(draft.until),
        }
        with translated("dynamodb.PutItem"):
            self._client.put_item(TableName=self._table, Item=item)

    @override
    def get(self, tenant: str, number: NationalNumber, draft_id: str) -> Draft | None:
        for pk in self._partitions(tenant, number):
            with translated("dynamodb.GetItem"):
                answer = self._client.get_item(
                    TableName=self._table, Key=key(pk, _sk(draft_id)), ConsistentRead=True
                )
            draft = self._draft(tenant, answer["Item"]) if "Item" in answer else None
            if draft:
                return draft
        return None

    @override
    def of_person(self, tenant: str, number: NationalNumber) -> list[Draft]:
        found = (self._draft(tenant, row) for row in self._rows(tenant, number))
        return sorted((d for d in found if d), key=lambda d: d.at, reverse=True)

    @override
    def drop(self, tenant: str, number: NationalNumber, draft_id: str) -> None:
        for pk in self._partitions(tenant, number):
            self._delete(key(pk, _sk(draft_id)))

    @override
    def drop_all(self, tenant: str, number: NationalNumber) -> int:
        rows = list(self._rows(tenant, number))
        for row in rows:
            self._delete({"pk": row["pk"], "sk": row["sk"]})
        return len(rows)

    def _draft(self, tenant: str, row: Item) -> Draft | None:
        """What a row holds; None when its time is over, or nobody can read it."""
        until = datetime.fromisoformat(row["until"]["S"])
        if self._clock.now() >= until:
            return None
        plain = self._concealment.reveal(row["data"]["B"], _place(tenant, row["sk"]["S"]))
        if plain is None:
            return None
        id_, path, fields, listed = json.loads(plain)
        at = datetime.fromisoformat(row["at"]["S"])
        return Draft(id_, path, tuple((n, v) for n, v in fields), at, until, listed)

    def _rows(self, tenant: str, number: NationalNumber) -> Iterator[Item]:
        for pk in self._partitions(tenant, number):
            yield from query(
                self._client,
                None,
                TableName=self._table,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues={":pk": text(pk)},
                ConsistentRead=True,
            )

    def _partitions(self, tenant: str, number: NationalNumber) -> list[str]:
        """The oldest version of the keys first, so that what is lifted meanwhile is met."""
        versions = reversed(self._keys.versions())
        return [Partition.DRAFT.of(tenant, keys.person(tenant, number)) for keys in versions]

    def _delete(self, place: Item) -> None:
        with translated("dynamodb.DeleteItem"):
            self._client.delete_item(TableName=self._table, Key=place)


def _sk(draft_id: str) -> str:
    """A hash, for an id may be the secret that opens it, or say what somebody is busy with."""
    return hashed_pk(_KIND, draft_id)


def _place(tenant: str, sk: str) -> str:
    """What a draft is bound to; the pseudonym isn't in it, for a rotation lifts that."""
    return f"{tenant} {sk}"
