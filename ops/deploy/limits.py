"""What AWS takes at most of one deployment, counted before anything is made.

With each municipality the template grows by its queues and seal, and the policies by the names of
those queues; docs/costs.md says how many fit.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from ops.deploy import policies
from ops.deploy.cloudformation import DataStack
from ops.stage import municipalities
from ops.stage.config import CHALICE

RESOURCES = 500
"""Of a template (CloudFormation)."""

TEMPLATE_BYTES = 1_000_000
"""Of a template that comes by way of a bucket."""

POLICY_CHARACTERS = 10_240
"""Of all policies in a role together, without white space (IAM)."""

_REMEDY = "deploy some municipalities apart, from a copy with their files (docs/costs.md)"


def exceeded(folder: Path = municipalities.FOLDER) -> Iterator[str]:
    """The limits that the municipalities of a folder go beyond, in words."""
    for what, found, limit in (*_of_template(folder), *_of_policies(folder)):
        if found > limit:
            yield f"{what}: {found}, where AWS takes {limit}: {_REMEDY}"


def _of_template(folder: Path) -> Iterator[tuple[str, int, int]]:
    body = DataStack.body_for(municipalities.codes(folder))
    yield "resources in the template", len(json.loads(body)["Resources"]), RESOURCES
    yield "bytes of the template", len(body.encode()), TEMPLATE_BYTES


def _of_policies(folder: Path) -> Iterator[tuple[str, int, int]]:
    """As in the region with the longest name, in a stage with the longest."""
    senders, codes = municipalities.senders(folder), municipalities.codes(folder)
    place = policies.StageLocation("a" * 12, "0" * 12, "eu-central-1", senders, codes)
    for name in policies.functions(CHALICE):
        policy = json.dumps(policies.read(CHALICE, name, place), separators=(",", ":"))
        yield f"characters in the policy of {name}", len(policy), POLICY_CHARACTERS
