"""The files that have to be erased, in DynamoDB, in the index of what is due.

A document waits there with its line in the ledger; an attachment has a row of its own below its
request, of which the hash and the moment of its erasure stay.
"""

import time
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.aws.dynamodb.table import BY_DUE, Item, key, query, request_pk, stamp, text
from chalicelib.adapters.aws.dynamodb.transactions import Pause, RefusedError, Write, put, transact
from chalicelib.adapters.aws.former_store.ledger_items import decode_listed
from chalicelib.adapters.aws.former_store.request_items import encode_entry, version_moved
from chalicelib.adapters.aws.store.items.places import erase_pk, ledger_key
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Attachment, Entry
from chalicelib.domain.privacy.kept_files import FileKind, KeptFile, document_of, erased_from

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

FILE = "FILE#"


def attachment_writes(
    table: str, request: Request, entries: Collection[Entry]
) -> tuple[Write, ...]:
    """What the files that came with entries add to the transaction of their request.

    The same file twice is one; sent again later, it is kept for as long as the last one.
    """
    files = {file.sha256: file for entry in entries for file in entry.attachments}
    return tuple(_enter(table, request, file) for file in files.values())


class DynamoErasures:
    """Erasures."""

    def __init__(self, client: "DynamoDBClient", table: str, pause: Pause = time.sleep) -> None:
        self._client, self._table, self._pause = client, table, pause

    def due(self, tenant: str, before: datetime, limit: int) -> list[KeptFile]:
        """As the port says."""
        found = query(
            self._client,
            limit,
            TableName=self._table,
            IndexName=BY_DUE,
            KeyConditionExpression="due_pk = :pk AND due_at <= :before",
            ExpressionAttributeValues={
                ":pk": text(erase_pk(tenant)),
                ":before": text(stamp(before)),
            },
        )
        return [_decoded(tenant, item) for item in found]

    def postpone(self, request: Request, file: KeptFile, until: datetime) -> None:
        """As the port says; what isn't due any more stays so."""
        given = {":it": text(stamp(until))}
        change = "SET due_at = :it"
        self._change(_key(request, file), change, given, "attribute_exists(due_pk)", ())

    def done(self, request: Request, file: KeptFile, at: datetime, entry: Entry) -> None:
        """As the port says."""
        change = "SET erased_at = if_not_exists(erased_at, :it) REMOVE due_pk, due_at"
        given = {":it": text(stamp(at))}
        proof = put("entry", self._table, encode_entry(request, entry), "attribute_not_exists(pk)")
        self._change(_key(request, file), change, given, "attribute_exists(pk)", (proof,))

    def _change(
        self, place: Item, change: str, given: Item, condition: str, others: tuple[Write, ...]
    ) -> None:
        body: Item = {
            "TableName": self._table,
            "Key": place,
            "UpdateExpression": change,
            "ConditionExpression": condition,
            "ExpressionAttributeValues": given,
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        try:
            transact(self._client, [Write("file", {"Update": body}), *others], self._pause)
        except RefusedError:
            raise version_moved() from None


def _enter(table: str, request: Request, file: Attachment) -> Write:
    values: dict[str, Any] = {
        ":erase": text(erase_pk(request.tenant)),
        ":due": text(stamp(erased_from(file.available_until))),
        ":request": text(request.id),
        ":object": text(file.key),
    }
    body: Item = {
        "TableName": table,
        "Key": key(request_pk(request.tenant, request.id), f"{FILE}{file.sha256}"),
        "UpdateExpression": (
            "SET due_pk = :erase, due_at = :due, #request = :request, object_key = :object"
            " REMOVE erased_at"
        ),
        "ExpressionAttributeNames": {"#request": "request"},
        "ExpressionAttributeValues": values,
    }
    return Write("file", {"Update": body})


def _key(request: Request, file: KeptFile) -> Item:
    if file.kind is FileKind.DOCUMENT:
        return ledger_key(request.tenant, file.number)
    return key(request_pk(request.tenant, request.id), f"{FILE}{file.sha256}")


def _decoded(tenant: str, item: Item) -> KeptFile:
    sk = item["sk"]["S"]
    if sk.startswith(FILE):
        sha256, there = sk.removeprefix(FILE), item["object_key"]["S"]
        return KeptFile(FileKind.ATTACHMENT, item["request"]["S"], there, sha256)
    return document_of(decode_listed(tenant, item))
