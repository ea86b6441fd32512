"""The Dutch words of the pages that aren't in the templates themselves: labels by code."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from chalicelib.settings import TEMPLATES

type Labels = Mapping[str, str]

OTHER_COUNTRY = "ZZ"
"""What ISO 3166 leaves to users: a country that isn't in the list."""


@cache
def purposes() -> Labels:
    """What a document can be asked for, by code."""
    return _dutch("labels/purposes.toml")


@cache
def activities() -> Labels:
    """The activities of model 596-1, by code."""
    return _dutch("labels/activities.toml")


@cache
def countries() -> Labels:
    """The countries abroad by their name, and one for any other, by ISO code."""
    named = {code: names[0] for code, names in _read("labels/countries.toml").items()}
    abroad = sorted((name, code) for code, name in named.items() if code != "BE")
    return {code: name for name, code in abroad} | {OTHER_COUNTRY: "Een ander land of gebied"}


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
