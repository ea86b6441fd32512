"""Every command explains itself, and fails with a sentence instead of a traceback."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from botocore.exceptions import ClientError, NoCredentialsError
from botocore.parsers import ResponseParserError

from chalicelib.adapters.aws.errors import translated
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import RetryableError
from ops import command
from ops.__main__ import THEMES, commands, lines, main, summary
from ops.deploy import teardown
from ops.local import demo
from ops.operate import restore
from ops.stage.at_stage import wiring_of
from tests.support.stages.deployments import Account, a_target

ROOT = Path(__file__).parents[2]
LISTED = [name for names in THEMES.values() for name in names]
EXPLAINED = [
    "cases", "deploy", "doctor", "export", "fill", "forget", "package", "provision", "redrive",
    "restore", "rollback", "rotate", "teardown", "vault",
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


def test_the_help_of_a_command_is_all_that_it_prints() -> None:
    made = [sys.executable, "-m", "ops", "package", "--help"]
    done = subprocess.run(made, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr == ""
    assert "usage: python -m ops package" in done.stdout


def explained(name: str, monkeypatch: pytest.MonkeyPatch, capsys) -> str:
    """What `--help` prints; started in this process, for forty others take half a minute."""
    monkeypatch.setattr(sys, "argv", [])
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    return str(capsys.readouterr().out)


@pytest.mark.filterwarnings("ignore:.*found in sys.modules after import:RuntimeWarning")
@pytest.mark.parametrize("name", sorted(commands().keys() - set(EXPLAINED)))
def test_help_explains_and_starts_nothing(name: str, monkeypatch, capsys) -> None:
    told = " ".join(explained(name, monkeypatch, capsys).split())
    assert " ".join(summary(name).split()[:4]) in told


@pytest.mark.filterwarnings("ignore:.*found in sys.modules after import:RuntimeWarning")
@pytest.mark.parametrize("name", EXPLAINED)
def test_help_explains_with_an_example(name: str, monkeypatch, capsys) -> None:
    told = explained(name, monkeypatch, capsys)
    assert f"    python -m ops {name} " in told or f"    make {name} " in told


ABOUT_A_STAGE: dict[str, list[str]] = {
    "aside": [],
    "asked": [],
    "cases": ["26-AAAAA-BBBBB"],
    "deploy": ["--yes"],
    "doctor": [],
    "export": [],
    "forget": ["--by", "k1", "--mark", "2026-1"],
    "orphans": [],
    "provision": [],
    "redrive": ["--queue", "issue"],
    "restore": ["--plan"],
    "rollback": ["--list"],
    "rotate": ["hash"],
    "teardown": ["--plan"],
    "tick": [],
    "vault": [],
}
"""Commands that need an account, with what they can't be started without."""

OF = {"export": ["municipality"]}
"""What comes before the stage."""


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Somebody who just cloned it: no settings of AWS's own tools, no credentials, no region."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    return monkeypatch


def start(name: str, *options: str, stage: str = "test") -> int:
    """Start a command in this process; its exit code."""
    path = commands()[name].relative_to(ROOT).with_suffix("")
    arguments = [*OF.get(name, []), "--stage", stage, *options, *ABOUT_A_STAGE[name]]
    return int(importlib.import_module(".".join(path.parts)).main(arguments))


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    return told


def test_every_command_about_a_stage_is_among_them() -> None:
    sources = {name: path.read_text(encoding="utf-8") for name, path in commands().items()}
    about = {name for name, source in sources.items() if "target_of(" in source}
    assert about == set(ABOUT_A_STAGE)


@pytest.mark.parametrize("name", ABOUT_A_STAGE)
def test_a_stage_that_is_not_there_is_said_with_those_there_are(
    name: str, nobody: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(name, stage="tst") == 1
    told = one_sentence(capsys)
    assert "there is no stage tst in config.json, only dev, test, prod" in told


@pytest.mark.parametrize("name", ABOUT_A_STAGE)
def test_without_a_region_it_is_said_how_to_set_one(
    name: str, nobody: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody.setenv("AWS_ACCESS_KEY_ID", "testing")
    nobody.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    assert start(name) == 1
    assert "export AWS_DEFAULT_REGION=" in one_sentence(capsys)


@pytest.mark.parametrize("name", ABOUT_A_STAGE)
def test_without_credentials_it_is_said_how_to_get_them(
    name: str, nobody: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    assert start(name) == 1
    assert "aws sso login" in one_sentence(capsys)


@pytest.mark.parametrize("name", ABOUT_A_STAGE)
def test_where_nothing_answers_it_is_said_how_to_start_something(
    name: str,
    nobody: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    (tmp_path / "config.json").write_text('{"stages": {"test": {}}}', encoding="utf-8")
    assert start(name, "--endpoint", "http://127.0.0.1:9", "--folder", str(tmp_path)) == 1
    told = one_sentence(capsys)
    assert "http://127.0.0.1:9" in told
    assert "make local-aws" in told


def test_an_address_without_its_beginning_is_said_before_anything_is_made(capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        start("tick", "--endpoint", "127.0.0.1:5005")
    assert caught.value.code == 2
    assert "127.0.0.1:5005 is no address, such as http://" in capsys.readouterr().err


def test_a_stage_of_which_this_clone_knows_nothing_yet_says_how_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(command.OperatorError, match="python -m ops provision --stage prod"):
        wiring_of(a_target(tmp_path, Account()))


def test_a_demo_of_too_few_is_refused_before_anything_starts(capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        demo.main(["--size", "60"])
    assert caught.value.code == 2
    assert "at least 100 inhabitants" in capsys.readouterr().err


@pytest.mark.parametrize("name", ABOUT_A_STAGE)
def test_a_folder_or_profile_that_is_not_there_is_a_sentence(
    name: str,
    nobody: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    assert start(name, "--folder", str(tmp_path)) == 1
    assert "--folder tells where it is" in one_sentence(capsys)
    nobody.setenv("AWS_PROFILE", "niemand")
    assert start(name) == 1
    assert "aws configure list-profiles" in one_sentence(capsys)


@pytest.mark.parametrize("answer", ["", "n", "nee", "tst"])
def test_who_does_not_agree_is_told_and_the_command_has_failed(
    answer: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: answer)

    def act() -> int:
        command.agree("Go ahead?", is_agreed=False)
        return 0

    assert command.run(act, "not done") == 1
    assert "nothing was changed; --yes" in one_sentence(capsys)


def test_who_agrees_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _: " Ja ")
    command.agree("Go ahead?", is_agreed=False)
    monkeypatch.setattr("builtins.input", lambda _: "test")
    command.agree("Type test to go on:", is_agreed=False, wanted=("test",))


@pytest.mark.parametrize("moment", ["yesterday", "2026-11-24", "2026-11-24T03:00:00"])
def test_a_moment_needs_its_zone(moment: str, capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        restore.main(["--stage", "test", "--at", moment])
    assert caught.value.code == 2
    assert moment in capsys.readouterr().err


def test_production_is_never_torn_down_and_nobody_is_asked(capsys) -> None:
    assert teardown.main(["--stage", "prod"]) == 1
    assert "production isn't torn down" in capsys.readouterr().err


def asking_an_adapter(error: Exception) -> Exception:
    """What an adapter makes of it."""
    with pytest.raises(RetryableError) as raised, translated("kms.GetPublicKey"):
        raise error
    return raised.value


def answered(code: str, message: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "DescribeTable")


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
        (
            asking_an_adapter(NoCredentialsError()),
            1,
            "kms.GetPublicKey: NoCredentialsError: sign in with",
        ),
        (ResponseParserError("invalid XML received:\n<html>"), 1, "received: something else than"),
        (answered("TableNotFoundException", "Table not found"), 1, "is this stage deployed?"),
        (answered("404", "<!doctype html>\n<html>"), 1, "<!doctype html>"),
        (PermissionError(13, "Permission denied", "/somewhere"), 1, "/somewhere"),
    ],
)
def test_what_an_operator_can_cause_is_a_sentence(error, code: int, said: str, capsys) -> None:
    assert command.run(raising(error), "not done") == code
    told = capsys.readouterr().err
    assert told.strip().count("\n") == 0
    assert "not done: " in told
    assert said in told


def test_a_mistake_of_ours_shows_itself() -> None:
    with pytest.raises(ZeroDivisionError):
        command.run(raising(ZeroDivisionError()), "not done")
