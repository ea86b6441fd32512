"""What is common names nothing of any process: no state, event, mail, letter, slot, clock, work."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.process.definition import Definition

ROOT = Path(__file__).parents[3]
DEFINITIONS = ("templates/processes", "tests/data/processes", "tests/data/made_up")
ROOMS = (
    "adapters/aws/cases",
    "adapters/aws/figures.py",
    "adapters/aws/store",
    "adapters/files/case_words",
    "domain/cases",
    "domain/figures",
    "domain/finding",
    "domain/privacy",
    "domain/process",
    "domain/shared",
    "domain/tenants",
    "jobs",
    "ports",
    "usecases/cases",
    "usecases/figures",
    "usecases/finding",
    "usecases/handling",
    "usecases/issued",
    "usecases/mail",
    "usecases/privacy",
    "web/api",
    "web/cases",
    "web/desk",
    "web/figures",
    "web/http",
    "web/portal",
    "web/uploads",
    "web/verification",
    "wiring/documents",
    "wiring/handling.py",
    "wiring/issuance.py",
    "wiring/process_types.py",
    "wiring/processes/actions.py",
    "wiring/processes/works.py",
    "wiring/road.py",
)
SHARED = frozenset(
    {
        "appeal",  # a refusal's means of appeal
        "ask",  # a kind of action
        "confirm",  # a kind of action
        "failed",  # a finding that isn't passed
        "issue",  # which document of a slot; the outcome of a verdict
        "posted",  # an entry's kind
        "refusal",  # a table of the figures
        "refuse",  # a kind of action, and an outcome of a verdict
        "refused",  # the outcome of a state that turns down what was asked
        "waiting",  # a clock whose date isn't known
    }
)
"""Words that mean something of their own in a common room, and are some process's id too."""


def definitions() -> Iterator[Definition]:
    for folder in DEFINITIONS:
        files = FileDefinitions(ROOT / folder)
        for process in files.ids():
            yield from (files.get(process, version) for version in files.versions(process))


def ids() -> frozenset[str]:
    named = (
        names
        for one in definitions()
        for names in (
            one.states,
            one.all_events(),
            one.mails,
            one.letters,
            one.documents,
            one.clocks,
            one.works,
        )
    )
    return frozenset(name for names in named for name in names)


def modules(room: str) -> Iterator[Path]:
    place = ROOT / "chalicelib" / room
    yield from sorted(place.rglob("*.py")) if place.is_dir() else (place,)


def said(room: str) -> Iterator[tuple[str, str]]:
    """Every string in a room and where it stands; docstrings are no names."""
    for module in modules(room):
        where = str(module.relative_to(ROOT / "chalicelib"))
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, f"{where}:{node.lineno}"


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    return ids()


@pytest.mark.parametrize("room", ROOMS)
def test_a_common_room_names_nothing_of_a_process(room: str, known: frozenset[str]) -> None:
    assert list(modules(room)), "the room is there"
    assert [found for found in said(room) if found[0] in known - SHARED] == []


def test_at_most_ten_words_are_shared_and_each_of_them_is(known: frozenset[str]) -> None:
    everywhere = {word for room in ROOMS for word, _ in said(room)}
    assert len(SHARED) <= 10
    assert SHARED - (known & everywhere) == set()
