"""The local AWS in the process of tests, made to do no more work than it must."""

from contextvars import ContextVar
from copy import copy, deepcopy
from functools import cache
from typing import Any

import boto3
from botocore.useragent import UserAgentString
from moto.cloudformation.models import Stack
from moto.core.model_instances import model_data
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser
from moto.dynamodb.parsing.expressions import UpdateExpressionParser

from tests.support.stages.aws import directly

_kept: ContextVar[dict[int, Table] | None] = ContextVar("kept", default=None)
"""The tables as they were before the transaction that is under way, by identity."""

_written: ContextVar[list[dict[str, Any]]] = ContextVar("written")
"""What that transaction writes."""


def copy_once() -> None:
    """Have a transaction keep, once, the partitions that it writes, to put them back.

    As it comes, it copies each table whole, once for each part. What is put back is the same:
    nothing changes between the copies that are left out, nor in other partitions.
    """
    original = DynamoDBBackend.transact_write_items

    def transact(backend: DynamoDBBackend, parts: list[dict[str, Any]]) -> None:
        token, writing = _kept.set({}), _written.set([op for part in parts for op in part.values()])
        try:
            original(backend, parts)
        finally:
            _kept.reset(token)
            _written.reset(writing)

    DynamoDBBackend.transact_write_items = transact
    Table.__deepcopy__ = _copied


def forget_made() -> None:
    """Let go of rows, messages and files that are gone: moto keeps all that was ever made."""
    for models in model_data.values():
        for model in models.values():
            made = model.instances_tracked
            model.instances_tracked = [one for one in made if not getattr(one, "disposed", True)]


def compare_texts() -> None:
    """Have keys, which are texts, compared as such; as it comes, each is asked for its type."""
    whole = DynamoType.cast_value

    def cast(value: DynamoType) -> Any:
        return value.value if value.type == "S" else whole.__get__(value)

    DynamoType.cast_value = property(cast)
    DynamoType.__hash__ = lambda one: hash((one.type, one.cast_value))
    DynamoType.__lt__ = lambda one, other: (
        one.value < other.value
        if one.type == other.type == "S"
        else one.cast_value < other.cast_value
    )
    DynamoType.__eq__ = lambda one, other: (
        one.type == other.type
        and (one.value == other.value if one.type == "S" else one.cast_value == other.cast_value)
    )


def _copied(table: Table, memo: dict[int, Any]) -> Table:
    kept = _kept.get()
    if kept is not None and id(table) in kept:
        return kept[id(table)]
    made = copy(table)
    memo[id(table)] = made
    if kept is None:
        made.__dict__.update(deepcopy(table.__dict__, memo))
        return made
    made.items = copy(table.items)
    for key in _partitions(table):
        made.items[key] = deepcopy(table.items[key])
    kept[id(table)] = made
    return made


def _partitions(table: Table) -> set[DynamoType]:
    """Those of the table that are there and are written to."""
    keys = [op.get("Key") or op.get("Item") for op in _written.get()]
    found = {DynamoType(key[table.hash_key_attr]) for key in keys if key}
    return {key for key in found if key in table.items}


def answer_directly(session: boto3.Session) -> None:
    """Let DynamoDB's emulator take a call's parameters as they are, and answer as it does inside.

    What is left out is the way there and back as signed and parsed HTTP, half of a call's time.
    What it refuses goes the long way, so that a refusal is what it always is, and so does all of a
    client that is given faults. Use it before the session's clients are made, after whatever else
    answers in the place of AWS.
    """
    session.events.register_last("before-call", directly)


def greet_once() -> None:
    """Have botocore say the same of itself each time; as it comes, it thinks of it at each call."""
    UserAgentString.to_string = lambda _: "tests"


def parse_once() -> None:
    """Have the expression of an update, and a template, read once; who works on them has a copy."""
    UpdateExpressionParser.make = staticmethod(cache(UpdateExpressionParser.make))
    read = cache(Stack.parse_template)
    Stack.parse_template = staticmethod(lambda template: deepcopy(read(template)))
    kinds = DepthFirstTraverser.nodes_to_be_processed

    def known(traverser: DepthFirstTraverser) -> tuple[type, ...]:
        found: tuple[type, ...] = traverser.__dict__.setdefault("kinds", ())
        if not found:
            traverser.kinds = found = kinds(traverser)
        return found

    DepthFirstTraverser.nodes_to_be_processed = known
