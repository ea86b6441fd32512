"""Find functions, classes and methods that nothing calls: `python -m ops unused`.

Pages and data use names too, so what stands in `templates/` counts as used. What tests call counts
for `ops` and for the adapters in memory, and for nothing else.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vulture import Vulture

from ops import command
from ops.stage.config import ROOT

PATHS = ("app.py", "chalicelib", "ops")
FOR_TESTS = Path("chalicelib/adapters/memory")
KINDS = frozenset({"function", "class", "method", "property"})
REGISTERED = ["@get", "@post", "@rule", "@override", "@app.*", "@*validator", "@*serializer"]
"""Decorators by which somebody else calls it."""

CALLED_BY_LIBRARIES = ["__*__", "_add_*"]
"""What Python calls, and what fpdf2 asks of its output producer."""


def unused() -> Iterator[str]:
    """A line for each: the place, what it is, its name."""
    found = Vulture(ignore_names=CALLED_BY_LIBRARIES, ignore_decorators=REGISTERED)
    found.scavenge([str(ROOT / path) for path in PATHS])
    found.used_names |= set(_words("templates", {".html", ".txt", ".toml", ".json"}))
    tested = set(_words("tests", {".py"}))
    for item in found.get_unused_code(sort_by_size=False):
        place = Path(item.filename).relative_to(ROOT)
        is_ours = place.parts[0] != "ops" and FOR_TESTS not in place.parents
        if item.typ in KINDS and (is_ours or item.name not in tested):
            yield f"{place}:{item.first_lineno}: {item.typ} {item.name}"


def _words(folder: str, suffixes: set[str]) -> Iterator[str]:
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in suffixes:
            yield from re.findall(r"[A-Za-z_]\w+", path.read_text(encoding="utf-8"))


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says where, when nothing calls something."""
    command.parser("unused", __doc__).parse_args(arguments)
    lines = list(unused())
    sys.stdout.writelines(f"nothing calls {line}\n" for line in lines)
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
