"""What code says stands in a file of words: none is missing, none is left over."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter

import pytest

from tests.support.words import ROOT, modules

TEMPLATES = ROOT / "templates"
FILES = [*(TEMPLATES / "pages").rglob("words.toml"), TEMPLATES / "figures" / "words.toml"]
FILES += sorted((TEMPLATES / "processes").rglob("words.toml"))

PRINTED = (
    "chalicelib/documents/",
    "chalicelib/domain/certificates/wording/",
    "chalicelib/domain/issued/labels.py",
)
"""What is printed, in four languages, is checked when it is loaded."""

type Said = tuple[str, str, frozenset[str]]
"""Where something is said, its text as `table.code`, and what is filled in."""


def said(tree: ast.Module, where: str) -> Iterator[Said]:
    """Every call of `say`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node.func) == "say":
            text = node.args[0]
            assert isinstance(text, ast.Constant), f"{where}: {ast.unparse(node)}"
            yield where, text.value, frozenset(word.arg or "**" for word in node.keywords)


@cache
def every() -> list[Said]:
    here = (pair for pair in modules().items() if not pair[0].startswith(PRINTED))
    return [one for path, tree in here for one in said(tree, path)]


def _called(function: ast.expr) -> str:
    """The last name of what is called."""
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def places(text: str) -> frozenset[str]:
    """What a text wants filled in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def written() -> Mapping[str, Mapping[str, str]]:
    """Every table of every file, under its own name."""
    found: dict[str, Mapping[str, str]] = {}
    for file in FILES:
        for table, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[f"{file.parent.name}/{table}"] = texts
    return found


def tables_of(text: str) -> list[Mapping[str, str]]:
    """The tables that a text can stand in: the rooms keep each their own."""
    return [texts for name, texts in written().items() if name.endswith(f"/{text}")]


def test_whatever_is_said_is_written_once_with_the_same_places() -> None:
    wrong = []
    for where, text, filled in every():
        table, _, code = text.partition(".")
        found = [places(texts[code]) for texts in tables_of(table) if code in texts]
        if found != [filled] and not (len(found) == 1 and "**" in filled):
            wrong.append(f"{where}: {text} {sorted(filled)} {found}")
    assert wrong == []


def test_whatever_is_written_is_said() -> None:
    """A table of which nothing is said by name is read whole: then its name stands in the code."""
    named = {text for _, text, _ in every()}
    asked = {text.partition(".")[0] for text in named}
    paths = (*(ROOT / "chalicelib").rglob("*.py"), *TEMPLATES.rglob("*.html"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    left = []
    for name, texts in written().items():
        table = name.partition("/")[2]
        if table in asked:
            left += [f"{name}.{one}" for one in texts if f"{table}.{one}" not in named]
        elif not re.search(rf"[\"'](?:{table}[\"']|{begins(table)}{{)", code):
            left.append(name)
    assert left == []


def begins(table: str) -> str:
    """How its name may begin where the rest comes from a code: `sign_in_` of `sign_in_denied`."""
    parts = table.split("_")
    return "(?:" + "|".join("_".join(parts[:n]) + "_" for n in range(1, len(parts))) + "|0)"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("say('a.b', who=x)", [("x", "a.b", frozenset({"who"}))]),
        ("self.words.say('a.b')", [("x", "a.b", frozenset())]),
        ("essay('a.b')", []),
    ],
)
def test_what_is_said_is_found_however_it_is_called(source: str, found: list[Said]) -> None:
    assert list(said(ast.parse(source), "x")) == found
