"""Run a deployment package as Lambda does: an interpreter with nothing else on its path."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zipfile import ZipFile

DRIVER = """
import importlib, json, sys, time
sys.path.insert(0, sys.argv[1])
say, sys.stdout = sys.stdout, sys.stderr
started = time.perf_counter()
import app
imported = (time.perf_counter() - started) * 1000
def peak():
    with open('/proc/self/status') as status:
        line = next(line for line in status if line.startswith('VmHWM'))
    return int(line.split()[1]) / 1024
class Context:
    function_name = 'f'; memory_limit_in_mb = 1769; aws_request_id = 'r'
    invoked_function_arn = 'arn:aws:lambda:eu-west-1:123456789012:function:f'
    def get_remaining_time_in_millis(self): return 30000
for line in sys.stdin:
    name, event = json.loads(line)
    started = time.perf_counter()
    for module in event.pop('warm', ()):
        importlib.import_module(module)
    try:
        answer, error = getattr(app, name)(event, Context()), ''
    except Exception as failure:
        answer, error = None, type(failure).__name__ + ': ' + str(failure)
    took = (time.perf_counter() - started) * 1000
    memory = peak()
    told = {'answer': answer, 'error': error, 'ms': took, 'import_ms': imported,
            'memory_mb': memory, 'modules': sorted(sys.modules)}
    print(json.dumps(told), file=say, flush=True)
"""

HANDLERS = {"api_handler": "app"}
"""Attributes of app.py, where Chalice calls a function otherwise."""


class InvocationError(Exception):
    """A function failed, or ended; says what it said."""


@dataclass(frozen=True, slots=True)
class Invoked:
    """What came of one invocation, and what the process is like after it."""

    answer: Any
    ms: float
    import_ms: float
    memory_mb: float
    modules: frozenset[str]


def unpack(zipped: Path, folder: Path, *, bytecode: bool = True) -> Path:
    """Unpack a package, with or without the bytecode that it brings."""
    with ZipFile(zipped) as archive:
        names = archive.namelist()
        archive.extractall(folder, [n for n in names if bytecode or not n.endswith(".pyc")])
    return folder


class LambdaProcess:
    """One execution environment; a block, at whose end it is gone. It writes nothing to disk."""

    def __init__(self, folder: Path, environment: dict[str, str], log: Path | None = None) -> None:
        self._command = [_interpreter(), "-I", "-S", "-B", "-c", DRIVER, str(folder)]
        self._environment = {"PATH": os.environ["PATH"], **environment}
        self._folder = folder
        self._log = log

    def __enter__(self) -> Self:
        self._errors = (self._log or Path(os.devnull)).open("ab")
        self._process = subprocess.Popen(  # noqa: S603
            self._command,
            env=self._environment,
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._process.communicate()
        self._errors.close()

    def invoke(self, function: str, event: dict[str, Any]) -> Invoked:
        """Call a function. Raises InvocationError when it fails."""
        given, taken = self._process.stdin, self._process.stdout
        if given is None or taken is None:
            raise InvocationError("the process has no pipes")
        given.write(json.dumps([HANDLERS.get(function, function), event]) + "\n")
        given.flush()
        line = taken.readline()
        if not line:
            raise InvocationError(f"the process ended with {self._process.wait()}")
        told = json.loads(line)
        if told["error"]:
            raise InvocationError(told["error"])
        return Invoked(
            answer=told["answer"],
            ms=told["ms"],
            import_ms=told["import_ms"],
            memory_mb=told["memory_mb"],
            modules=frozenset(told["modules"]),
        )


def http_event(
    method: str,
    resource: str,
    *,
    parts: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    body: str = "",
    prefix: str = "/api",
) -> dict[str, Any]:
    """What API Gateway sends for a request; `prefix` is its stage."""
    path = resource.format(**(parts or {}))
    return {
        "resource": resource,
        "path": path,
        "httpMethod": method,
        "headers": headers or {},
        "multiValueHeaders": {name: [value] for name, value in (headers or {}).items()},
        "multiValueQueryStringParameters": None,
        "pathParameters": parts or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource,
            "httpMethod": method,
            "path": f"{prefix}{path}",
            "stage": prefix.strip("/"),
            "requestId": "bench",
            "identity": {"sourceIp": "127.0.0.1"},
        },
        "body": body,
        "isBase64Encoded": False,
    }


def _interpreter() -> str:
    """The interpreter without the virtual environment."""
    return str(getattr(sys, "_base_executable", sys.executable))
