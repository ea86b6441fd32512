"""What was deployed when: the zips and a line for each deployment, kept beside the documents.

A release is enough to go back: the code of all functions, and the routes of the API.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ops.stage.target import StageTarget


@dataclass(frozen=True, slots=True)
class Release:
    """One deployment: its code in the bucket of releases, and the API's deployment of then."""

    at: str
    code: str
    api_deployment: str


def bucket(target: StageTarget) -> str:
    """Where releases are kept."""
    return f"thuisloket-{target.stage}-releases-{target.account}"


def record(target: StageTarget, code: Path, api_id: str) -> Release:
    """Keep what was just deployed; the same code is kept once."""
    s3, content = target.client("s3"), code.read_bytes()
    key = f"code/{hashlib.sha256(content).hexdigest()}.zip"
    if not _is_there(s3, bucket(target), key):
        s3.put_object(Bucket=bucket(target), Key=key, Body=content)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    release = Release(now, key, current_api_deployment(target, api_id))
    body = json.dumps(asdict(release)).encode()
    s3.put_object(Bucket=bucket(target), Key=f"releases/{now}.json", Body=body)
    return release


def history(target: StageTarget) -> list[Release]:
    """Every release, the newest first."""
    s3, name = target.client("s3"), bucket(target)
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=name, Prefix="releases/")
    keys = sorted((o["Key"] for page in pages for o in page.get("Contents", [])), reverse=True)
    return [_read(s3, name, key) for key in keys]


def current_api_deployment(target: StageTarget, api_id: str) -> str:
    """Which deployment of the API is served."""
    api = target.client("apigateway")
    return str(api.get_stage(restApiId=api_id, stageName="api")["deploymentId"])


def _read(s3: Any, name: str, key: str) -> Release:  # noqa: ANN401
    return Release(**json.loads(s3.get_object(Bucket=name, Key=key)["Body"].read()))


def _is_there(s3: Any, name: str, key: str) -> bool:  # noqa: ANN401
    found = s3.list_objects_v2(Bucket=name, Prefix=key)
    return bool(found.get("KeyCount", 0))
