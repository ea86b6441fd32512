"""Each function may do what it does, and nothing else: the policies against the calls made."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from chalice.app import (
    CloudWatchEventConfig,
    ScheduledEventConfig,
    SQSEventConfig,
)

import app
from ops.deploy.policies import Policy, filled, functions, read
from ops.stage.config import CHALICE
from tests.support.day.recorded import Recorded
from tests.support.stages.permissions import PLACE, Permission, allows, as_list, granted

BY_LAMBDA = ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
"""What Lambda does with the function's role before it is called, and what it writes for it."""
BY_LAMBDA_ITSELF = ("logs:", "xray:")
WITHOUT_RESOURCE = {"xray:PutTelemetryRecords", "xray:PutTraceSegments"}
"""IAM knows no resource for these."""


def of(function: str) -> Policy:
    return read(CHALICE, function, PLACE)


@pytest.fixture(scope="module")
def used(day: Recorded) -> dict[str, set[Permission]]:
    """What each function did, in a day of a counter."""
    return day.used


@pytest.mark.parametrize("function", functions(CHALICE))
def test_a_function_may_do_all_that_it_does(
    function: str, used: dict[str, set[Permission]]
) -> None:
    denied = {p for p in used.get(function, set()) if not allows(of(function), p)}
    assert denied == set()


@pytest.mark.parametrize("function", functions(CHALICE))
def test_a_function_does_all_that_it_may(function: str, used: dict[str, set[Permission]]) -> None:
    idle = {p for p in granted(of(function)) if not _is_used(p, function, used)}
    assert idle == set()


@pytest.mark.parametrize("function", functions(CHALICE))
def test_a_policy_has_no_wildcard_but_for_what_lies_in_something_of_ours(function: str) -> None:
    for statement in of(function)["Statement"]:
        assert statement["Effect"] == "Allow"
        assert all("*" not in action for action in statement["Action"])
        for resource in as_list(statement["Resource"]):
            assert _is_narrow(resource, statement), statement


def _is_narrow(resource: str, statement: dict[str, Any]) -> bool:
    """Objects of our bucket, lines of a log, our parameters, keys by our alias, a town's queues."""
    if "*" not in resource or re.search(r":thuisloket-test-review-(dead-)?[0-9]{5}\*$", resource):
        return True
    if resource == "*":
        return set(statement["Action"]) <= WITHOUT_RESOURCE
    if ":key/*" in resource:
        return "alias/thuisloket-test-" in json.dumps(statement.get("Condition", {}))
    within, _, rest = resource.partition("*")
    return rest == "" and within.endswith(("/", ":")) and "thuisloket" in within


INSIDE = (SQSEventConfig, ScheduledEventConfig, CloudWatchEventConfig)
"""What calls functions that nobody outside can reach."""

READS = {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"}


def facing() -> list[str]:
    """The functions that outsiders reach, by their routes or what happens to their mail."""
    inside = {s.name for s in app.app.event_sources if isinstance(s, INSIDE)}
    return sorted({"api_handler", *(s.name for s in app.app.event_sources)} - inside)


def beyond(policy: Policy) -> list[Permission]:
    """What a policy allows that no function may which faces the internet.

    It neither signs nor writes registers, puts no file but where uploads lie, and writes nobody.
    """
    return sorted(p for p in granted(policy) if not _may_face(*p))


def _may_face(action: str, resource: str) -> bool:
    service, _, what = action.partition(":")
    if service == "dynamodb" and not resource.endswith("/thuisloket-test"):
        return action in READS
    if service == "s3":
        lies_in = resource.partition("/")[2]
        reads = what in {"GetObject", "GetObjectVersionTagging"}
        return reads or (what == "PutObject" and lies_in == "uploads/*")
    return service in {"dynamodb", "sqs", "logs", "xray"} or what.startswith("Get")


@pytest.mark.parametrize("function", facing())
def test_what_faces_the_internet_neither_signs_nor_writes_registers_nor_documents(
    function: str,
) -> None:
    assert beyond(of(function)) == []


def test_a_function_that_does_either_is_found_when_it_comes_to_face_the_internet() -> None:
    found = {action for action, _ in beyond(of("issue"))}
    assert found == {
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "kms:Sign",
        "s3:PutObject",
        "ses:SendEmail",
        "ses:SendRawEmail",
    }
    assert facing() == ["api_handler", "mail_feedback"]


@pytest.mark.parametrize("function", functions(CHALICE))
def test_mail_goes_out_from_the_addresses_of_the_municipalities_alone(function: str) -> None:
    for statement in of(function)["Statement"]:
        if any(action.startswith("ses:") for action in statement["Action"]):
            only = {"StringEquals": {"ses:FromAddress": ["thuisloket@kortrijk.example"]}}
            assert statement["Condition"] == only


def test_every_function_has_a_policy_and_a_place_in_every_stage() -> None:
    config = json.loads((CHALICE / "config.json").read_text(encoding="utf-8"))
    names = {"api_handler", *(source.name for source in app.app.event_sources)}
    assert set(functions(CHALICE)) == names
    assert set(config["lambda_functions"]) == names
    for stage, settings in config["stages"].items():
        files = {n: f["iam_policy_file"] for n, f in settings["lambda_functions"].items()}
        assert files == {name: f"generated/{stage}/{name}.json" for name in names}


def test_a_policy_with_an_unknown_name_is_refused() -> None:
    text = Path(CHALICE / "policies" / "issue.json").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="nobody fills in"):
        filled(text.replace("${Identities}", "${Idenitties}"), PLACE)


def _is_used(permission: Permission, function: str, used: dict[str, set[Permission]]) -> bool:
    action, resource = permission
    if action.startswith(BY_LAMBDA_ITSELF) or (function == "issue" and action in BY_LAMBDA):
        return True
    one: Policy = {"Statement": [{"Action": [action], "Resource": resource}]}
    return any(allows(one, other) for other in used.get(function, set()))
