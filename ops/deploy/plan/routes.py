"""Which routes would come, and which would go."""

from collections.abc import Iterator

from app import app
from chalicelib.web.http.frame import ANY
from ops.stage import address
from ops.stage.target import StageTarget

type Route = tuple[str, str]
"""A path and a method."""


def of(target: StageTarget) -> Iterator[str]:
    """A line a route that differs, or one that says how many stay."""
    wanted, known = _wanted(), _known(target)
    yield from (f"+ route {method} {path}" for path, method in sorted(wanted - known) if known)
    yield from (f"- route {method} {path}" for path, method in sorted(known - wanted))
    yield f"= {len(wanted & known)} routes" if known else f"+ {len(wanted)} routes"


def _wanted() -> set[Route]:
    return {(path, _named(method)) for path, methods in app.routes.items() for method in methods}


def _named(method: str) -> str:
    """As API Gateway calls it; emulators keep the name of the extension."""
    return "ANY" if method == ANY else method


def _known(target: StageTarget) -> set[Route]:
    client = target.client("apigateway")
    api_id = address.find(client, target.stage)
    if api_id is None:
        return set()
    pages = client.get_paginator("get_resources").paginate(restApiId=api_id, embed=["methods"])
    found = (resource for page in pages for resource in page["items"])
    return {(r["path"], _named(method)) for r in found for method in r.get("resourceMethods", {})}
