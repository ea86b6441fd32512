"""Find names for two things, crowded folders, long modules: `python -m ops layout`."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ops import command
from ops.stage.config import ROOT

PATHS = ("chalicelib", "ops", "tests")
NAMED = ("chalicelib", "ops")
"""Where a class name stands for one thing; tests make up their own."""

MOST_MODULES = 16
MOST_LINES = 250


def wrong(root: Path) -> Iterator[str]:
    """A line for each thing that the layout doesn't allow."""
    modules = {path: sorted((root / path).rglob("*.py")) for path in PATHS}
    yield from _repeated(root, [module for path in NAMED for module in modules[path]])
    yield from _crowded(root, [module for path in PATHS for module in modules[path]])
    yield from _long(root, [module for path in NAMED for module in modules[path]])


def _repeated(root: Path, modules: list[Path]) -> Iterator[str]:
    places = defaultdict(list)
    for module in modules:
        for name, line in _classes(module):
            places[name].append(f"{module.relative_to(root)}:{line}")
    for name, found in sorted(places.items()):
        if len(found) > 1:
            yield f"{name} stands for two things: {', '.join(found)}"


def _classes(module: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node.name, node.lineno


def _crowded(root: Path, modules: list[Path]) -> Iterator[str]:
    for folder in sorted({module.parent for module in modules}):
        count = len(list(folder.glob("*.py")))
        if count > MOST_MODULES:
            yield f"{folder.relative_to(root)} has {count} modules; {MOST_MODULES} at most"


def _long(root: Path, modules: list[Path]) -> Iterator[str]:
    for module in modules:
        count = len(module.read_text(encoding="utf-8").splitlines())
        if count > MOST_LINES:
            yield f"{module.relative_to(root)} has {count} lines; {MOST_LINES} at most"


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says what and where, when something isn't as it should be."""
    command.parser("layout", __doc__).parse_args(arguments)
    lines = list(wrong(ROOT))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
