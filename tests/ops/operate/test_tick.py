"""The scheduled look, run by hand."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import app
from chalicelib.wiring import use
from ops.operate.tick import TickError, tick
from tests.support.office import Office
from tests.support.stages.deployments import Account, a_target


class Lambda:
    """Lambda with our function behind it."""

    def __init__(self, error: str = "") -> None:
        self.called: list[str] = []
        self._error = error

    def invoke(self, **call: str) -> dict[str, Any]:
        self.called.append(call["FunctionName"])
        app.tick(json.loads(call["Payload"]), None)
        failed = {"FunctionError": self._error} if self._error else {}
        return {"StatusCode": 200, "Payload": BytesIO(b"null"), **failed}


class Caller:
    def get_caller_identity(self) -> dict[str, str]:
        return {"Account": "123456789012"}


def run(folder: Path, functions: Lambda) -> None:
    target = a_target(folder, Account())
    target._clients.update({"lambda": functions, "sts": Caller()})
    with use(Office().wiring):
        tick(target)


def test_the_function_gets_the_event_that_it_expects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    functions = Lambda()
    run(tmp_path, functions)
    assert functions.called == ["thuisloket-prod-tick"]
    assert '"Ticks":[1.0]' in capsys.readouterr().out


def test_a_function_that_fails_is_said_with_where_its_log_is(tmp_path: Path) -> None:
    with pytest.raises(TickError, match="/aws/lambda/thuisloket-prod-tick"):
        run(tmp_path, Lambda("Unhandled"))
