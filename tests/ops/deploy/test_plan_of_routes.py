"""Which routes a deployment brings and takes away, beside an API as it stands."""

from pathlib import Path
from typing import Any

import app
from chalicelib.web.http.frame import ANY
from ops.deploy.plan import routes
from tests.support.stages.deployments import Account, a_target


class Gateway:
    """API Gateway, with one API that has these routes; none without any."""

    def __init__(self, standing: dict[str, tuple[str, ...]] | None) -> None:
        self._standing = standing

    def get_paginator(self, operation: str) -> "Gateway":
        self._operation = operation
        return self

    def paginate(self, **_: object) -> list[dict[str, Any]]:
        if self._standing is None:
            return [{"items": []}]
        if self._operation == "get_rest_apis":
            return [{"items": [{"id": "one", "tags": {"thuisloket-stage": "prod"}}]}]
        items = (
            {"path": p, "resourceMethods": dict.fromkeys(m)} for p, m in self._standing.items()
        )
        return [{"items": [*items, {"path": "/api"}]}]


def told(folder: Path, standing: dict[str, tuple[str, ...]] | None) -> list[str]:
    target = a_target(folder, Account())
    target._clients["apigateway"] = Gateway(standing)
    return list(routes.of(target))


def ours() -> dict[str, tuple[str, ...]]:
    return {path: tuple(map(in_gateway, ways)) for path, ways in app.app.routes.items()}


def in_gateway(method: str) -> str:
    return "ANY" if method == ANY else method


def test_what_stands_already_is_counted(tmp_path: Path) -> None:
    count = sum(len(methods) for methods in ours().values())
    assert told(tmp_path, ours()) == [f"= {count} routes"]
    assert told(tmp_path, None) == [f"+ {count} routes"]


def test_what_comes_and_goes_is_named(tmp_path: Path) -> None:
    standing = ours() | {"/oud": ("GET",)}
    del standing["/health"]
    lines = told(tmp_path, standing)
    assert {"+ route GET /health", "- route GET /oud"} <= set(lines)
    assert {line[0] for line in lines if "/health" not in line} == {"-", "="}
