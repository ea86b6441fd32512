"""Make the deployment package, small and quick to start.

    python -m ops package --stage test

A folder of its own is laid out as Chalice wants it: the application as it is now, and in `vendor/`
the templates and the pinned requirements, without what nobody uses and with their bytecode. The
real `chalice package` makes the zip of it. `chalice deploy` in the checkout works too; it gives a
package that holds the same and the adapters in memory, larger and slower to start
(docs/decisions/0010).
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from fnmatch import fnmatch
from pathlib import Path
from py_compile import PycInvalidationMode
from py_compile import compile as compile_file
from zipfile import ZipFile

import chalice

from ops import command
from ops.command import OperatorError
from ops.deploy import policies
from ops.stage.config import StageConfig
from ops.stage.environment import REGION, local_environment

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
CHALICE = ROOT / ".chalice"
PYTHON = "3.13"
NOBODY = "000000000000"
"""The account in the policies of a stage that wasn't provisioned: its zip is the same."""

LARGEST_ZIP = 40_000_000
TAGS = {"x86_64": "x86_64", "arm64": "aarch64"}
GLIBC = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
"""Lambda's Python 3.13 runs on Amazon Linux 2023, whose glibc is 2.34."""

SERVICES = ("dynamodb", "kms", "s3", "sesv2", "sqs", "ssm", "sts")
"""The AWS services whose descriptions are needed; botocore brings those of more than 400."""

SUPERFLUOUS = (
    "bin/*",
    "share/*",
    "*/tests/*",
    "*.c",
    "*.h",
    "*.pyi",
    "*.pyx",
    "*.pxd",
    "boto3/data/*",
    "boto3/examples/*",
    "PIL/*",
    "pillow.libs/*",
    "cffi/*",
    "pycparser/*",
    "fontTools/feaLib/*.so",
    "fontTools/cu2qu/*.so",
    "fontTools/qu2cu/*.so",
    "fontTools/varLib/*.so",
    "fontTools/pens/*.so",
    "fontTools/misc/*.so",
)
"""What is in the wheels and is never read. Pillow is for pictures, and all of ours are vectors;
cffi and pycparser build extensions; the accelerators of font design tools are some 10 MB."""

IN_MEMORY = "memory"
"""The adapters for tests and replays, which no function runs on."""

type Report = Callable[[str], None]


class PackageError(OperatorError):
    """The package can't be made; says why, and what helps."""


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
    _compile_ours(target)
    return target


def architecture_of(stage: str, chalice_folder: Path = CHALICE) -> str:
    """The processor that a stage runs on, from config.json. Raises ConfigError."""
    return str(StageConfig(stage, chalice_folder).of_function("api_handler").lambda_architecture)


def build_dependencies(architecture: str, *, report: Report = print) -> Path:
    """The requirements for a processor, trimmed and compiled; made once, then kept in `build/`."""
    wanted = hashlib.sha256((ROOT / "requirements.txt").read_bytes() + Path(__file__).read_bytes())
    target = BUILD / "dependencies" / f"{architecture}-{wanted.hexdigest()[:16]}"
    with _locked(BUILD / "dependencies.lock"):
        if not target.exists():
            report(f"installing the pinned requirements for {architecture} …")
            fresh = target.with_suffix(".new")
            shutil.rmtree(fresh, ignore_errors=True)
            _install(architecture, fresh)
            trim(fresh)
            compile_all(fresh)
            fresh.rename(target)
    return target


def trim(folder: Path) -> None:
    """Remove what isn't needed to run."""
    for path in [p for p in folder.rglob("*") if p.is_file()]:
        if is_superfluous(path.relative_to(folder).as_posix()):
            path.unlink()
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def is_superfluous(path: str) -> bool:
    """Whether a file of the requirements is never used, by its path."""
    parts = path.split("/")
    if parts[:2] == ["botocore", "data"] and len(parts) > 3:
        return parts[2] not in SERVICES
    if parts[0].endswith(".dist-info"):
        return parts[1:] != ["METADATA"]
    return any(fnmatch(path, pattern) for pattern in SUPERFLUOUS)


def compile_all(folder: Path, into: Path | None = None) -> None:
    """Bytecode beside each source, or under `into`; it never looks at its source again.

    Zips know no true time of a file, so bytecode that compares times would never be used.
    """
    for source in sorted(folder.rglob("*.py")):
        place = (into or folder) / source.relative_to(folder)
        compile_file(
            str(source),
            cfile=str(place.parent / "__pycache__" / f"{source.stem}.{_tag()}.pyc"),
            dfile=source.relative_to(folder).as_posix(),
            doraise=True,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )


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


def _compile_ours(project: Path) -> None:
    """Of app.py and of Chalice's own runtime the bytecode can travel in `vendor/` only."""
    compile_all(project / "chalicelib")
    vendor = project / "vendor"
    runtime = Path(chalice.__file__).parent
    for source, name in (
        (project / "app.py", "app.py"),
        (runtime / "app.py", "chalice/app.py"),
        (runtime / "__init__.py", "chalice/__init__.py"),
    ):
        place = vendor / name
        compile_file(
            str(source),
            cfile=str(place.parent / "__pycache__" / f"{source.stem}.{_tag()}.pyc"),
            dfile=name,
            doraise=True,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )


def _install(architecture: str, target: Path) -> None:
    platforms = [f"--platform={glibc}_{TAGS[architecture]}" for glibc in GLIBC]
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-compile", "--only-binary=:all:", f"--python-version={PYTHON}"),
        *("--implementation=cp", *platforms, "--target", str(target)),
        *("-r", str(ROOT / "requirements.txt")),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise PackageError(f"a requirement can't be installed: {done.stderr.strip()[-2000:]}")


def _check() -> None:
    if f"{sys.version_info[0]}.{sys.version_info[1]}" != PYTHON:
        raise PackageError(f"package with Python {PYTHON}: Lambda runs what Chalice runs on")
    if not (ROOT / "templates" / "fonts").is_dir():
        raise PackageError("the fonts aren't cut yet: run `make fonts`")


def _tag() -> str:
    return str(sys.implementation.cache_tag)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        flock(file, LOCK_EX)
        yield


def contents(zipped: Path) -> list[str]:
    """The names of what is in a package."""
    with ZipFile(zipped) as archive:
        return archive.namelist()


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it can't."""
    parser = command.parser("package", __doc__)
    parser.add_argument("--stage", required=True, help="dev, test, prod")
    given = parser.parse_args(arguments)
    return command.run(lambda: _package(given.stage), "not packaged")


def _package(stage: str) -> int:
    sys.stdout.write(f"{package(stage).zip.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
