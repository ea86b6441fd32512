"""What Chalice made of a stage, found by name in the account: no machine has to remember it.

Chalice knows what it made from a file on the disk of whoever did. That file is written anew from
what is found before it deploys, so that any clone goes on where another stopped.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ops.stage import address
from ops.stage.target import StageTarget

API = "rest_api"
HANDLER = "api_handler"

type Resource = dict[str, str]


def functions(target: StageTarget) -> dict[str, dict[str, Any]]:
    """What Lambda says of each function of the stage, by the name that it has in app.py."""
    prefix = f"thuisloket-{target.stage}"
    pages = target.client("lambda").get_paginator("list_functions").paginate()
    every = (function for page in pages for function in page["Functions"])
    ours = (f for f in every if f"{f['FunctionName']}-".startswith(f"{prefix}-"))
    return {
        f["FunctionName"].removeprefix(prefix).removeprefix("-") or HANDLER: f
        for f in ours
        if _is_of(target, f["FunctionArn"])
    }


def tell_chalice(target: StageTarget, *, with_address: bool = True) -> None:
    """Write what is found where Chalice looks; what isn't told, deleting the stage leaves."""
    found = [r for r in resources(target) if with_address or r["resource_type"] != API]
    path = file(target.folder, target.stage)
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {"resources": found, "schema_version": "2.0", "backend": "api"}
    path.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")


def file(folder: Path, stage: str) -> Path:
    """Where Chalice remembers what it made."""
    return folder / "deployed" / f"{stage}.json"


def resources(target: StageTarget) -> Iterator[Resource]:
    """What Chalice made, as it would remember it."""
    for name, function in functions(target).items():
        arn, role = function["FunctionArn"], function["Role"]
        yield _resource(f"{name}_role", "iam_role", role_arn=role, role_name=_last(role, "/"))
        yield _resource(name, "lambda_function", lambda_arn=arn)
        yield from _queues(target, name, arn)
        yield from _topics(target, name, arn)
        yield from _schedules(target, name, arn)
    api_id = address.find(target.client("apigateway"), target.stage)
    if api_id is not None:
        url = f"{address.url(api_id, target.region)}/"
        yield _resource(API, API, rest_api_id=api_id, rest_api_url=url)


def _queues(target: StageTarget, name: str, arn: str) -> Iterator[Resource]:
    pages = target.client("lambda").get_paginator("list_event_source_mappings").paginate()
    every = (mapping for page in pages for mapping in page["EventSourceMappings"])
    for mapping in (m for m in every if m["FunctionArn"] == arn):
        queue = mapping["EventSourceArn"]
        yield _resource(
            f"{name}-sqs-event-source",
            "sqs_event",
            queue_arn=queue,
            event_uuid=mapping["UUID"],
            queue=_last(queue, ":"),
            lambda_arn=arn,
        )


def _topics(target: StageTarget, name: str, arn: str) -> Iterator[Resource]:
    pages = target.client("sns").get_paginator("list_subscriptions").paginate()
    every = (subscription for page in pages for subscription in page["Subscriptions"])
    for subscription in (s for s in every if s["Endpoint"] == arn):
        topic = subscription["TopicArn"]
        yield _resource(
            f"{name}-sns-subscription",
            "sns_event",
            topic=_last(topic, ":"),
            lambda_arn=arn,
            subscription_arn=subscription["SubscriptionArn"],
            topic_arn=topic,
        )


def _schedules(target: StageTarget, name: str, arn: str) -> Iterator[Resource]:
    pages = target.client("events").get_paginator("list_rule_names_by_target")
    for page in pages.paginate(TargetArn=arn):
        for rule in page["RuleNames"]:
            yield _resource(f"{name}-event", "cloudwatch_event", rule_name=rule)


def _resource(name: str, kind: str, **values: str) -> Resource:
    return {"name": name, "resource_type": kind, **values}


def _is_of(target: StageTarget, arn: str) -> bool:
    """Whether Chalice made a function for this very stage: one's name may begin with another's."""
    tags = target.client("lambda").list_tags(Resource=arn)["Tags"]
    return str(tags.get("aws-chalice", "")).endswith(f":stage={target.stage}:app=thuisloket")


def _last(text: str, separator: str) -> str:
    return text.rpartition(separator)[2]
