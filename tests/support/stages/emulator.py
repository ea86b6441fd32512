"""The local AWS in the process of tests, made to do no more work than it must."""

from contextvars import ContextVar
from copy import copy, deepcopy
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table

_kept: ContextVar[dict[int, Table] | None] = ContextVar("kept", default=None)
"""The tables as they were before the transaction that is under way, by identity."""


def copy_once() -> None:
    """Have a transaction keep each table once, to put it back; as it comes, once for each part.

    What is kept is the same: nothing changes between the copies that are left out.
    """
    original = DynamoDBBackend.transact_write_items

    def transact(backend: DynamoDBBackend, parts: list[dict[str, Any]]) -> None:
        token = _kept.set({})
        try:
            original(backend, parts)
        finally:
            _kept.reset(token)

    DynamoDBBackend.transact_write_items = transact
    Table.__deepcopy__ = _copied


def _copied(table: Table, memo: dict[int, Any]) -> Table:
    kept = _kept.get()
    if kept is not None and id(table) in kept:
        return kept[id(table)]
    made = copy(table)
    memo[id(table)] = made
    made.__dict__.update(deepcopy(table.__dict__, memo))
    if kept is not None:
        kept[id(table)] = made
    return made
