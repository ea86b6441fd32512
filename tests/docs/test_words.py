"""One word for one thing: what people read, and what the code calls it, as the glossary says."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.support.words import banned, rows, said, second_names, second_words

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
CODE = sorted((ROOT / "chalicelib").rglob("*.py"))
SEARCHED = {"keywords", "words_of", "phrases"}
"""Keys of what people type when they search, in their own words."""


WORDS, ONE_WORD, ONE_NAME = re.split("^## One .*$", GLOSSARY, flags=re.MULTILINE)
IN_CODE = [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in CODE]


def _of_file(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        yield from said(tomllib.loads(text), SEARCHED)
    elif path.suffix == ".json":
        yield from said(json.loads(text), SEARCHED)
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
    assert not second_words(_read(), banned(ONE_WORD))


def test_a_second_word_on_a_page_is_found_however_it_is_cased():
    page = [("desk.html", "Uw bediende neemt de Wachtrij"), ("mail.toml", "Een medewerker")]
    assert second_words(page, banned(ONE_WORD)) == {
        "desk.html: bediende, not medewerker",
        "desk.html: Wachtrij, not werklijst",
    }


def test_code_has_one_name_for_one_thing():
    assert not second_names(IN_CODE, banned(ONE_NAME))


def test_a_second_name_is_found_in_a_function_a_class_a_field_and_the_name_of_a_module():
    source = """
class RejectedCase:
    deadline: int

    def __init__(self, employee_id):
        self.timers = [employee_id]

def by_login(): ...
"""
    assert second_names([("domain/notifications.py", source)], banned(ONE_NAME)) == {
        "domain/notifications.py: RejectedCase, not refuse",
        "domain/notifications.py: by_login, not sign in, sign out",
        "domain/notifications.py: deadline, not clock, term",
        "domain/notifications.py: employee_id, not staff, colleague",
        "domain/notifications.py: notifications, not notice",
        "domain/notifications.py: timers, not clock, term",
    }


def test_a_name_that_only_holds_the_letters_is_another_word():
    source = "class Loaded: ...\ndef todos_of(use, cancellation_like): ..."
    assert second_names([("a.py", source)], {"loa": "x", "use": "y", "cancel": "z"}) == {
        "a.py: use, not y"
    }


def test_what_the_glossary_says_that_code_calls_a_thing_is_in_the_code():
    text = "\n".join(source for _, source in IN_CODE)
    named = {
        name
        for row in rows(WORDS)
        for name in re.findall(r"`([A-Z]\w+)(?:\.\w+)?`", row[1])
        if not re.search(rf"^(?:(?:class|type) )?{name}\b", text, re.MULTILINE)
    }
    assert not named


def test_a_word_stands_once_in_the_glossary():
    words = [word.strip() for row in rows(WORDS) for word in row[0].split(",")]
    assert len(words) == len(set(words))
