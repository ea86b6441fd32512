"""The ledger of issued documents in DynamoDB: found by code, hash or person; marked, never lost.

A line is written in the transaction that issues its document (`ledger_items`).
"""

import time
from collections.abc import Collection
from typing import TYPE_CHECKING

from chalicelib.adapters.aws.dynamodb.lookup import newest_under
from chalicelib.adapters.aws.dynamodb.table import BY_PERSON, STATE, Item, key, number, request_pk
from chalicelib.adapters.aws.dynamodb.transactions import Pause, RefusedError, Write, put, transact
from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.aws.former_store.ledger_items import decode_listed, encode_json
from chalicelib.adapters.aws.former_store.request_items import (
    TOUCHED,
    encode_entry,
    encode_touched,
    version_moved,
)
from chalicelib.adapters.aws.store.items.places import (
    LINE,
    code_pk,
    copies_pk,
    hash_pk,
    ledger_key,
)
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation
from chalicelib.domain.issued.verification import LedgerEntry
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoLedger:
    """Ledger."""

    def __init__(
        self, client: "DynamoDBClient", table: str, keys: Keys, pause: Pause = time.sleep
    ) -> None:
        self._client, self._table = client, table
        self._keys, self._pause = keys, pause

    def by_code(self, tenant: str, hashed: str) -> LedgerEntry | None:
        """As the port says."""
        return self._behind(tenant, code_pk(tenant, hashed))

    def by_hash(self, tenant: str, sha256: str) -> LedgerEntry | None:
        """As the port says."""
        return self._behind(tenant, hash_pk(tenant, sha256))

    def get(self, tenant: str, document_number: str) -> Listed | None:
        """As the port says."""
        item = self._item(ledger_key(tenant, document_number))
        return decode_listed(tenant, item) if item else None

    def of_subject(self, tenant: str, subject: NationalNumber, limit: int) -> list[Listed]:
        """As the port says."""
        found = newest_under(
            self._client,
            (copies_pk(tenant, k.person(tenant, subject)) for k in self._keys.versions()),
            limit,
            place="person_pk",
            order="ulid",
            TableName=self._table,
            IndexName=BY_PERSON,
        )
        return [decode_listed(tenant, item) for item in found]

    def propose(self, request: Request, proposal: Proposal | None, entry: Entry) -> None:
        """As the port says."""
        if proposal:
            change, given = "SET proposal = :it", {":it": encode_json(Proposal, proposal)}
            condition = "attribute_exists(pk) AND attribute_not_exists(revoked)"
        else:
            change, given, condition = "REMOVE proposal", {}, "attribute_exists(proposal)"
        self._mark(request, change, given, condition, [self._entry(request, entry)])

    def revoke(self, request: Request, revocation: Revocation, entries: Collection[Entry]) -> None:
        """As the port says."""
        self._mark(
            request,
            "SET revoked = :it REMOVE proposal",
            {":it": encode_json(Revocation, revocation)},
            "attribute_exists(pk) AND attribute_not_exists(revoked)",
            [self._state(request), *(self._entry(request, entry) for entry in entries)],
        )

    def _mark(
        self,
        request: Request,
        change: str,
        given: Item,
        condition: str,
        others: Collection[Write],
    ) -> None:
        """Change a line together with what belongs to it. Raises ConflictError when it moved."""
        if request.issued is None:
            raise version_moved()
        body: Item = {
            "TableName": self._table,
            "Key": ledger_key(request.tenant, request.issued.number),
            "UpdateExpression": change,
            "ConditionExpression": condition,
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        if given:
            body["ExpressionAttributeValues"] = given
        try:
            transact(self._client, [Write("ledger", {"Update": body}), *others], self._pause)
        except RefusedError:
            raise version_moved() from None

    def _state(self, request: Request) -> Write:
        """The outbox of the request, if nobody changed its state meanwhile."""
        values = encode_touched(request)
        gone = [name for name in TOUCHED if name not in values]
        sets = ", ".join(f"#{name} = :{name}" for name in values)
        names = [*values, *gone, "version"]
        body: Item = {
            "TableName": self._table,
            "Key": key(request_pk(request.tenant, request.id), STATE),
            "UpdateExpression": f"SET {sets}"
            + (f" REMOVE {', '.join(f'#{name}' for name in gone)}" if gone else ""),
            "ConditionExpression": "#version = :version",
            "ExpressionAttributeNames": {f"#{name}": name for name in names},
            "ExpressionAttributeValues": {f":{name}": value for name, value in values.items()}
            | {":version": number(request.instance.version)},
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        return Write("state", {"Update": body})

    def _entry(self, request: Request, entry: Entry) -> Write:
        return put("entry", self._table, encode_entry(request, entry), "attribute_not_exists(pk)")

    def _behind(self, tenant: str, pk: str) -> LedgerEntry | None:
        pointer = self._item(key(pk, LINE))
        listed = self.get(tenant, pointer["number"]["S"]) if pointer else None
        return listed.entry if listed else None

    def _item(self, there: Item) -> Item | None:
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(TableName=self._table, Key=there, ConsistentRead=True)
        return dict(answer["Item"]) if "Item" in answer else None
