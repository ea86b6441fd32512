"""The copies of a night come back beside what is there, as AWS Backup is asked for it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from ops.command import OperatorError
from ops.operate.vault import Copy, chosen, copies, take_out

NIGHT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
VAULT = "thuisloket-test-source"
ARN = "arn:aws:backup:eu-central-1:123456789012:recovery-point:"
POINTS = [
    ("DynamoDB", f"{ARN}table", NIGHT, "COMPLETED"),
    ("S3", f"{ARN}files", NIGHT, "COMPLETED"),
    ("S3", f"{ARN}later", NIGHT + timedelta(days=1), "COMPLETED"),
    ("DynamoDB", f"{ARN}torn", NIGHT + timedelta(days=1), "PARTIAL"),
    ("EFS", f"{ARN}strange", NIGHT, "COMPLETED"),
]


class Target:
    """A stage whose services say what they are told to say, and refuse what AWS's model does."""

    stage, emulated, account = "test", True, "123456789012"

    def __init__(self) -> None:
        session = boto3.Session("local", "local", region_name="eu-central-1")
        self._clients = {name: session.client(name) for name in ("backup", "cloudformation")}
        self.backup, self.stack = (Stubber(client) for client in self._clients.values())

    def client(self, service: str) -> Any:
        return self._clients[service]


@pytest.fixture
def target() -> Iterator[Any]:
    made = Target()
    keys = ("ResourceType", "RecoveryPointArn", "CreationDate", "Status")
    listed = {"RecoveryPoints": [dict(zip(keys, point, strict=True)) for point in POINTS]}
    made.backup.add_response(
        "list_recovery_points_by_backup_vault", listed, {"BackupVaultName": VAULT}
    )
    with made.backup, made.stack:
        yield made
        made.backup.assert_no_pending_responses()


def stack(target: Target, *outputs: tuple[str, str]) -> None:
    told = [{"OutputKey": key, "OutputValue": value} for key, value in outputs]
    one = {"StackName": "s", "CreationTime": NIGHT, "StackStatus": "CREATE_COMPLETE"}
    target.stack.add_response("describe_stacks", {"Stacks": [one | {"Outputs": told}]})


def starts(target: Target, kind: str, arn: str, meant: dict[str, str]) -> None:
    stack(target, ("Vault", "v"), ("Role", "arn:aws:iam::123456789012:role/restores"))
    asked = {
        "RecoveryPointArn": arn,
        "Metadata": meant,
        "IamRoleArn": "arn:aws:iam::123456789012:role/restores",
        "IdempotencyToken": "thuisloket-test-202611240130",
        "ResourceType": kind,
    }
    target.backup.add_response("start_restore_job", {"RestoreJobId": kind}, asked)


def becomes(target: Target, kind: str, *states: str) -> None:
    for state in states:
        told = {"RestoreJobId": kind, "Status": state, "CreatedResourceArn": f"arn:{kind}"}
        target.backup.add_response("describe_restore_job", told, {"RestoreJobId": kind})


def both_start(target: Target) -> None:
    name = "thuisloket-test-202611240130"
    starts(target, "DynamoDB", f"{ARN}table", {"targetTableName": name})
    bucket = {"DestinationBucketName": f"{name}-123456789012", "NewBucket": "true"}
    starts(target, "S3", f"{ARN}files", bucket)


def test_table_and_documents_of_one_night_come_back_under_other_names(target: Any) -> None:
    both_start(target)
    becomes(target, "DynamoDB", "PENDING", "RUNNING", "COMPLETED")
    becomes(target, "S3", "COMPLETED")
    told = list(take_out(target, VAULT, NIGHT + timedelta(hours=2)))
    assert told[-2:] == ["DynamoDB: arn:DynamoDB", "S3: arn:S3"]


def test_a_copy_that_does_not_come_back_is_said(target: Any) -> None:
    both_start(target)
    becomes(target, "DynamoDB", "FAILED")
    with pytest.raises(OperatorError, match="DynamoDB: FAILED"):
        list(take_out(target, VAULT, NIGHT))


def test_only_whole_copies_count_and_one_of_each_is_needed(target: Any) -> None:
    found = copies(target, VAULT)
    assert [copy.arn.removeprefix(ARN) for copy in found] == ["later", "table", "files"]
    assert [copy.arn.removeprefix(ARN) for copy in chosen(found, None)] == ["table", "later"]
    with pytest.raises(OperatorError, match="no copy of DynamoDB or S3"):
        chosen([Copy(*POINTS[0][:3])], NIGHT - timedelta(days=1))
