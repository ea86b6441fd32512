"""A page of the docs that is written from data: made anew, or compared with what is there."""

import sys
from collections.abc import Sequence
from pathlib import Path

from ops import command


def write_or_check(
    name: str, explained: str | None, arguments: Sequence[str], page: Path, text: str
) -> int:
    """Write a page, or with `--check` only compare it; 1 when a compared page is stale.

    `name` is that of the command, and of the make target that writes the page.
    """
    parser = command.parser(name, explained)
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    if not parser.parse_args(arguments).check:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
        return 0
    if page.is_file() and page.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"docs/{page.name} is stale; run: make {name}\n")
    return 1
