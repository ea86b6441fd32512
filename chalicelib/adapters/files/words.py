"""The texts of a room or a process in a file of TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import override

from chalicelib.domain.shared.wording import Labels, Wording


@dataclass(frozen=True, slots=True)
class FileWords(Wording):
    """Words of a file, read once: when the first is asked for."""

    file: Path

    @override
    def __call__(self, table: str) -> Labels:
        return _read(self.file)[table]

    @override
    def say(self, text: str, /, **filled: object) -> str:
        table, _, code = text.partition(".")
        return self(table)[code].format(**filled)


@cache
def _read(file: Path) -> Mapping[str, Labels]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
