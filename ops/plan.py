"""What a deployment of a stage would change, before anything is changed."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError, WaiterError

from ops import address
from ops.per_municipality import template_body
from ops.provision import MUNICIPALITIES, TEMPLATE, is_deployed
from ops.target import Target


def of(target: Target) -> Iterator[str]:
    """The plan, line by line."""
    yield f"stage {target.stage} in account {target.account}, region {target.region}"
    yield from _stack(target)
    if address.find(target.client("apigateway"), target.stage) is None:
        yield "+ an address at API Gateway, kept for good"
    yield from _functions(target)


def _stack(target: Target) -> Iterator[str]:
    name = f"thuisloket-{target.stage}-data"
    client = target.client("cloudformation")
    try:
        client.describe_stacks(StackName=name)
    except ClientError:
        resources = json.loads(_template())["Resources"]
        yield f"+ stack {name} with {len(resources)} resources"
        return
    changes = [] if is_deployed(client, name, _template()) else _change_set(client, name, target)
    yield from (_line(change["ResourceChange"]) for change in changes)
    if not changes:
        yield f"= stack {name}: nothing changes"


def _is_same(client: Any, name: str) -> bool:  # noqa: ANN401
    deployed = client.get_template(StackName=name)["TemplateBody"]
    text = deployed if isinstance(deployed, str) else json.dumps(deployed)
    return bool(json.loads(text) == json.loads(_template()))


def _template() -> str:
    return template_body(TEMPLATE, MUNICIPALITIES)


def _line(change: dict[str, Any]) -> str:
    sign = {"Add": "+", "Remove": "-"}.get(change["Action"], "~")
    warning = "  REPLACED" if change.get("Replacement") == "True" else ""
    return f"{sign} {change['ResourceType']} {change['LogicalResourceId']}{warning}"


def _change_set(client: Any, stack: str, target: Target) -> list[dict[str, Any]]:  # noqa: ANN401
    """What CloudFormation says it would do; the question leaves nothing behind."""
    asked = client.create_change_set(
        StackName=stack,
        ChangeSetName=f"plan-{uuid4().hex[:12]}",
        TemplateBody=_template(),
        Parameters=[
            {"ParameterKey": "Stage", "ParameterValue": target.stage},
            {"ParameterKey": "Emulated", "ParameterValue": str(target.emulated).lower()},
        ],
    )
    try:
        client.get_waiter("change_set_create_complete").wait(
            ChangeSetName=asked["Id"], StackName=stack, WaiterConfig={"Delay": 2}
        )
        found = client.describe_change_set(ChangeSetName=asked["Id"], StackName=stack)
        return list(found.get("Changes", []))
    except WaiterError:
        return []
    finally:
        client.delete_change_set(ChangeSetName=asked["Id"], StackName=stack)


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
