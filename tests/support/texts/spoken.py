"""Every text that people read in Dutch in templates, as a test goes over it."""

import html
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from tests.support.words import ROOT, said

TEMPLATES = ROOT / "templates"

NOT_SPOKEN = {
    "basis",
    "ref",
    "law",
    "laws",
    "sources",
    "legal_basis",
    "sees",
    "keywords",
    "phrases",
}
"""Keys of what is the law's own words, or what people type."""

TOLD = ("pages", "processes", "emails", "figures", "finding", "municipalities")
"""The folders whose data is spoken; what is printed says what the law has it say."""

_BLOCK = re.compile(
    r"</?(?:p|li|h\d|d[tdl]|div|t[dhr]|label|button|legend|summary|section|[uo]l|title|option|main"
    r"|caption|form|fieldset|br|noscript|t(?:able|body|head)|details|nav|header|footer|body|html"
    r"|head|svg|text|figcaption)\b[^>]*>"
)
_UNSEEN = re.compile(r"\{#.*?#\}|<(script|style)\b.*?</\1>|\{%.*?%\}", re.DOTALL)


def shown(page: str) -> Iterator[str]:
    """What a page says, block by block; what is filled in counts as one word."""
    text = re.sub(r"\{\{.*?\}\}", "X", _UNSEEN.sub(" ", page), flags=re.DOTALL)
    for block in re.split(r"\n\s*\n", _BLOCK.sub("\n\n", text)):
        yield " ".join(html.unescape(re.sub(r"<[^>]+>", "", block)).split())


def told(value: Any) -> Iterator[str]:
    """Every text of a file of data that is spoken; what is filled in counts as one word."""
    return (re.sub(r"\{[^}]*\}", "X", text) for text in said(value, NOT_SPOKEN))


@cache
def spoken() -> tuple[tuple[str, str], ...]:
    """All that people read in Dutch, with the file where it stands."""
    return tuple(_spoken())


def _spoken() -> Iterator[tuple[str, str]]:
    for path in sorted((TEMPLATES / "pages").rglob("*.html")):
        if path.name != "english.html":
            yield from ((_name(path), text) for text in shown(path.read_text(encoding="utf-8")))
    folders = (sorted((TEMPLATES / folder).rglob("*.toml")) for folder in TOLD)
    for path in (TEMPLATES / "retention.toml", *chain.from_iterable(folders)):
        read = tomllib.loads(path.read_text("utf-8"))
        read.pop("english", None)
        yield from ((_name(path), text) for text in told(read))
    for path in sorted((TEMPLATES / "processes").rglob("*.json")):
        yield from ((_name(path), text) for text in told(json.loads(path.read_text("utf-8"))))
    for path in sorted((TEMPLATES / "documents").rglob("*.toml")):
        document = tomllib.loads(path.read_text("utf-8"))
        names = [variant["names"]["nl"] for variant in document.get("variants", [])]
        yield from ((_name(path), text) for text in (document.get("summary", ""), *names))


def _name(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))
