"""Each mail, letter and document that a process names has its words, and each has a process."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.files.case_words.letters import read_letter
from chalicelib.adapters.files.case_words.mails import read_mail
from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.documents.slot_texts import load_slot_text
from chalicelib.domain.process.actions import ActionKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.outcomes import CATALOGUE
from chalicelib.settings import TEMPLATES
from chalicelib.usecases.issued.revoke import REPLACED, REVOKED

DATA = Path(__file__).parents[2] / "data"
COMMON = TEMPLATES / "emails"
PLACES = {"reference", "municipality", "service", "phone", "title"}
OF_MAILS = {"promised_by", "until"}
OF_LETTERS = {"date", "text", "invitation", "sentence", "basis"}


def definitions() -> Iterator[Any]:
    """Every version of every process that has words of its own, with its folder."""
    for folder in (TEMPLATES / "processes", DATA / "processes", DATA / "made_up"):
        files = FileDefinitions(folder)
        for process in files.ids():
            own = folder / process
            if not any((own / kind).is_dir() for kind in ("emails", "letters", "documents")):
                continue
            for version in files.versions(process):
                known = files.get(process, version)
                yield pytest.param(known, own, id=f"{process}-{version}")


every = pytest.mark.parametrize(("definition", "folder"), tuple(definitions()))


def mail_file(folder: Path, mail: str) -> Path:
    own = folder / "emails" / f"{mail}.toml"
    return own if own.exists() else COMMON / own.name


def letters_of(definition: Definition) -> set[str]:
    """Those that it sends, and those that its actions write."""
    writing = (a for a in definition.actions.values() if a.letter or a.kind is ActionKind.REFUSE)
    return {*definition.letters, *(action.letter or action.id for action in writing)}


def slots_of(definition: Definition, folder: Path) -> Iterator[Path]:
    for document in definition.documents.values():
        if document.source != CATALOGUE:
            yield folder / document.source


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def placed(path: Path) -> set[str]:
    """What stands between braces in a file."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name for text in texts(found) for name in re.findall(r"{([^}]*)}", text)}


def clocks_of(definition: Definition) -> set[str]:
    return {f"{kind}:{clock}" for kind in ("term", "day") for clock in definition.clocks}


@every
def test_each_mail_has_words_with_places_that_are_filled(
    definition: Definition, folder: Path
) -> None:
    known = PLACES | OF_MAILS | clocks_of(definition)
    for mail in (*definition.mails, REVOKED, REPLACED):
        path = mail_file(folder, mail)
        assert read_mail(path).subject, mail
        assert placed(path) <= known, mail


@every
def test_each_letter_has_words_with_places_that_are_filled(
    definition: Definition, folder: Path
) -> None:
    known = PLACES | OF_LETTERS | clocks_of(definition)
    for letter in letters_of(definition):
        path = folder / "letters" / f"{letter}.toml"
        assert read_letter(path).paragraphs, letter
        assert placed(path) <= known, letter


@every
def test_each_document_of_its_own_has_words(definition: Definition, folder: Path) -> None:
    for path in slots_of(definition, folder):
        assert load_slot_text(path).title, path.name


@every
def test_no_words_stand_there_that_nobody_sends(definition: Definition, folder: Path) -> None:
    named = {f"emails/{mail}" for mail in definition.mails}
    named |= {f"letters/{letter}" for letter in letters_of(definition)}
    named |= {
        str(path.relative_to(folder).with_suffix("")) for path in slots_of(definition, folder)
    }
    kinds = ("emails", "letters", "documents")
    there = {p for kind in kinds for p in (folder / kind).glob("*.toml")}
    assert {str(path.relative_to(folder).with_suffix("")) for path in there} <= named
