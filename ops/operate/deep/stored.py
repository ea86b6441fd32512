"""All that a stage has stored, read once: rows of the table by what they are, files by name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from chalicelib.adapters.aws.dynamodb.table import Item
from chalicelib.adapters.aws.store.items.ledger import decode_listed
from chalicelib.domain.issued.listed import Listed
from chalicelib.wiring import Wiring
from ops.operate.orphans import keys_in

type Place = tuple[str, str]
"""Tenant, and the number of a document or the id of a case."""

LEDGER, CASE, SLOT, STATE = "#LEDGER", "#CASE#", "DOC#", "STATE"


@dataclass(slots=True)
class StoredRows:
    """What was found; `unreadable` are lines of the ledger that nobody can read."""

    lines: dict[Place, Listed] = field(default_factory=dict)
    unreadable: list[Place] = field(default_factory=list)
    slots: dict[Place, str] = field(default_factory=dict)
    states: dict[Place, Item] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    files: dict[str, int] = field(default_factory=dict)

    def add(self, row: Item) -> None:
        """One row of the table."""
        pk, sk = row["pk"]["S"], row["sk"]["S"]
        tenant = pk.split("#")[1] if pk.startswith("T#") else ""
        self.places.add(pk)
        self.named.update(keys_in(row))
        if pk.endswith(LEDGER):
            self._line(tenant, row)
        elif CASE in pk and sk == STATE:
            self.states[tenant, pk.rpartition("#")[2]] = row
        elif CASE in pk and sk.startswith(SLOT):
            self.slots[tenant, row["number"]["S"]] = pk.rpartition("#")[2]

    def _line(self, tenant: str, row: Item) -> None:
        number = row["sk"]["S"]
        try:
            self.lines[tenant, number] = decode_listed(tenant, row)
        except Exception:  # it is told, and the rest is looked at
            self.unreadable.append((tenant, number))


def stored_in(wiring: Wiring) -> StoredRows:
    """Everything. Files first: what comes between has its row by then."""
    found = StoredRows(files=dict(_files(wiring)))
    dynamodb, table = wiring.platform.clients.dynamodb, wiring.settings.table
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        for row in page["Items"]:
            found.add(row)
    return found


def _files(wiring: Wiring) -> Iterator[tuple[str, int]]:
    s3: Any = wiring.platform.clients.s3
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=wiring.settings.bucket):
        yield from ((one["Key"], one["Size"]) for one in page.get("Contents", []))
