"""Trying a deployment on a local AWS leaves the checkout as it was."""

import json
from pathlib import Path
from typing import Any

from ops.stage.config import CHALICE, StageConfig
from ops.stage.local_project import project_of

ENDPOINT = "http://127.0.0.1:5005"


def config_of(project: Path) -> StageConfig:
    return StageConfig("test", project / ".chalice")


def test_a_newcomer_needs_to_fill_in_nothing(tmp_path: Path) -> None:
    assert config_of(project_of(ENDPOINT, tmp_path)).missing() == []


def test_what_was_made_there_stays_there_and_is_not_written_into_the_checkout(
    tmp_path: Path,
) -> None:
    before = (CHALICE / "config.json").read_bytes()
    config_of(project_of(ENDPOINT, tmp_path)).fill({"THUISLOKET_TABLE": "made"})
    again = config_of(project_of(ENDPOINT, tmp_path))
    assert again.variables["THUISLOKET_TABLE"] == "made"
    assert (CHALICE / "config.json").read_bytes() == before


def test_what_changes_in_the_checkout_arrives(tmp_path: Path) -> None:
    project = project_of(ENDPOINT, tmp_path)
    stale = config_of(project)
    stale.fill({"THUISLOKET_ENVIRONMENT": "prod", "PYTHONWARNINGS": "error"})
    project_of(ENDPOINT, tmp_path)
    assert stale.variables["THUISLOKET_ENVIRONMENT"] == ours()["THUISLOKET_ENVIRONMENT"]
    assert stale.variables["PYTHONWARNINGS"] == ours()["PYTHONWARNINGS"]


def test_each_local_aws_has_its_own(tmp_path: Path) -> None:
    one, other = (project_of(f"http://127.0.0.1:{port}", tmp_path) for port in (5005, 5006))
    config_of(one).fill({"THUISLOKET_TABLE": "made"})
    assert "THUISLOKET_TABLE" not in config_of(other).variables


def test_it_is_a_project_that_chalice_takes(tmp_path: Path) -> None:
    project = project_of(ENDPOINT, tmp_path)
    for name in ("app.py", "chalicelib/wiring", "vendor/templates", "requirements.txt"):
        assert (project / name).exists()
    assert (project / ".chalice" / "policies" / "issue.json").exists()


def ours() -> dict[str, Any]:
    whole = json.loads((CHALICE / "config.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = whole["stages"]["test"]["environment_variables"]
    return found
