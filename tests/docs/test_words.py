"""One word for one thing: what people read, and what the code calls it, as the glossary says."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
CODE = sorted((ROOT / "chalicelib").rglob("*.py"))
SEARCHED = {"keywords", "words_of", "phrases"}
"""Keys of what people type when they search, in their own words."""


def _rows(part: str) -> list[list[str]]:
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


WORDS, ONE_WORD = (_rows(part) for part in GLOSSARY.split("## One word for one thing"))
BANNED = {word.strip(): row[0] for row in ONE_WORD for word in row[1].split(",")}


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _said(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in SEARCHED:
                yield from _said(one)


def _of_file(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        yield from _said(tomllib.loads(text))
    elif path.suffix == ".json":
        yield from _said(json.loads(text))
    else:
        yield re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", text, flags=re.DOTALL)


def _read() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "templates").rglob("*"):
        is_said = path.suffix in {".html", ".txt", ".toml", ".json"}
        if is_said and not {"finding", "fonts", "schemas"} & set(path.parts):
            yield from ((path.name, text) for text in _of_file(path))
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.name, node.value


def test_what_people_read_has_one_word_for_one_thing():
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, BANNED))})\b", re.IGNORECASE)
    found = {(where, word) for where, text in _read() for word in pattern.findall(text)}
    assert not found


def test_what_the_glossary_says_that_code_calls_a_thing_is_in_the_code():
    text = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    named = {
        name
        for row in WORDS
        for name in re.findall(r"`([A-Z]\w+)(?:\.\w+)?`", row[1])
        if not re.search(rf"^(?:(?:class|type) )?{name}\b", text, re.MULTILINE)
    }
    assert not named


def test_a_word_stands_once_in_the_glossary():
    words = [word.strip() for row in WORDS for word in row[0].split(",")]
    assert len(words) == len(set(words))
