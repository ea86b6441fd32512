"""Look whether an advisory is known for a pinned dependency; say plainly when that can't be told.

    python -m ops audit build/audit/bin/pip-audit

Its status is not 0 only when an advisory is known. Where the advisories can't be reached, nothing
was audited, and that is what it says.
"""

import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops import command
from ops.stage.config import ROOT

PINNED = ("requirements.txt", "requirements-dev.txt")


class AdvisoryError(command.OperatorError):
    """An advisory is known for something that is pinned; says for what."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What was found: what there are advisories for, and how many of how many were looked at."""

    advisories: tuple[str, ...]
    seen: int
    pinned: int

    def lines(self) -> Iterator[str]:
        """In words. Raises AdvisoryError."""
        if self.advisories:
            raise AdvisoryError("".join(f"\n- {one}" for one in self.advisories))
        if self.seen:
            yield f"{self.seen} pinned dependencies have no known advisory"
        if self.seen < self.pinned:
            yield (
                f"NOT AUDITED: {self.pinned - self.seen} of {self.pinned} pinned dependencies,"
                " for their advisories couldn't be reached"
            )


def read(report: str, pinned: int) -> Audited:
    """What pip-audit reports in JSON; one that is none says that it could see nothing."""
    try:
        found: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except ValueError:
        return Audited((), 0, pinned)
    looked_at = [one for one in found if "skip_reason" not in one]
    known = tuple(
        f"{one['name']} {one['version']}: {advisory['id']},"
        f" mended in {', '.join(advisory['fix_versions']) or 'none yet'}"
        for one in looked_at
        for advisory in one["vulns"]
    )
    return Audited(known, len(looked_at), len(found))


def audit(pip_audit: Path) -> Audited:
    """Ask pip-audit."""
    files = [argument for name in PINNED for argument in ("-r", str(ROOT / name))]
    options = ("--no-deps", "--disable-pip", "--format=json", "--progress-spinner=off")
    asked = [str(pip_audit), *options, *files]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    return read(done.stdout, _pinned())


def _pinned() -> int:
    texts = ((ROOT / name).read_text(encoding="utf-8") for name in PINNED)
    return sum(text.count("==") for text in texts)


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says which, when an advisory is known."""
    parser = command.parser("audit", __doc__)
    parser.add_argument("pip_audit", type=Path, help="the program that asks for advisories")
    given = parser.parse_args(arguments)
    return command.run(lambda: _audit(given), "pinned dependencies with known advisories")


def _audit(given: Namespace) -> int:
    for line in audit(given.pip_audit).lines():
        command.say(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
