"""Lines of the ledger, read.

What a document is stands as JSON in `data` and never changes. What happens to it afterwards has
attributes of its own: `revoked`, `replaced_by`, `put_forward`, `erased_at`. Two small rows lead to
the line from the printed code and from the hash of the bytes. `writes/documents` writes them.
"""

import json
from datetime import date, datetime
from typing import Any

from chalicelib.adapters.aws.dynamodb.table import Item
from chalicelib.adapters.aws.store.items.codec import from_json
from chalicelib.domain.issued.listed import Listed, Proposal, Revocation
from chalicelib.domain.issued.verification import LedgerEntry


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
        slot=data["slot"],
        issue=data["issue"],
        object_key=data["object_key"],
        issued_at=datetime.fromisoformat(data["issued_at"]),
        proposal=_read(Proposal, item, "put_forward"),
        erased_at=_moment(item, "erased_at"),
        replacement=revoked.replacement if revoked else "",
    )


def _read(kind: type, item: Item, name: str) -> Any:  # noqa: ANN401 - what kind is asked for
    return from_json(kind, item[name]["S"]) if name in item else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _moment(item: Item, name: str) -> datetime | None:
    return datetime.fromisoformat(item[name]["S"]) if name in item else None
