"""What must be there before a stage can be deployed, each said in words with what helps."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from ops.deploy import limits
from ops.stage import municipalities
from ops.stage.config import PRODUCTION, ConfigError, StageConfig
from ops.stage.target import StageTarget

PYTHON = (3, 13)
REGIONS = ("eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-3")
"""In the European Union, with SES and everything else that is used."""

SMALLEST_CONCURRENCY = 50


def problems(
    target: StageTarget,
    *,
    folder: Path = municipalities.FOLDER,
    python: tuple[int, int] = sys.version_info[:2],
) -> list[str]:
    """Everything that stands in the way; nothing when it can be deployed.

    `folder` is where the municipalities are. An account is asked only when all is well without it.
    """
    found = [*_here(target.region, python), *_configured(target.config)]
    found += [*_filled_in(target.stage, folder), *limits.exceeded(folder)]
    if not found and not target.emulated:
        senders = municipalities.senders(folder)
        found += [*_mail(target.client("sesv2"), senders)]
        found += [*_concurrency(target.client("lambda"), target.config)]
    return found


def _here(region: str, python: tuple[int, int]) -> Iterator[str]:
    if python != PYTHON:
        yield (
            f"Python {PYTHON[0]}.{PYTHON[1]} is needed, not {python[0]}.{python[1]}: Lambda runs"
            " what Chalice runs on"
        )
    if region not in REGIONS:
        yield (
            f"the region {region or '(none)'} isn't supported: set AWS_DEFAULT_REGION to one of"
            f" {', '.join(REGIONS)}"
        )


def _filled_in(stage: str, folder: Path) -> Iterator[str]:
    """Real citizens must not get a made-up address or telephone number."""
    if stage == PRODUCTION:
        yield from (f"{one}: fill them in" for one in municipalities.stand_ins(folder))


def _configured(config: StageConfig) -> Iterator[str]:
    try:
        missing = config.missing()
    except ConfigError as error:
        yield str(error)
        return
    for name in missing:
        yield f"{name} is not set: put it into {config.stage}'s environment in {config.path.name}"


def _mail(ses: Any, senders: tuple[str, ...]) -> Iterator[str]:  # noqa: ANN401
    for domain in sorted({sender.rpartition("@")[2] for sender in senders}):
        if not _verified(ses, domain):
            yield (
                f"SES may not send from {domain}: aws sesv2 create-email-identity --email-identity"
                f" {domain}, put the records that it answers into the domain's DNS, and wait"
            )
    if not ses.get_account().get("ProductionAccessEnabled", False):
        yield (
            "SES is in its sandbox, where only verified addresses get mail: ask for production"
            " access in the SES console (a day)"
        )


def _verified(ses: Any, domain: str) -> bool:  # noqa: ANN401
    try:
        return bool(ses.get_email_identity(EmailIdentity=domain)["VerifiedForSendingStatus"])
    except ClientError as error:
        if error.response["Error"]["Code"] == "NotFoundException":
            return False
        raise


def _concurrency(functions: Any, config: StageConfig) -> Iterator[str]:  # noqa: ANN401
    limit = functions.get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    reserves = any("reserved_concurrency" in f for f in config.read()["lambda_functions"].values())
    if reserves and limit < SMALLEST_CONCURRENCY:
        yield (
            f"Lambda may run {limit} functions at once in this account, too few to reserve any:"
            " ask for 1000 in Service Quotas (Lambda, concurrent executions)"
        )
