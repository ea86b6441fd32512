"""The files of cases that have to be erased, in the index of what is due.

A document waits there with its line in the ledger, which outlives it; what came with an entry has a
row of its own below its case.
"""

import json
from datetime import datetime
from typing import TYPE_CHECKING, override

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import BY_DUE, Item, query, stamp, text
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.adapters.aws.store.items.places import FILES, case_key, file_sk, ledger_key
from chalicelib.domain.cases.storing import version_moved
from chalicelib.domain.privacy.kept_files import FileKind, KeptFile
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.cases.erasures import CaseErasures

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoCaseErasures(CaseErasures):
    """One update each, under the condition that the row is there."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client, self._table = client, table

    @override
    def due(self, tenant: str, before: datetime, limit: int) -> list[KeptFile]:
        found = query(
            self._client,
            limit,
            TableName=self._table,
            IndexName=BY_DUE,
            KeyConditionExpression="due_pk = :pk AND due_at <= :before",
            ExpressionAttributeValues={
                ":pk": text(Partition.ERASE.of(tenant)),
                ":before": text(stamp(before)),
            },
        )
        return [_decoded(item) for item in found]

    @override
    def postpone(self, tenant: str, file: KeptFile, until: datetime) -> None:
        there = "attribute_exists(due_pk)"
        self._change(tenant, file, "SET due_at = :at", until, there)

    @override
    def done(self, case: AnyCase, file: KeptFile, at: datetime) -> None:
        change = "SET erased_at = if_not_exists(erased_at, :at) REMOVE due_pk, due_at"
        self._change(case.tenant, file, change, at, "attribute_exists(pk)")

    def _change(
        self, tenant: str, file: KeptFile, change: str, at: datetime, condition: str
    ) -> None:
        with translated("dynamodb.UpdateItem"):
            try:
                self._client.update_item(
                    TableName=self._table,
                    Key=_key(tenant, file),
                    UpdateExpression=change,
                    ConditionExpression=condition,
                    ExpressionAttributeValues={":at": text(stamp(at))},
                )
            except ClientError as error:
                if code_of(error) == "ConditionalCheckFailedException":
                    raise version_moved() from None
                raise


def _key(tenant: str, file: KeptFile) -> Item:
    if file.kind is FileKind.DOCUMENT:
        return ledger_key(tenant, file.number)
    return case_key(tenant, file.request_id, file_sk(file.sha256))


def _decoded(item: Item) -> KeptFile:
    sk = item["sk"]["S"]
    if sk.startswith(FILES):
        sha256, there = sk.removeprefix(FILES), item["object_key"]["S"]
        return KeptFile(FileKind.ATTACHMENT, item["request"]["S"], there, sha256)
    line = json.loads(item["data"]["S"])
    return KeptFile(FileKind.DOCUMENT, line["request"], line["object_key"], line["sha256"], sk)
