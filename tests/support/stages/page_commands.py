"""The commands that a page has people type, each on one line."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
ONLY_ON_AWS = "# on AWS only"
"""What a page says beside a command that no local AWS can follow."""


def typed(page: str) -> list[str]:
    """What stands in a page's blocks, with the lines that go on where one doesn't end."""
    lines = iter((ROOT / page).read_text(encoding="utf-8").splitlines())
    return [_whole(line.strip(), lines) for line in lines if re.match(r" {4,}\S", line)]


def words_of(line: str) -> list[str]:
    """The words of a command, without remarks; `<…>` and `$(…)` are one word."""
    while (shorter := re.sub(r"\$\([^()]*\)|<[^<>]*>", "X", line)) != line:
        line = shorter
    return shlex.split(line, comments=True)


def _whole(line: str, following: Iterator[str]) -> str:
    while line.endswith("\\") or line.count("'") % 2:
        line = line.removesuffix("\\") + " " + next(following).strip()
    return line
