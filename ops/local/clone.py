"""Another clone of this checkout, as a colleague or a pipeline has it: nothing deployed from it."""

import shutil
import subprocess
from pathlib import Path

from ops.stage.config import ROOT

BUILT = (".venv", "templates/fonts", "build/dependencies")
"""What takes minutes to make and is the same in any clone: linked to, not made anew."""


def clone(name: str, build: Path = ROOT / "build") -> Path:
    """The folder of a fresh one, with the files that git knows or would take."""
    folder = build / "clones" / name
    shutil.rmtree(folder, ignore_errors=True)
    for path in _files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, target, follow_symlinks=False)
    for built in BUILT:
        (folder / built).parent.mkdir(parents=True, exist_ok=True)
        (folder / built).symlink_to((ROOT / built).resolve(), target_is_directory=True)
    return folder


def _files() -> list[str]:
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    names = [name for name in listed.stdout.split("\0") if name]
    return [name for name in names if (ROOT / name).is_symlink() or (ROOT / name).is_file()]
