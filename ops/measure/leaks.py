"""Look for passwords, keys and tokens among the files that git knows.

    python -m ops leaks build/audit/bin/detect-secrets

What looks like a secret and is none stands in `.known-secrets`: the file, the kind, and the hash of
the text, which doesn't change when lines move. `--accept` writes it anew, for a person to look at.
"""

import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ops import command
from ops.stage.config import ROOT

KNOWN = ROOT / ".known-secrets"


class LeakError(command.OperatorError):
    """Something looks like a secret; says where."""


def found_in(report: str) -> dict[str, str]:
    """What a scan reports: file, kind and hash of each, with the line where it stands."""
    results: dict[str, list[dict[str, Any]]] = json.loads(report)["results"]
    return {
        f"{name}\t{one['type']}\t{one['hashed_secret']}": f"{name}:{one['line_number']}"
        for name, secrets in sorted(results.items())
        for one in secrets
    }


def check(found: dict[str, str], known: str) -> Iterator[str]:
    """What to say of a scan. Raises LeakError for what isn't known to be none."""
    accepted = set(known.splitlines())
    new = [f"{place} looks like a secret" for key, place in found.items() if key not in accepted]
    if new:
        raise LeakError("".join(f"\n- {one}" for one in new))
    yield f"no secrets; {len(found)} texts look like one and are none"


def scan(program: Path) -> dict[str, str]:
    """Scan every file that git knows."""
    listed = _said("git", "ls-files", "-z").split("\0")
    names = [name for name in listed if name and name != KNOWN.name]
    return found_in(_said(str(program), "scan", *names))


def _said(*asked: str) -> str:
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says where, when something looks like a secret."""
    parser = command.parser("leaks", __doc__)
    parser.add_argument("program", type=Path, help="detect-secrets")
    parser.add_argument("--accept", action="store_true", help="what is found now is no secret")
    given = parser.parse_args(arguments)
    return command.run(lambda: _look(given), "secrets in the repository")


def _look(given: Namespace) -> int:
    found = scan(given.program)
    if given.accept:
        KNOWN.write_text("".join(f"{key}\n" for key in found), encoding="utf-8")
    for line in check(found, KNOWN.read_text(encoding="utf-8")):
        command.say(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
