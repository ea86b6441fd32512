"""`aws` as far as the pages use it: AWS's own operations by their description, on a local AWS."""

import json
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from botocore import xform_name

type Client = Callable[[str], Any]

OTHERWISE = {
    ("sns", "subscribe", "--notification-endpoint"): "Endpoint",
}
"""Options that the command line calls by another name."""


def aws(line: str, client: Client) -> dict[str, Any]:
    """Run a command; what AWS answers. Raises botocore's errors, KeyError for what isn't known."""
    _, service, operation, *options = shlex.split(line, comments=True)
    if (service, operation) == ("cloudformation", "deploy"):
        return _deploy(dict(_values(options)), client("cloudformation"))
    model = client(service).meta.service_model
    name = {xform_name(n, "-"): n for n in model.operation_names}[operation]
    members = model.operation_model(name).input_shape.members
    known = {f"--{xform_name(member, '-')}": member for member in members}
    asked = {}
    for option, given in _values(options):
        member = OTHERWISE.get((service, operation, option)) or known[option]
        asked[member] = _value(given, members[member].type_name)
    return dict(getattr(client(service), xform_name(name))(**asked))


def _values(options: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each option with what follows it."""
    begins = [place for place, word in enumerate(options) if word.startswith("--")]
    for begin, end in zip(begins, [*begins[1:], len(options)], strict=True):
        yield options[begin], options[begin + 1 : end]


def _value(given: list[str], kind: str) -> Any:
    if kind == "boolean":
        return True
    if kind in {"structure", "map"}:
        return json.loads(given[0])
    if kind == "list":
        return given
    if kind in {"integer", "long", "double"}:
        return float(given[0])
    path = given[0].removeprefix("file://")
    return given[0] if path == given[0] else Path(path).read_text(encoding="utf-8")


def _deploy(given: dict[str, list[str]], cloudformation: Any) -> dict[str, Any]:
    """By a change set, as the command line does it."""
    name, pairs = given["--stack-name"][0], given["--parameter-overrides"]
    made = cloudformation.create_change_set(
        StackName=name,
        ChangeSetName="deploy",
        ChangeSetType="CREATE",
        TemplateBody=Path(given["--template-file"][0]).read_text(encoding="utf-8"),
        Parameters=[
            {"ParameterKey": key, "ParameterValue": value}
            for key, _, value in (pair.partition("=") for pair in pairs)
        ],
        Capabilities=given.get("--capabilities", []),
    )
    cloudformation.execute_change_set(ChangeSetName=made["Id"], StackName=name)
    (stack,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
    return dict(stack)
