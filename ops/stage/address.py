"""The address at which a stage is reached when it has no domain of its own.

Links in mails name it, so it belongs to what is kept: it is made before the first deployment, which
then finds it as if Chalice had made it, and a teardown leaves it.
"""

import json
from pathlib import Path
from typing import Any

NAME = "thuisloket"
TAG = "thuisloket-stage"
PATH = "api"


def find(apigateway: Any, stage: str) -> str | None:  # noqa: ANN401 - its stubs aren't required
    """The id of a stage's API, by its tag; None when there is none yet."""
    pages = apigateway.get_paginator("get_rest_apis").paginate()
    found = (a for page in pages for a in page["items"] if a.get("tags", {}).get(TAG) == stage)
    return next((str(api["id"]) for api in found), None)


def make(apigateway: Any, stage: str) -> str:  # noqa: ANN401
    """An empty API, for Chalice to fill; its id."""
    made = apigateway.create_rest_api(
        name=NAME,
        description=f"Thuisloket, stage {stage}: the address in mails; keep it",
        endpointConfiguration={"types": ["REGIONAL"]},
        tags={TAG: stage},
    )
    return str(made["id"])


def url(api_id: str, region: str) -> str:
    """Where the API is, without a slash at its end."""
    return f"https://{api_id}.execute-api.{region}.amazonaws.com/{PATH}"


def adopt(chalice: Path, stage: str, api_id: str, region: str) -> bool:
    """Let Chalice take the API for the one that it deployed; whether it didn't know it yet."""
    path = chalice / "deployed" / f"{stage}.json"
    known = _deployed(path)
    if any(r.get("rest_api_id") == api_id for r in known["resources"]):
        return False
    others = [r for r in known["resources"] if r["resource_type"] != "rest_api"]
    ours = {
        "name": "rest_api",
        "resource_type": "rest_api",
        "rest_api_id": api_id,
        "rest_api_url": f"{url(api_id, region)}/",
    }
    _write(path, known | {"resources": [*others, ours]})
    return True


def disown(chalice: Path, stage: str) -> None:
    """Let Chalice forget the API, so that deleting the functions leaves it."""
    path = chalice / "deployed" / f"{stage}.json"
    known = _deployed(path)
    kept = [r for r in known["resources"] if r["resource_type"] != "rest_api"]
    _write(path, known | {"resources": kept})


def _deployed(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {"resources": [], "schema_version": "2.0", "backend": "api"}
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return known


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
