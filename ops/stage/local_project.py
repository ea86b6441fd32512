"""A stage on a local AWS is configured apart, so that trying it leaves the checkout as it was.

`build/local/<host>-<port>/` is a Chalice project: the application by links, and a copy of
`.chalice/config.json` in which provisioning writes what it made.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chalicelib.settings import PREFIX
from ops.stage.config import CHALICE, ROOT

LINKED = ("app.py", "chalicelib", "requirements.txt", "templates", "vendor")
BY_PERSON = tuple(f"{PREFIX}{name}" for name in ("ENVIRONMENT", "OIDC_ISSUER"))
"""The settings that stand in the checkout; all others are made by provisioning."""

type Config = dict[str, Any]


def project_of(endpoint: str, build: Path = ROOT / "build") -> Path:
    """The project for a local AWS, brought up to date with the checkout."""
    project = folder_of(endpoint, build)
    chalice = project / ".chalice"
    chalice.mkdir(parents=True, exist_ok=True)
    for name in LINKED:
        _link(project / name, ROOT / name)
    _link(chalice / "policies", CHALICE / "policies")
    path = chalice / "config.json"
    known = _read(path) if path.exists() else {"stages": {}}
    merged = _merged(_read(CHALICE / "config.json"), known)
    path.write_text(json.dumps(merged, indent=2) + "\n", encoding="utf-8")
    return project


def folder_of(endpoint: str, build: Path) -> Path:
    """Where the project for a local AWS is."""
    return build / "local" / urlsplit(endpoint).netloc.replace(":", "-")


def _merged(ours: Config, known: Config) -> Config:
    """The checkout's configuration, with what provisioning made on that AWS."""
    for name, stage in ours["stages"].items():
        made = known["stages"].get(name, {}).get("environment_variables", {})
        by_person = {k: v for k, v in stage["environment_variables"].items() if _is_kept(k)}
        stage["environment_variables"] = made | by_person
    return ours


def _is_kept(variable: str) -> bool:
    return variable in BY_PERSON or not variable.startswith(PREFIX)


def _link(path: Path, to: Path) -> None:
    if not path.is_symlink():
        path.symlink_to(to)


def _read(path: Path) -> Config:
    content: Config = json.loads(path.read_text(encoding="utf-8"))
    return content
