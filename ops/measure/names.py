"""Find class names that stand for two things: `python -m ops names`."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ops import command
from ops.stage.config import ROOT

PATHS = ("chalicelib", "ops")


def repeated(root: Path) -> Iterator[str]:
    """A line for each class name that is defined more than once: the name, and where."""
    places = defaultdict(list)
    for path in PATHS:
        for module in sorted((root / path).rglob("*.py")):
            for name, line in _classes(module):
                places[name].append(f"{module.relative_to(root)}:{line}")
    for name, found in sorted(places.items()):
        if len(found) > 1:
            yield f"{name}: {', '.join(found)}"


def _classes(module: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node.name, node.lineno


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says where, when a class name stands for two things."""
    command.parser("names", __doc__).parse_args(arguments)
    lines = list(repeated(ROOT))
    sys.stdout.writelines(f"two things of one name: {line}\n" for line in lines)
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
