"""Copies go to another account, hold what the stage holds, and no longer than is told to people."""

from pathlib import Path
from typing import Any

import yaml

CHALICE = Path(__file__).parents[3] / ".chalice"


def template(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((CHALICE / name).read_text(encoding="utf-8"))
    return read


RESOURCES = template("backup.yaml")["Resources"]
DATA = template("resources.yaml")["Resources"]


def test_what_is_backed_up_are_the_table_and_the_documents_of_the_stage() -> None:
    chosen = RESOURCES["Selection"]["Properties"]["BackupSelection"]["Resources"]
    table, bucket = (one["Fn::Sub"] for one in chosen)
    assert table.endswith(f"table/{DATA['Table']['Properties']['TableName']['Fn::Sub']}")
    assert bucket.endswith(f":::{DATA['Documents']['Properties']['BucketName']['Fn::Sub']}")


def test_a_copy_goes_to_the_keeper_and_lives_as_long_as_its_vaults_allow() -> None:
    (rule,) = RESOURCES["Plan"]["Properties"]["BackupPlan"]["BackupPlanRule"]
    _, copies, _ = rule["CopyActions"]["Fn::If"]
    lock = RESOURCES["Vault"]["Properties"]["LockConfiguration"]
    days = [rule["Lifecycle"]["DeleteAfterDays"], copies[0]["Lifecycle"]["DeleteAfterDays"]]
    assert copies[0]["DestinationBackupVaultArn"] == {"Ref": "KeeperVault"}
    assert all(lock["MinRetentionDays"] <= day <= lock["MaxRetentionDays"] for day in days)
    runbook = (CHALICE.parent / "docs" / "runbook.md").read_text(encoding="utf-8")
    assert f"for {lock['MaxRetentionDays']} days" in runbook


def test_the_keeper_takes_copies_of_the_stage_only_and_gives_nothing() -> None:
    _, policy, _ = RESOURCES["Vault"]["Properties"]["AccessPolicy"]["Fn::If"]
    (statement,) = policy["Statement"]
    assert statement["Action"] == "backup:CopyIntoBackupVault"
    assert statement["Principal"] == {"AWS": {"Fn::Sub": "arn:aws:iam::${SourceAccount}:root"}}
