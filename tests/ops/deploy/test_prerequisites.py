"""What stops a deployment, each said with what helps."""

from pathlib import Path

import pytest

from ops.deploy.prerequisites import problems
from ops.stage.target import StageTarget
from tests.support.stages.deployments import Account, a_target, municipalities


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One municipality that has filled everything in."""
    return municipalities(tmp_path / "municipalities", 1)


def told(target: StageTarget, folder: Path, **given: tuple[int, int]) -> list[str]:
    """How each problem begins."""
    return [line.partition(":")[0] for line in problems(target, folder=folder, **given)]


def test_an_account_that_is_ready_has_no_problem(tmp_path: Path, folder: Path) -> None:
    assert problems(a_target(tmp_path, Account()), folder=folder, python=(3, 13)) == []


@pytest.mark.parametrize("verified", [None, False])
def test_a_mail_domain_that_is_not_verified_stops_it(
    tmp_path: Path, folder: Path, verified: bool | None
) -> None:
    target = a_target(tmp_path, Account(verified=verified))
    assert told(target, folder, python=(3, 13)) == ["SES may not send from gemeente34022.be"]


def test_the_sandbox_of_ses_stops_it(tmp_path: Path, folder: Path) -> None:
    (line,) = problems(a_target(tmp_path, Account(in_sandbox=True)), folder=folder, python=(3, 13))
    assert line.startswith("SES is in its sandbox")
    assert "production access" in line


def test_an_account_in_which_too_few_functions_may_run_stops_it(
    tmp_path: Path, folder: Path
) -> None:
    (line,) = problems(a_target(tmp_path, Account(concurrency=10)), folder=folder, python=(3, 13))
    assert line.startswith("Lambda may run 10 functions at once in this account")


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-2"])
def test_a_region_outside_the_union_stops_it(tmp_path: Path, folder: Path, region: str) -> None:
    target = a_target(tmp_path, Account(), region=region)
    assert told(target, folder, python=(3, 13)) == [
        f"the region {region} isn't supported",
    ]


def test_another_python_stops_it(tmp_path: Path, folder: Path) -> None:
    target = a_target(tmp_path, Account())
    assert told(target, folder, python=(3, 12)) == ["Python 3.13 is needed, not 3.12"]


def test_a_sign_in_that_nobody_registered_stops_it(tmp_path: Path, folder: Path) -> None:
    target = a_target(tmp_path, Account(), THUISLOKET_ENVIRONMENT="")
    assert told(target, folder, python=(3, 13)) == ["THUISLOKET_ENVIRONMENT is not set"]


def test_production_is_refused_with_what_stands_in_for_a_municipality_s_own(
    tmp_path: Path,
) -> None:
    folder = municipalities(tmp_path / "municipalities", 1, filled_in=False)
    (line,) = problems(a_target(tmp_path, Account()), folder=folder, python=(3, 13))
    assert line == (
        "templates/municipalities/34022.toml holds stand-ins in address, contact.phone,"
        " contact.email, mail.sender, mail.reply_to, staff.organisation, staff.digest_to:"
        " fill them in"
    )


def test_another_stage_may_be_tried_with_stand_ins(tmp_path: Path) -> None:
    folder = municipalities(tmp_path / "municipalities", 1, filled_in=False)
    target = a_target(tmp_path, Account(), stage="dev")
    assert problems(target, folder=folder, python=(3, 13)) == []


def test_everything_that_can_be_seen_without_an_account_is_told_at_once(tmp_path: Path) -> None:
    folder = municipalities(tmp_path / "municipalities", 1, filled_in=False)
    target = a_target(
        tmp_path, Account(verified=None), region="us-east-1", THUISLOKET_ENVIRONMENT=""
    )
    assert len(told(target, folder, python=(3, 12))) == 4


def test_forty_municipalities_fit_into_one_deployment(tmp_path: Path) -> None:
    """As docs/costs.md says."""
    folder = municipalities(tmp_path / "municipalities", 40)
    assert problems(a_target(tmp_path, Account()), folder=folder, python=(3, 13)) == []


def test_more_than_fit_into_a_role_or_a_template_are_told_and_what_to_do(tmp_path: Path) -> None:
    folder = municipalities(tmp_path / "municipalities", 93)
    lines = problems(a_target(tmp_path, Account()), folder=folder, python=(3, 13))
    whats = {line.partition(":")[0] for line in lines}
    assert {"resources in the template", "characters in the policy of issue"} <= whats
    assert all("deploy some municipalities apart" in line for line in lines)
