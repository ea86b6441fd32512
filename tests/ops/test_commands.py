"""Every command explains itself, and fails with a sentence instead of a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest
from botocore.exceptions import NoCredentialsError

from chalicelib.domain.shared.errors import ConflictError
from ops import command
from ops.__main__ import THEMES, commands, lines, main, summary
from ops.deploy import rollback, teardown
from ops.operate import cases, doctor, redrive, restore

ROOT = Path(__file__).parents[2]
LISTED = [name for names in THEMES.values() for name in names]
EXPLAINED = [
    "cases", "deploy", "doctor", "export", "fill", "forget", "package", "provision", "redrive",
    "restore", "rollback", "rotate", "teardown",
]  # fmt: skip


def test_every_command_is_listed_once_with_one_line() -> None:
    assert len(LISTED) == len(set(LISTED))
    assert set(LISTED) <= commands().keys()
    told = [line.split()[0] for line in lines() if line.startswith("  ")]
    assert sorted(told) == sorted(commands())
    assert [name for name in commands() if not 10 < len(summary(name)) < 100] == []


def test_a_command_that_is_not_there_is_said(capsys) -> None:
    assert main(["deplyo"]) == 2
    assert "there is no command deplyo" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(commands().keys() - set(EXPLAINED)))
def test_help_explains_and_starts_nothing(name: str) -> None:
    made = [sys.executable, "-m", "ops", name, "--help"]
    done = subprocess.run(made, capture_output=True, text=True, check=True, cwd=ROOT)
    assert " ".join(summary(name).split()[:4]) in " ".join(done.stdout.split())


@pytest.mark.parametrize("name", EXPLAINED)
def test_help_explains_with_an_example(name: str) -> None:
    made = [sys.executable, "-m", "ops", name, "--help"]
    done = subprocess.run(made, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr == ""
    assert f"    python -m ops {name} " in done.stdout or f"    make {name} " in done.stdout


@pytest.mark.parametrize(
    ("command_main", "arguments", "said"),
    [
        (cases.main, ["26-AAAAA-BBBBB"], "not found: "),
        (redrive.main, ["--queue", "issue"], "not redriven: "),
        (restore.main, ["--dry-run"], "not restored: "),
        (rollback.main, ["--list"], "not rolled back: "),
        (teardown.main, ["--dry-run"], "not torn down: "),
        (doctor.main, ["--json"], ""),
    ],
)
def test_a_folder_or_profile_that_is_not_there_is_a_sentence(
    command_main, arguments, said: str, capsys, monkeypatch, tmp_path
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    assert command_main(["--stage", "test", "--folder", str(tmp_path), *arguments]) == 1
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert told.count("\n") == 1
    assert "Traceback" not in told


def test_a_stage_that_is_not_there_is_said_with_those_there_are(capsys) -> None:
    assert cases.main(["--stage", "tst", "26-AAAAA-BBBBB"]) == 1
    assert "there is no stage tst in config.json, only dev, test, prod" in capsys.readouterr().err


@pytest.mark.parametrize("moment", ["yesterday", "2026-11-24", "2026-11-24T03:00:00"])
def test_a_moment_needs_its_zone(moment: str, capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        restore.main(["--stage", "test", "--at", moment])
    assert caught.value.code == 2
    assert moment in capsys.readouterr().err


def test_production_is_never_torn_down_and_nobody_is_asked(capsys) -> None:
    assert teardown.main(["--stage", "prod"]) == 1
    assert "production isn't torn down" in capsys.readouterr().err


def raising(error: BaseException):
    def act() -> int:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (EOFError(), 1, "there is nobody to ask"),
        (KeyboardInterrupt(), 130, "stopped; it can simply be started again"),
        (ConflictError("code", "Een zin."), 1, "Een zin."),
        (NoCredentialsError(), 1, "Unable to locate credentials"),
        (command.OperatorError("why"), 1, "why"),
        (PermissionError(13, "Permission denied", "/somewhere"), 1, "/somewhere"),
    ],
)
def test_what_an_operator_can_cause_is_a_sentence(error, code: int, said: str, capsys) -> None:
    assert command.run(raising(error), "not done") == code
    told = capsys.readouterr().err
    assert "not done: " in told
    assert said in told


def test_a_mistake_of_ours_shows_itself() -> None:
    with pytest.raises(ZeroDivisionError):
        command.run(raising(ZeroDivisionError()), "not done")
