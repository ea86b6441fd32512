"""Chalice's own command, on a project of ours."""

import os
import subprocess
import sys
from pathlib import Path

from ops.command import OperatorError
from ops.stage.environment import REGION, local_environment


class PackageError(OperatorError):
    """The package can't be made; says why, and what helps."""


def run_chalice(project: Path, *arguments: str, endpoint: str | None = None) -> str:
    """Run Chalice's own command on a project; what it said. Raises PackageError."""
    chalice_command = Path(sys.executable).with_name("chalice")
    command = [str(chalice_command), "--project-dir", str(project), *arguments]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    environment.setdefault("AWS_DEFAULT_REGION", REGION)
    if endpoint:
        environment |= local_environment(endpoint)
    done = subprocess.run(  # noqa: S603
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PackageError(f"chalice {arguments[0]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout + done.stderr
