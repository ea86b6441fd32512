"""What a deployment of a stage would change, before anything is changed.

A line begins with + for what would be made, ~ for what would be changed, - for what would be taken
away, = for what stays, and ! for what a person should know.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ops.deploy.cloudformation import DataStack
from ops.deploy.data import outputs_of
from ops.deploy.plan import functions, permissions, routes
from ops.stage import address, municipalities
from ops.stage.target import StageTarget
from ops.stage.variables import variables


def of(target: StageTarget, code: Path | None = None) -> Iterator[str]:
    """The plan, line by line; `code` is the package, without which code isn't compared."""
    yield f"stage {target.stage} in account {target.account}, region {target.region}"
    stack = DataStack(target.client, target.stage, emulated=target.emulated)
    known = stack.outputs() if stack.exists() else {}
    yield from _stack(stack, is_there=bool(known))
    if address.find(target.client("apigateway"), target.stage) is None:
        yield "+ an address at API Gateway, kept for good"
    environment = variables(target, outputs_of(known, target.stage)) if known else {}
    yield from functions.of(target, environment, code)
    yield from permissions.of(target)
    yield from routes.of(target)
    yield from (f"! {one}" for one in municipalities.stand_ins())


def _stack(stack: DataStack, *, is_there: bool) -> Iterator[str]:
    if not is_there:
        yield f"+ stack {stack.name} with {len(json.loads(stack.body)['Resources'])} resources"
        return
    changes = [] if stack.is_current() else stack.planned()
    yield from (_line(change["ResourceChange"]) for change in changes)
    if not changes:
        yield f"= stack {stack.name}: nothing changes"


def _line(change: dict[str, Any]) -> str:
    sign = {"Add": "+", "Remove": "-"}.get(change["Action"], "~")
    warning = "  REPLACED" if change.get("Replacement") == "True" else ""
    return f"{sign} {change['ResourceType']} {change['LogicalResourceId']}{warning}"
