"""The Dutch words of the pages that aren't in the templates themselves: labels by code."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from chalicelib.settings import TEMPLATES

type Labels = Mapping[str, str]


@cache
def purposes() -> Labels:
    """What a document can be asked for, by code."""
    return _dutch("labels/purposes.toml")


@cache
def activities() -> Labels:
    """The activities of model 596-1, by code."""
    return _dutch("labels/activities.toml")


@cache
def words(table: str) -> Labels:
    """A table of `pages/words.toml`."""
    found: Labels = _read("pages/words.toml")[table]
    return found


@cache
def most_asked() -> tuple[str, ...]:
    """The ids of the documents on the home page."""
    return tuple(_read("pages/words.toml")["most_asked"])


@cache
def situations() -> tuple[Mapping[str, Any], ...]:
    """What people are in the middle of (`title`), and what they then need (`leads_to`)."""
    return tuple(_read("pages/situations.toml")["situations"])


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((TEMPLATES / name).read_text(encoding="utf-8"))


def _dutch(name: str) -> Labels:
    return {code: names["nl"] for code, names in _read(name).items()}
