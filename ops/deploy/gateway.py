"""How API Gateway serves a stage: how much at once, and what it writes down of each request.

Chalice makes the stage and knows neither. An access log needs a role of the whole account
(`.chalice/account.yaml`); without one none is kept.
"""

import json
from collections.abc import Iterator
from typing import Any

RATE, BURST = 200, 400
"""Requests a second, and at once, of a stage: some forty times the busiest hour of Kortrijk."""

LOG = "/aws/apigateway/thuisloket-{stage}"
"""The group of the access log; `.chalice/resources.yaml` makes it."""

FORMAT = json.dumps(
    {
        "request": "$context.requestId",
        "route": "$context.httpMethod $context.resourcePath",
        "status": "$context.status",
        "ms": "$context.responseLatency",
        "bytes": "$context.responseLength",
        "error": "$context.error.responseType",
        "waf": "$context.waf.status",
    },
    separators=(",", ":"),
)
"""No address of anybody and no path as it was asked: in paths stand codes and links."""


def put(apigateway: Any, api_id: str, stage: str, log: str) -> None:  # noqa: ANN401 - its stubs
    """Let a stage of API Gateway serve so much, and write to `log`, the ARN of a log group."""
    has_role = bool(apigateway.get_account().get("cloudwatchRoleArn"))
    changes = [*_limits(), *(_logging(log) if has_role else ())]
    apigateway.update_stage(restApiId=api_id, stageName=stage, patchOperations=changes)


def log_arn(region: str, account: str, stage: str) -> str:
    """Where the access log of a stage goes."""
    return f"arn:aws:logs:{region}:{account}:log-group:{LOG.format(stage=stage)}"


def _limits() -> Iterator[dict[str, str]]:
    for what, value in (("rateLimit", RATE), ("burstLimit", BURST)):
        yield {"op": "replace", "path": f"/*/*/throttling/{what}", "value": str(value)}


def _logging(log: str) -> Iterator[dict[str, str]]:
    for what, value in (("destinationArn", log), ("format", FORMAT)):
        yield {"op": "replace", "path": f"/accessLogSettings/{what}", "value": value}
