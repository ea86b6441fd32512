"""The pinned requirements as the functions carry them: for their processor, trimmed, compiled."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from fnmatch import fnmatch
from pathlib import Path

from ops.deploy.package import bytecode
from ops.deploy.package.run_chalice import PackageError
from ops.stage.config import ROOT

BUILD = ROOT / "build"
PYTHON = "3.13"

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

type Report = Callable[[str], None]


def build_dependencies(architecture: str, *, report: Report = print) -> Path:
    """The requirements for a processor, trimmed and compiled; made once, then kept in `build/`."""
    wanted = hashlib.sha256()
    for decides in (ROOT / "requirements.txt", Path(__file__), Path(bytecode.__file__)):
        wanted.update(decides.read_bytes())
    target = BUILD / "dependencies" / f"{architecture}-{wanted.hexdigest()[:16]}"
    with _locked(BUILD / "dependencies.lock"):
        if not target.exists():
            report(f"installing the pinned requirements for {architecture} …")
            fresh = target.with_suffix(".new")
            shutil.rmtree(fresh, ignore_errors=True)
            _install(architecture, fresh)
            trim(fresh)
            bytecode.compile_all(fresh)
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


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        flock(file, LOCK_EX)
        yield
