"""A second word for one thing: in what people read, and in the names of code."""

import ast
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

SHORT = 4
"""A word of so few letters with an ending is mostly another word."""

_ENDINGS = "(?:s|d|ed|led|al|ing|ling|ation)?"


@cache
def modules() -> Mapping[str, ast.Module]:
    """Our Python as it was read, by its path: what runs in Lambda."""
    paths = sorted((ROOT / "chalicelib").rglob("*.py"))
    return {str(p.relative_to(ROOT)): ast.parse(p.read_text(encoding="utf-8")) for p in paths}


def said(value: Any, unspoken: Container[str]) -> Iterator[str]:
    """Every text of a file of data, but under keys that aren't spoken."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from said(one, unspoken)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in unspoken:
                yield from said(one, unspoken)


def rows(part: str) -> list[list[str]]:
    """The cells of a table of Markdown, without its head."""
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def banned(part: str) -> dict[str, str]:
    """Each word of the right column of a table, with what is said in its place."""
    return {word.strip(): row[0] for row in rows(part) for word in row[1].split(",")}


def second_words(texts: Iterable[tuple[str, str]], words: Mapping[str, str]) -> set[str]:
    """Where a text says a word that another stands for."""
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    return {
        f"{where}: {word}, not {words[word.casefold()]}"
        for where, text in texts
        for word in pattern.findall(text)
    }


def second_names(modules: Iterable[tuple[str, str]], words: Mapping[str, str]) -> set[str]:
    """Where a name holds a word that another stands for; inflected as verbs and plurals are."""
    stems = "|".join(f"{word}{_ENDINGS if len(word) > SHORT else ''}" for word in words)
    pattern = re.compile(rf"(?:^|_)({stems})(?=_|$)")
    return {
        f"{where}: {name}, not {words[_stem(word, words)]}"
        for where, source in modules
        for name in (where.rpartition("/")[2].removesuffix(".py"), *_names(source))
        for word in pattern.findall(_snake(name))
    }


def _stem(word: str, words: Mapping[str, str]) -> str:
    return max((stem for stem in words if word.startswith(stem)), key=len)


def _names(source: str) -> Iterator[str]:
    """What a module names: functions, classes, arguments, fields, variables."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
