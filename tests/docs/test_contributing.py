"""CONTRIBUTING.md can be followed literally: its examples are tried in a clone."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ops.local.clone import clone

PAGE = Path(__file__).parents[2] / "CONTRIBUTING.md"
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

LOOKED_AT = """
.venv/bin/ruff check --quiet .
.venv/bin/ruff format --check --quiet .
.venv/bin/python -m ops layout
"""
"""What `make check` says of how the code looks."""


@dataclass(frozen=True)
class Block:
    """`path` is the file that it is; empty for changes and for commands."""

    language: str
    path: str
    text: str

    def apply(self, folder: Path) -> None:
        if self.path:
            (folder / self.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / self.path).write_text(self.text, encoding="utf-8")
        elif self.language == "diff":
            self._run(folder, "git", "apply", "--recount", "-")
        else:
            self._run(folder, "bash", "-e")

    def _run(self, folder: Path, *command: str) -> None:
        done = subprocess.run(
            command, cwd=folder, input=self.text, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _examples() -> Iterator[tuple[str, list[Block]]]:
    for section in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE):
        blocks = [Block(*found) for found in BLOCK.findall(section)]
        if blocks:
            yield section.partition("\n")[0], blocks


EXAMPLES = dict(_examples())


def test_a_rule_a_document_and_a_process_are_shown_each_with_its_test():
    assert list(EXAMPLES) == ["A rule", "A document", "A process"]
    assert all("pytest" in blocks[-1].text for blocks in EXAMPLES.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_followed_literally_in_a_clone_works(name: str, tmp_path: Path) -> None:
    folder = clone("followed", tmp_path)
    for block in EXAMPLES[name]:
        block.apply(folder)
    Block("sh", "", LOOKED_AT).apply(folder)
