"""A counter as a stage that commands reach by name: its settings in a config.json of its own."""

import io
import json
from pathlib import Path

import pytest

from ops.stage.environment import settings
from tests.support.counter import WEB, Counter
from tests.support.stages.aws import REGION

STAGE = "test"


def a_stage(counter: Counter, folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """The arguments by which a command finds the counter."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        patch.setenv(name, "testing")
    patch.setenv("AWS_DEFAULT_REGION", REGION)
    known = settings(counter.outputs, WEB, "https://idp.example")
    config = {"stages": {STAGE: {"environment_variables": known}}}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return ["--stage", STAGE, "--folder", str(folder)]


def typed(text: str, patch: pytest.MonkeyPatch) -> None:
    """What comes in through the pipe."""
    patch.setattr("sys.stdin", io.StringIO(text))
