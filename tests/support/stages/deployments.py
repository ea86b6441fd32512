"""Folders of municipalities, and accounts, to deploy with."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from ops.stage.config import CHALICE
from ops.stage.municipalities import FOLDER
from ops.stage.target import StageTarget

REAL = (
    ("kortrijk.example", "gemeente34022.be"),
    ("056 00 00 00", "056 27 70 00"),
    ("0000000097", "0207494678"),
)
"""What a municipality fills in."""


def municipalities(folder: Path, count: int, *, filled_in: bool = True) -> Path:
    """So many files of municipalities, whose codes follow each other."""
    folder.mkdir(parents=True)
    text = (FOLDER / "34022.toml").read_text(encoding="utf-8")
    for made_up, real in REAL if filled_in else ():
        text = text.replace(made_up, real)
    for code in range(34022, 34022 + count):
        (folder / f"{code}.toml").write_text(text.replace("34022", str(code)), encoding="utf-8")
    return folder


@dataclass
class Account:
    """SES and Lambda of an account that is ready, unless told."""

    verified: bool | None = True
    in_sandbox: bool = False
    concurrency: int = 1000

    def get_email_identity(self, **_: str) -> dict[str, bool]:
        if self.verified is None:
            error: Any = {"Error": {"Code": "NotFoundException", "Message": ""}}
            raise ClientError(error, "GetEmailIdentity")
        return {"VerifiedForSendingStatus": self.verified}

    def get_account(self) -> dict[str, bool]:
        return {"ProductionAccessEnabled": not self.in_sandbox}

    def get_account_settings(self) -> dict[str, dict[str, int]]:
        return {"AccountLimit": {"ConcurrentExecutions": self.concurrency}}


def a_target(
    folder: Path, account: Account, stage: str = "prod", region: str = "eu-west-1", **variables: str
) -> StageTarget:
    """A stage with its configuration in a folder, in an account."""
    whole = json.loads((CHALICE / "config.json").read_text(encoding="utf-8"))
    whole["stages"][stage]["environment_variables"] |= variables
    (folder / "config.json").write_text(json.dumps(whole), encoding="utf-8")
    session = boto3.Session("testing", "testing", region_name=region)
    return StageTarget(stage, session, None, folder, {"sesv2": account, "lambda": account})
