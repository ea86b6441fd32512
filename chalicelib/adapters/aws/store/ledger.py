"""The ledger of issued documents in DynamoDB: found by code, hash or person; marked, never lost.

A line is written in the transaction that issues its document (`writes/documents`).
"""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.dynamodb.lookup import newest_under
from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import BY_PERSON, STATE, Item, key, number, text
from chalicelib.adapters.aws.dynamodb.transactions import (
    Pause,
    TransactionRefusedError,
    Write,
    put,
    transact,
)
from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.aws.store.items.codec import as_json
from chalicelib.adapters.aws.store.items.ledger import decode_listed
from chalicelib.adapters.aws.store.items.places import LINE, case_key, ledger_key
from chalicelib.adapters.aws.store.items.rows import RowCodec
from chalicelib.adapters.aws.store.items.schema import CURRENT
from chalicelib.adapters.aws.store.writes.said import EntryRows
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.storing import version_moved
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation
from chalicelib.domain.issued.verification import LedgerEntry
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.platform import Keys

_ABSENT = "attribute_not_exists(pk)"
_STANDS = "attribute_exists(pk) AND attribute_not_exists(revoked)"

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoLedger(Ledger):
    """Ledger beside the cases; read consistently, marked under a condition on what is there."""

    def __init__(
        self, client: "DynamoDBClient", table: str, keys: Keys, pause: Pause = time.sleep
    ) -> None:
        self._client, self._table = client, table
        self._keys, self._pause = keys, pause

    @override
    def by_code(self, tenant: str, hashed: str) -> LedgerEntry | None:
        return self._behind(tenant, Partition.CODE.of(tenant, hashed))

    @override
    def by_hash(self, tenant: str, sha256: str) -> LedgerEntry | None:
        return self._behind(tenant, Partition.SHA256.of(tenant, sha256))

    @override
    def get(self, tenant: str, document_number: str) -> Listed | None:
        item = self._item(ledger_key(tenant, document_number))
        return decode_listed(tenant, item) if item else None

    @override
    def of_subject(self, tenant: str, subject: NationalNumber, limit: int) -> list[Listed]:
        found = newest_under(
            self._client,
            (Partition.COPIES.of(tenant, k.person(tenant, subject)) for k in self._keys.versions()),
            limit,
            place="person_pk",
            order="ulid",
            TableName=self._table,
            IndexName=BY_PERSON,
        )
        return [decode_listed(tenant, item) for item in found]

    @override
    def propose(self, change: Change, document_number: str, proposal: Proposal | None) -> None:
        if proposal is None:
            self._mark(
                change, document_number, "REMOVE put_forward", {}, "attribute_exists(put_forward)"
            )
            return
        given = {":it": text(as_json(Proposal, proposal))}
        self._mark(change, document_number, "SET put_forward = :it", given, _STANDS)

    @override
    def revoke(self, change: Change, document_number: str, revocation: Revocation) -> None:
        given = {":it": text(as_json(Revocation, revocation))}
        marked = "SET revoked = :it REMOVE put_forward"
        self._mark(change, document_number, marked, given, _STANDS)

    def _mark(
        self, change: Change, document_number: str, marked: str, given: Item, condition: str
    ) -> None:
        """Change a line together with what belongs to it. Raises ConflictError when it moved."""
        body: Item = {
            "TableName": self._table,
            "Key": ledger_key(change.case.tenant, document_number),
            "UpdateExpression": marked,
            "ConditionExpression": condition,
        }
        if given:
            body["ExpressionAttributeValues"] = given
        try:
            writes = (Write("ledger", {"Update": body}), *self._beside(change))
            transact(self._client, writes, self._pause)
        except TransactionRefusedError:
            raise version_moved() from None

    def _beside(self, change: Change) -> Iterator[Write]:
        """What is said and goes out, if the case still is at its version."""
        case, rows = change.case, RowCodec(CURRENT)
        body: Item = {
            "TableName": self._table,
            "Key": case_key(case.tenant, case.id, STATE),
            "UpdateExpression": "SET #version = :version",
            "ConditionExpression": "#version = :version",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": {":version": number(change.was)},
        }
        yield Write("state", {"Update": body})
        yield from EntryRows(self._table, CURRENT).writes(case, change.entries)
        for outgoing in change.outgoing:
            yield put("outgoing", self._table, rows.outgoing(case, outgoing), _ABSENT)

    def _behind(self, tenant: str, pk: str) -> LedgerEntry | None:
        pointer = self._item(key(pk, LINE))
        listed = self.get(tenant, pointer["number"]["S"]) if pointer else None
        return listed.entry if listed else None

    def _item(self, there: Item) -> Item | None:
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(TableName=self._table, Key=there, ConsistentRead=True)
        return dict(answer["Item"]) if "Item" in answer else None
