"""Take one safeguard away at a time, and see that a test notices.

    python -m tests.faults.mutate [NAME …]

Nothing in the checkout is touched: the edits are made in a copy. The exit code is the number of
safeguards whose absence nobody noticed.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory

from tests.faults.safeguards import Safeguard
from tests.faults.safeguards_seen import EVERY

ROOT = Path(__file__).parents[2]


def main(given: Sequence[str] | None = None) -> int:
    """Take each away; print who noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.mutate", description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of the names of safeguards")
    names = parser.parse_args(given).names
    asked = [s for s in EVERY if not names or any(name in s.name for name in names)]
    with TemporaryDirectory() as folder:
        copied(Path(folder))
        missed = [one for one in asked if not _is_noticed(one, Path(folder))]
    print(f"{len(asked) - len(missed)} of {len(asked)} were noticed")
    return len(missed)


def copied(there: Path) -> None:
    """The files that git knows, and what was built, in another place."""
    for name in _files():
        target = there / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy2(ROOT / name, target, follow_symlinks=False)
    fonts = there / "templates" / "fonts"
    if not fonts.exists():
        fonts.symlink_to((ROOT / "templates" / "fonts").resolve())


def _files() -> Iterator[str]:
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    yield from (name for name in told.splitlines() if (ROOT / name).is_file())


def _is_noticed(safeguard: Safeguard, root: Path) -> bool:
    path = root / safeguard.path
    whole = path.read_text(encoding="utf-8")
    if whole.count(safeguard.text) != 1:
        print(f"GONE      {safeguard.name}: it isn't in {safeguard.path}", flush=True)
        return False
    path.write_text(whole.replace(safeguard.text, safeguard.without), encoding="utf-8")
    tests = (sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", *safeguard.tests)
    done = subprocess.run(tests, cwd=root, capture_output=True, text=True, check=False)
    path.write_text(whole, encoding="utf-8")
    is_noticed = done.returncode == 1  # tests failed; anything else is no answer
    first = next((li for li in done.stdout.splitlines() if li.startswith("FAILED")), "")
    print(f"{'noticed' if is_noticed else 'MISSED':9} {safeguard.name}  {first[:100]}", flush=True)
    return is_noticed


if __name__ == "__main__":
    sys.exit(main())
