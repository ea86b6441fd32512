"""What CloudFormation gets: clean for its linter, by a careful operator's rules, documented.

What everybody asks of AWS, checkov asks (`make policies`); the rules here are what it doesn't.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.metrics import NAMESPACE, Metric
from ops.deploy.cloudformation import TEMPLATE
from ops.deploy.per_municipality import template_body
from ops.stage import municipalities

ROOT = Path(__file__).resolve().parents[2]
BESIDE = [str(path) for path in sorted(TEMPLATE.parent.glob("*.yaml")) if path != TEMPLATE]
WHOLE: dict[str, Any] = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
RESOURCES: dict[str, dict[str, Any]] = WHOLE["Resources"]
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
ALARMS = {n: r for n, r in RESOURCES.items() if r["Type"] == "AWS::CloudWatch::Alarm"}


def broken(name: str, resource: dict[str, Any]) -> Iterator[str]:
    """The rules that a resource doesn't keep."""
    p = resource.get("Properties", {})
    for rule, is_kept in CHECKS.get(resource["Type"], {}).items():
        if not is_kept(p):
            yield rule


def _owned(p: dict[str, Any]) -> bool:
    return bool(p["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}])


def _own_key(p: dict[str, Any]) -> bool:
    (rule,) = p["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    return "KMSMasterKeyID" in rule["ServerSideEncryptionByDefault"]


CHECKS: dict[str, dict[str, Any]] = {
    "AWS::DynamoDB::Table": {
        "own-key": lambda p: "KMSMasterKeyId" in p["SSESpecification"],
    },
    "AWS::S3::Bucket": {
        "owned": _owned,
        "own-key": _own_key,
        "no-halves": lambda p: (
            "AbortIncompleteMultipartUpload" in json.dumps(p["LifecycleConfiguration"])
        ),
    },
    "AWS::SQS::Queue": {
        "encrypted": lambda p: p.get("SqsManagedSseEnabled") is True,
        "gives-up-somewhere": lambda p: "RedrivePolicy" in p or "-dead" in json.dumps(p),
        "kept-two-weeks": lambda p: p["MessageRetentionPeriod"] == 1209600,
    },
    "AWS::KMS::Key": {
        "time-to-think": lambda p: p.get("PendingWindowInDays", 30) == 30,
    },
    "AWS::SNS::Topic": {"own-key": lambda p: p["KmsMasterKeyId"] == {"Ref": "DataKey"}},
    "AWS::CloudWatch::Alarm": {
        "tells-somebody": lambda p: (
            p["AlarmActions"] in ([{"Ref": "Alarms"}], [{"Ref": "Notices"}])
        ),
        "says-when-it-is-over": lambda p: p["OKActions"] == p["AlarmActions"],
    },
}


def test_the_template_is_clean_for_the_linter_of_cloudformation(tmp_path: Path) -> None:
    filled = tmp_path / "template.json"
    filled.write_text(template_body(TEMPLATE, municipalities.codes()), encoding="utf-8")
    cfn_lint = Path(sys.executable).with_name("cfn-lint")
    done = subprocess.run(
        [cfn_lint, "--regions", "eu-west-1", "--", *BESIDE, str(TEMPLATE), str(filled)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_resource_keeps_the_rules(name: str) -> None:
    assert list(broken(name, RESOURCES[name])) == []


def test_a_rule_that_is_broken_is_found() -> None:
    public = json.loads(json.dumps(RESOURCES["Documents"]))
    public["Properties"]["OwnershipControls"]["Rules"] = [{"ObjectOwnership": "ObjectWriter"}]
    assert list(broken("Documents", public)) == ["owned"]


def test_every_exception_for_checkov_has_a_reason() -> None:
    told = re.findall(r"checkov:skip=([^\n]*)", TEMPLATE.read_text(encoding="utf-8"))
    assert told
    assert all(re.fullmatch(r"CKV_AWS_\d+:\S.{15,}", exception) for exception in told)


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_every_alarm_names_its_paragraph_of_the_runbook(name: str) -> None:
    description = ALARMS[name]["Properties"]["AlarmDescription"]
    paragraph = re.fullmatch(r".*docs/runbook\.md#([a-z-]+)", description)
    assert paragraph, description
    assert f"\n### {paragraph[1]}\n" in RUNBOOK
    assert paragraph[1] in json.dumps(ALARMS[name]["Properties"]["AlarmName"])


def test_every_paragraph_on_an_alarm_has_its_alarm() -> None:
    told = set(re.findall(r"\n### ([a-z-]+)\n", RUNBOOK))
    text = json.dumps(ALARMS)
    assert told == set(re.findall(r"docs/runbook\.md#([a-z-]+)", text))


def test_every_metric_of_ours_that_is_watched_is_one_that_we_emit() -> None:
    ours = {
        a["Properties"]["MetricName"]
        for a in ALARMS.values()
        if a["Properties"].get("Namespace") == NAMESPACE
    }
    assert ours <= {metric.value for metric in Metric}
    assert all(f"`{metric.value}`" in RUNBOOK for metric in Metric)


def test_the_dashboard_is_json_and_shows_what_citizens_notice() -> None:
    text = RESOURCES["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    widgets = json.loads(text)["widgets"]
    shown = json.dumps(widgets)
    assert {"SecondsToIssue", "Submitted", "OldestOverdueSeconds"} <= set(re.findall(r"\w+", shown))
    places = [(w["x"], w["y"]) for w in widgets]
    assert len(places) == len(set(places))
