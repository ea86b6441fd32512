"""What the functions would be allowed that they aren't now, and the other way about."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from ops.deploy import policies
from ops.stage.target import StageTarget, function_name


def of(target: StageTarget) -> Iterator[str]:
    """A line a function whose policy differs, and one for each permission that does."""
    place = policies.place_of(target)
    for name in policies.functions(target.folder):
        wanted, known = policies.read(target.folder, name, place), _known(target, name)
        changes = [*_changes(_permissions(known), _permissions(wanted))] if known else []
        if changes or not known:
            yield f"{'~' if known else '+'} policy of {function_name(target.stage, name)}"
        yield from changes


def _known(target: StageTarget, name: str) -> Mapping[str, Any]:
    """The policy of a function's role as it stands; empty when there is none."""
    role = f"thuisloket-{target.stage}-{name}"
    try:
        found = target.client("iam").get_role_policy(RoleName=role, PolicyName=role)
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchEntity":
            raise
        return {}
    document: Mapping[str, Any] = found["PolicyDocument"]
    return document


def _changes(known: set[str], wanted: set[str]) -> Iterator[str]:
    yield from (f"    + {one}" for one in sorted(wanted - known))
    yield from (f"    - {one}" for one in sorted(known - wanted))


def _permissions(policy: Mapping[str, Any]) -> set[str]:
    return {one for statement in policy["Statement"] for one in _of(statement)}


def _of(statement: Mapping[str, Any]) -> Iterator[str]:
    condition = statement.get("Condition")
    only = f" if {json.dumps(condition, sort_keys=True)}" if condition else ""
    for action in _several(statement["Action"]):
        for resource in _several(statement["Resource"]):
            yield f"{action} on {resource}{only}"


def _several(one_or_more: str | list[str]) -> list[str]:
    return [one_or_more] if isinstance(one_or_more, str) else one_or_more
