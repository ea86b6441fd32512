"""The Dutch words of the pages that aren't in the templates themselves: labels by code."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from chalicelib.adapters.files.words import FileWords
from chalicelib.domain.shared.wording import Labels
from chalicelib.settings import TEMPLATES

words = FileWords(TEMPLATES / "pages" / "words.toml")
"""The words of the pages for everybody."""

OTHER_COUNTRY = "ZZ"
"""What ISO 3166 leaves to users: a country that isn't in the list."""


def of_process(process: str) -> FileWords:
    """The words that only one process has, on its pages and in its documents."""
    return FileWords(TEMPLATES / "processes" / process / "words.toml")


@cache
def in_english(process: str) -> Labels:
    """What help in English says of a process: title, text, first; nothing where it has none."""
    name = f"processes/{process}/words.toml"
    return _read(name).get("english", {}) if (TEMPLATES / name).exists() else {}


@cache
def purposes() -> Labels:
    """What a document can be asked for, by code."""
    return _dutch("labels/purposes.toml")


@cache
def activities() -> Labels:
    """The activities of model 596-1, by code."""
    return _dutch("labels/activities.toml")


@cache
def interests() -> Labels:
    """Why somebody may have an act of another, by code."""
    return _dutch("labels/interests.toml")


@cache
def countries() -> Labels:
    """The countries abroad by their name, and one for any other, by ISO code."""
    named = {code: names[0] for code, names in _read("labels/countries.toml").items()}
    abroad = sorted((name, code) for code, name in named.items() if code != "BE")
    other = words.say("filled_in.other_country")
    return {code: name for name, code in abroad} | {OTHER_COUNTRY: other}


@cache
def most_asked() -> tuple[str, ...]:
    """The ids of the documents on the home page."""
    return tuple(_read("pages/most_asked.toml")["documents"])


@cache
def situations() -> tuple[Mapping[str, Any], ...]:
    """What people are in the middle of (`title`), and what they then need (`leads_to`)."""
    return tuple(_read("pages/situations.toml")["situations"])


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((TEMPLATES / name).read_text(encoding="utf-8"))


def _dutch(name: str) -> Labels:
    return {code: names["nl"] for code, names in _read(name).items()}
