"""What would change in the functions: their code, their settings, their variables."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from chalice.config import Config

from ops.stage import standing
from ops.stage.target import StageTarget, function_name

type Values = dict[str, object]


def of(target: StageTarget, environment: Mapping[str, str], code: Path | None) -> Iterator[str]:
    """A line a function; values of variables aren't shown."""
    known, wanted = standing.functions(target), target.functions
    for name, full_name in wanted.items():
        if name not in known:
            yield f"+ function {full_name}"
            continue
        config = target.config.of_function(name)
        changes = [
            *_code(known[name], code),
            *_settings(target, config, known[name]),
            *_variables(config.environment_variables | environment, known[name]),
        ]
        yield (
            f"~ function {full_name}: {', '.join(changes)}"
            if changes
            else f"= function {full_name}"
        )
    yield from (
        f"- function {function_name(target.stage, n)}" for n in known.keys() - wanted.keys()
    )


def _code(known: Mapping[str, Any], code: Path | None) -> Iterator[str]:
    if code is not None and known["CodeSha256"] != _hash(code):
        yield "code"


def _hash(code: Path) -> str:
    """A package's hash as Lambda tells it."""
    return base64.b64encode(hashlib.sha256(code.read_bytes()).digest()).decode()


def _settings(target: StageTarget, config: Config, known: Mapping[str, Any]) -> Iterator[str]:
    is_now, should_be = _now(target, known), _wanted(config)
    for what, value in should_be.items():
        if is_now[what] != value:
            yield f"{what} {is_now[what]} -> {value}"


def _wanted(config: Config) -> Values:
    return {
        "memory": config.lambda_memory_size,
        "seconds": config.lambda_timeout,
        "processor": config.lambda_architecture,
        "runtime": config.lambda_python_version,
        "tracing": "Active" if config.xray_enabled else "PassThrough",
        "runs at once": config.reserved_concurrency or "no limit",
    }


def _now(target: StageTarget, known: Mapping[str, Any]) -> Values:
    answer = target.client("lambda").get_function_concurrency(FunctionName=known["FunctionName"])
    return {
        "memory": known["MemorySize"],
        "seconds": known["Timeout"],
        "processor": known["Architectures"][0],
        "runtime": known["Runtime"],
        "tracing": known.get("TracingConfig", {}).get("Mode", "PassThrough"),
        "runs at once": answer.get("ReservedConcurrentExecutions", "no limit"),
    }


def _variables(wanted: Mapping[str, str], known: Mapping[str, Any]) -> Iterator[str]:
    is_now: Mapping[str, str] = known.get("Environment", {}).get("Variables", {})
    for name in sorted(wanted.keys() | is_now.keys()):
        if wanted.get(name) != is_now.get(name):
            done = "gone" if name not in wanted else "set" if name in is_now else "new"
            yield f"variable {name} {done}"
