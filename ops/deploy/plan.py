"""What a deployment of a stage would change, before anything is changed."""

import json
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from ops.deploy.cloudformation import DataStack
from ops.stage import address, municipalities
from ops.stage.target import Target


def of(target: Target) -> Iterator[str]:
    """The plan, line by line."""
    yield f"stage {target.stage} in account {target.account}, region {target.region}"
    yield from _stack(target)
    if address.find(target.client("apigateway"), target.stage) is None:
        yield "+ an address at API Gateway, kept for good"
    yield from _functions(target)
    yield from (f"! {one}" for one in municipalities.stand_ins())


def _stack(target: Target) -> Iterator[str]:
    stack = DataStack(target.client, target.stage, emulated=target.emulated)
    if not stack.exists():
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


def _functions(target: Target) -> Iterator[str]:
    client = target.client("lambda")
    for name in target.functions.values():
        try:
            client.get_function_configuration(FunctionName=name)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            yield f"+ function {name}"
        else:
            yield f"~ function {name}: code and settings as they are here"
