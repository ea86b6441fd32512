"""Lines of the ledger as items, and back.

What a document is stands as JSON in `data` and never changes. What happens to it afterwards has
attributes of its own: `revoked`, `replaced_by`, `proposal`, `erased_at`. Two small rows lead to the
line from the printed code and from the hash of the bytes.
"""

import json
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from chalicelib.adapters.aws.dynamodb.table import Item, key, stamp, text
from chalicelib.adapters.aws.dynamodb.transactions import Write
from chalicelib.adapters.aws.store.items.places import (
    LINE,
    code_pk,
    copies_pk,
    erase_pk,
    hash_pk,
    ledger_key,
)
from chalicelib.domain.former_cases.case import Issued, Request
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation
from chalicelib.domain.issued.verification import LedgerEntry
from chalicelib.domain.privacy.kept_files import erased_from


def ledger_writes(table: str, request: Request, subject: str) -> tuple[Write, ...]:
    """What an issued document adds to the transaction of its request.

    `subject` is the pseudonym of whom it is about. Writing the same document again changes
    nothing; another one under its number or its code is refused.
    """
    issued = request.issued
    if issued is None:
        return ()
    tenant, number = request.tenant, text(issued.number)
    writes = [_line(table, request, issued, subject)]
    if issued.code_hash:
        there = key(code_pk(tenant, issued.code_hash), LINE)
        is_ours = "attribute_not_exists(pk) OR #number = :number"
        writes.append(_update("code", table, there, "SET #number = :number", is_ours, number))
    there = key(hash_pk(tenant, issued.sha256), LINE)
    first = "SET #number = if_not_exists(#number, :number)"
    writes.append(_update("hash", table, there, first, "", number))
    if request.intake.replaces:
        old = ledger_key(tenant, request.intake.replaces)
        change = "SET replaced_by = if_not_exists(replaced_by, :number)"
        writes.append(_update("replaced", table, old, change, "attribute_exists(pk)", number))
    return tuple(writes)


def _line(table: str, request: Request, issued: Issued, subject: str) -> Write:
    body = {
        "TableName": table,
        "Key": ledger_key(request.tenant, issued.number),
        "UpdateExpression": (
            "SET #data = :data, person_pk = :copies, #ulid = :ulid, due_pk = :erase, due_at = :due"
        ),
        "ConditionExpression": "attribute_not_exists(pk) OR #data = :data",
        "ExpressionAttributeNames": {"#data": "data", "#ulid": "ulid"},
        "ExpressionAttributeValues": {
            ":data": text(json.dumps(_data(request, issued), separators=(",", ":"))),
            ":copies": text(copies_pk(request.tenant, subject)),
            ":ulid": text(request.id),
            ":erase": text(erase_pk(request.tenant)),
            ":due": text(stamp(erased_from(issued.available_until))),
        },
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    return Write("ledger", {"Update": body})


def _update(
    label: str, table: str, there: Item, change: str, condition: str, number: Item
) -> Write:
    body: Item = {
        "TableName": table,
        "Key": there,
        "UpdateExpression": change,
        "ExpressionAttributeValues": {":number": number},
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    if "#number" in change:
        body["ExpressionAttributeNames"] = {"#number": "number"}
    if condition:
        body["ConditionExpression"] = condition
    return Write(label, {"Update": body})


def _data(request: Request, issued: Issued) -> dict[str, Any]:
    """What a document is, and its hash; not whose."""
    return {
        "document": request.wish.document_id,
        "variant": request.wish.variant,
        "language": request.wish.language,
        "request": request.id,
        "sha256": issued.sha256,
        "size": issued.size,
        "pages": issued.pages,
        "object_key": issued.object_key,
        "code_hash": issued.code_hash,
        "replaces": request.intake.replaces,
        "issued_at": stamp(issued.issued_at),
        "issued_on": (issued.issued_on or issued.issued_at.date()).isoformat(),
        "valid_until": issued.valid_until.isoformat() if issued.valid_until else None,
    }


def decode_listed(tenant: str, item: Item) -> Listed:
    """The document of a line."""
    data: dict[str, Any] = json.loads(item["data"]["S"])
    revoked = _read(Revocation, item, "revoked")
    return Listed(
        entry=LedgerEntry(
            tenant=tenant,
            number=item["sk"]["S"],
            code_hash=data["code_hash"],
            document_id=data["document"],
            variant=data["variant"],
            issued_on=date.fromisoformat(data["issued_on"]),
            valid_until=_day(data["valid_until"]),
            sha256=data["sha256"],
            revoked_at=revoked.at if revoked else None,
            reason=revoked.reason.value if revoked else "",
            replaced_by=item.get("replaced_by", {}).get("S", ""),
        ),
        request_id=data["request"],
        object_key=data["object_key"],
        issued_at=datetime.fromisoformat(data["issued_at"]),
        proposal=_read(Proposal, item, "proposal"),
        erased_at=_moment(item, "erased_at"),
        replacement=revoked.replacement if revoked else "",
    )


def encode_json(kind: type, value: object) -> Item:
    """A revocation or a proposal as an attribute."""
    return text(_adapter(kind).dump_json(value).decode())


def _read(kind: type, item: Item, name: str) -> Any:  # noqa: ANN401 - what kind is asked for
    return _adapter(kind).validate_json(item[name]["S"]) if name in item else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _moment(item: Item, name: str) -> datetime | None:
    return datetime.fromisoformat(item[name]["S"]) if name in item else None


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
