"""What people read, by table and code: the Dutch itself stands in `templates/`."""

from collections.abc import Mapping
from typing import Protocol

type Labels = Mapping[str, str]
"""Texts by code."""


class Wording(Protocol):
    """The texts of one room or one process. A text may have places, as `{name}`."""

    def __call__(self, table: str) -> Labels:
        """A whole table, for codes that come from elsewhere. Raises KeyError."""

    def say(self, text: str, /, **filled: object) -> str:
        """One text, as `table.code`, with its places filled in. Raises KeyError."""
