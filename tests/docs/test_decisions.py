"""The decisions are numbered without gaps, and what the pages point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *DECISIONS]
CODE = [*(ROOT / "chalicelib").rglob("*.py"), *(ROOT / "ops").rglob("*.py")]
LINK = re.compile(r"\[([^\]]*)\]\(([^)#:\s]+)(?:#[^)]*)?\)")
ROOM = re.compile(
    r"`((?:chalicelib|docs|domain|ops|ports|templates|tests|usecases|web|wiring)/[\w./-]+)`"
)


def test_decisions_are_numbered_from_one_without_gaps():
    assert [int(path.name[:4]) for path in DECISIONS] == [*range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_its_number_its_day_why_and_what(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert re.match(r"20\d\d-\d\d-\d\d", text.splitlines()[2])
    assert "**Context.**" in text
    assert "**Decision.**" in text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_a_page_links_to_is_there_under_the_number_that_it_says(path):
    for words, target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
        number = re.match(r"(?:[Dd]ecision )?(\d+)$", words)
        assert not number or int(Path(target).name[:4]) == int(number[1]), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_room_or_module_that_a_page_names_is_there(path):
    for named in ROOM.findall(path.read_text(encoding="utf-8")):
        module = f"{named.partition('.')[0]}.py"
        roots = (ROOT, ROOT / "chalicelib")
        assert any((root / name).exists() for root in roots for name in (named, module)), named


def test_a_decision_that_code_names_is_there():
    named = {
        int(number)
        for path in CODE
        for number in re.findall(r"[Dd]ecision (\d+)", path.read_text(encoding="utf-8"))
    }
    assert named <= {*range(1, len(DECISIONS) + 1)}
