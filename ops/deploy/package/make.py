"""A stage's folder as Chalice wants it, and the zip that Chalice makes of it."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from chalicelib.web import routes
from ops.deploy import policies
from ops.deploy.package.bytecode import compile_ours
from ops.deploy.package.requirements import BUILD, PYTHON, Report, build_dependencies
from ops.deploy.package.run_chalice import PackageError, run_chalice
from ops.stage.config import ROOT, StageConfig

CHALICE = ROOT / ".chalice"
NOBODY = "000000000000"
"""The account in the policies of a stage that wasn't provisioned: its zip is the same."""

LARGEST_ZIP = 40_000_000
IN_MEMORY = "memory"
"""The adapters for tests and replays, which no function runs on."""


@dataclass(frozen=True, slots=True)
class Package:
    """A deployment package: the zip, and the folder that `chalice deploy` takes it from."""

    zip: Path
    project: Path

    @property
    def size(self) -> int:
        """In bytes."""
        return self.zip.stat().st_size


def package(
    stage: str, *, chalice_folder: Path = CHALICE, build: Path = BUILD, report: Report = print
) -> Package:
    """Lay out a stage's folder and let Chalice make its zip. Raises PackageError."""
    policies.write_missing(chalice_folder, policies.StageLocation(stage, NOBODY, "eu-west-1"))
    project = lay_out(stage, build / "deploy" / stage, chalice_folder, report=report)
    out = build / "package" / stage
    shutil.rmtree(out, ignore_errors=True)
    said = run_chalice(project, "package", "--stage", stage, str(out))
    made = Package(out / "deployment.zip", project)
    if not made.zip.exists():
        raise PackageError(f"chalice package made none: {said.strip()}")
    if made.size > LARGEST_ZIP:
        raise PackageError(f"the package is {made.size / 1e6:.1f} MB: something crept in")
    report(f"{made.size / 1e6:.1f} MB for {architecture_of(stage, chalice_folder)}")
    return made


def lay_out(stage: str, target: Path, chalice_folder: Path, *, report: Report = print) -> Path:
    """A Chalice project with the application as it is now; made anew each time.

    Raises PackageError when Python, the fonts or a requirement are missing.
    """
    _check()
    dependencies = build_dependencies(architecture_of(stage, chalice_folder), report=report)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc")
    ours = shutil.ignore_patterns("__pycache__", "*.pyc", IN_MEMORY)
    shutil.copy(ROOT / "app.py", target)
    shutil.copytree(ROOT / "chalicelib", target / "chalicelib", ignore=ours)
    shutil.copytree(dependencies, target / "vendor", copy_function=os.link)
    shutil.copytree(ROOT / "templates", target / "vendor" / "templates", ignore=ignore)
    (target / "requirements.txt").write_text("", encoding="utf-8")
    (target / ".chalice").symlink_to(chalice_folder.resolve(), target_is_directory=True)
    written = target / routes.WRITTEN.relative_to(ROOT)
    written.write_text(routes.written(), encoding="utf-8")
    compile_ours(target)
    return target


def architecture_of(stage: str, chalice_folder: Path = CHALICE) -> str:
    """The processor that a stage runs on, from config.json. Raises ConfigError."""
    return str(StageConfig(stage, chalice_folder).of_function("api_handler").lambda_architecture)


def _check() -> None:
    if f"{sys.version_info[0]}.{sys.version_info[1]}" != PYTHON:
        raise PackageError(f"package with Python {PYTHON}: Lambda runs what Chalice runs on")
    if not (ROOT / "templates" / "fonts").is_dir():
        raise PackageError("the fonts aren't cut yet: run `make fonts`")


def contents(zipped: Path) -> list[str]:
    """The names of what is in a package."""
    with ZipFile(zipped) as archive:
        return archive.namelist()
