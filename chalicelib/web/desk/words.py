"""The Dutch words of the console, by table and code: `templates/pages/desk/words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache

from chalicelib.settings import TEMPLATES

type Labels = Mapping[str, str]


class _Known(dict[str, str]):
    """A code without a word shows itself: new rules come without a change here."""

    def __missing__(self, code: str) -> str:
        return code.replace("_", " ")


@cache
def of(table: str) -> Labels:
    """A table of words; a code that isn't there stands for itself."""
    file = TEMPLATES / "pages" / "desk" / "words.toml"
    return _Known(tomllib.loads(file.read_text(encoding="utf-8"))[table])
