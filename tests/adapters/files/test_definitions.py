import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.adapters.files.loading import CatalogueError
from tests.support.processes.lives import NEWEST, the

ID = "address_change"
TEXT = (NEWEST[ID] / ID / "v1.json").read_text()

type Content = dict[str, Any]


def write(folder: Path, text: str, name: str = "v1.json", process_id: str = ID) -> FileDefinitions:
    (folder / process_id).mkdir(exist_ok=True)
    (folder / process_id / name).write_text(text)
    return FileDefinitions(folder)


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(CatalogueError) as caught:
        write(folder, text).get(ID, 1)
    return str(caught.value)


def changed(change: Callable[[Content], object]) -> str:
    content = json.loads(TEXT)
    change(content)
    return json.dumps(content)


def test_versions_lie_side_by_side_and_the_newest_is_for_new_cases(tmp_path: Path):
    write(tmp_path, TEXT)
    files = write(tmp_path, changed(lambda c: c.update(version=10, title="Anders")), "v10.json")
    assert files.ids() == (ID,)
    assert files.versions(ID) == (1, 10)
    assert files.get(ID, 1).title == "Adreswijziging"
    assert files.newest(ID).title == "Anders"


def test_a_file_is_read_once_and_only_when_asked_for(tmp_path: Path):
    files = write(tmp_path, TEXT)
    write(tmp_path, "{", "v2.json")
    first = files.get(ID, 1)
    (tmp_path / ID / "v1.json").unlink()
    assert files.get(ID, 1) is first


def test_a_process_that_is_not_there_is_said_with_what_was_perhaps_meant(tmp_path: Path):
    files = write(tmp_path, TEXT)
    with pytest.raises(CatalogueError) as caught:
        files.newest("adress_change")
    assert str(caught.value) == (
        "adress_change/v1.json: found nothing, expected a file of this name;"
        ' did you mean "address_change"?'
    )


def test_groups_are_written_out_and_triggers_know_their_states(tmp_path: Path):
    definition = write(tmp_path, TEXT).get(ID, 1)
    assert definition.groups["desk"] == {"clerk_check", "deciding"}
    assert definition.groups["desk"] < definition.groups["running"]
    (enter, *_) = definition.clocks["check"].starts
    assert enter.states == {"clerk_check", "deciding"}


BROKEN: list[tuple[str, Callable[[Content], object], str]] = [
    ("an unknown key", lambda c: c.update(titel="x"), 'titel: found "x", expected no key of this'),
    (
        "an unknown key inside",
        lambda c: c["states"]["visiting"].update(labels="x"),
        'states.visiting.labels: found "x", expected no key of this name; did you mean "label"?',
    ),
    (
        "a key of another kind of state",
        lambda c: c["states"]["visiting"].update(outcome="x"),
        "states.visiting.outcome",
    ),
    ("a missing key", lambda c: c.pop("promise"), "promise: found nothing, expected something"),
    (
        "a missing key inside",
        lambda c: c["clocks"]["undo"].pop("basis"),
        "clocks.undo.basis: found nothing, expected something",
    ),
    ("another schema", lambda c: c.update(schema=2), "schema: found 2, expected 1, the format"),
    ("an empty text", lambda c: c.update(title=" "), 'title: found " ", expected a text'),
    (
        "a number in quotes",
        lambda c: c["clocks"]["undo"]["term"][0].update(value="10"),
        'clocks.undo.term[0].value: found "10", expected a whole number, 0 or more',
    ),
    (
        "an unknown unit",
        lambda c: c["clocks"]["undo"]["term"][0].update(unit="minute"),
        'clocks.undo.term[0].unit: found "minute", expected one of minutes, hours, days',
    ),
    (
        "a flag in words",
        lambda c: c["roles"]["mover"].update(many="yes"),
        'roles.mover.many: found "yes", expected true or false',
    ),
    (
        "an unknown source",
        lambda c: c["transitions"][1].update({"from": ["open"]}),
        'transitions[1].from: found "open", expected a state or @group of this file; did you mean',
    ),
    (
        "a source named twice",
        lambda c: c["transitions"][1].update({"from": ["opening", "opening"]}),
        'transitions[1].from: found "opening", expected each name once',
    ),
    (
        "a group of itself",
        lambda c: c["groups"].update(desk=["@running"]),
        "expected groups that don't contain themselves",
    ),
    (
        "an unknown member",
        lambda c: c["groups"].update(desk=["@runing"]),
        'groups.desk: found "@runing", expected a state or @group of this file',
    ),
    (
        "an unknown trigger",
        lambda c: c["clocks"]["undo"].update(starts=["on:undo"]),
        'clocks.undo.starts: found "on:undo", expected event:e, enter:s or leave:s',
    ),
    (
        "a trigger of an unknown state",
        lambda c: c["clocks"]["undo"].update(starts=["enter:undoo"]),
        'clocks.undo.starts: found "undoo", expected a state or @group of this file',
    ),
    (
        "a term that counts from nowhere",
        lambda c: c["clocks"]["undo"].update({"from": "declared_on"}),
        'clocks.undo.from: found "declared_on", expected event, or payload:',
    ),
    (
        "a reminder before and after",
        lambda c: c["clocks"]["cards"]["reminders"][0].update(before=3),
        "clocks.cards.reminders[0].after",
    ),
    (
        "something told in another way",
        lambda c: c["transitions"][0].update(tell=["sms:ac_receipt"]),
        'transitions[0].tell: found "sms:ac_receipt", expected mail:x, letter:x or notice:x',
    ),
    (
        "no target",
        lambda c: c["transitions"][0].update(to=[]),
        "transitions[0].to: found [], expected a state, same, or a list of guarded states",
    ),
    (
        "a field without a label",
        lambda c: c["actions"]["ask"]["fields"]["text"].pop("label"),
        "actions.ask.fields.text.label: found nothing",
    ),
    (
        "a field that goes nowhere",
        lambda c: c["actions"]["ask"]["fields"]["text"].update(to="memory"),
        'actions.ask.fields.text.to: found "memory", expected entry, code, or payload:',
    ),
    (
        "an entry that nobody is said to read",
        lambda c: c["actions"]["ask"]["fields"]["text"].pop("audience"),
        "actions.ask.fields.text.audience: found nothing",
    ),
    (
        "event and events",
        lambda c: c["actions"]["visit"].update(event="nobody_home"),
        "actions.visit.event",
    ),
    (
        "an unknown assurance",
        lambda c: c["roles"]["mover"].update(assurance="some"),
        'roles.mover.assurance: found "some", expected low, substantial, high or payload',
    ),
    (
        "a claim that is otherwise nothing",
        lambda c: c["claims"]["mover"].update(otherwise="wait"),
        'claims.mover.otherwise: found "wait", expected task, or {"clear"',
    ),
    (
        "a guard of something else",
        lambda c: c["guards"]["heard"].update(of="case"),
        'guards.heard.of: found "case", expected party',
    ),
    (
        "another process",
        lambda c: c.update(id="moving"),
        'id: found "moving", expected',
    ),
    (
        "another version",
        lambda c: c.update(version=2),
        "version: found 2, expected that of",
    ),
    (
        "what the checks find",
        lambda c: c.update(promise="inquest"),
        "promise: there is no clock 'inquest'",
    ),
    ("a list for an object", lambda c: c.update(guards=[]), "guards: found [], expected an object"),
    ("a text for a list", lambda c: c.update(sources="x"), 'sources: found "x", expected a list'),
]


@pytest.mark.parametrize(
    ("change", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_what_is_wrong_is_said_with_file_place_and_what_is_expected(
    tmp_path: Path, change: Callable[[Content], object], said: str
):
    lines = complaint(tmp_path, changed(change)).splitlines()
    assert all(line.startswith(f"{ID}/v1.json: ") for line in lines)
    assert any(said in line for line in lines), lines


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path):
    text = changed(lambda c: (c.pop("title"), c["states"]["visiting"].pop("label")))
    assert len(complaint(tmp_path, text).splitlines()) == 2


def test_a_key_that_stands_twice_is_said(tmp_path: Path):
    text = TEXT.replace('"opening": {"kind"', '"closing": {"kind"', 1)
    assert 'found "closing", expected each key once in an object, not 2 times' in complaint(
        tmp_path, text
    )


@pytest.mark.parametrize(
    ("text", "said"), [("{", "expected valid JSON"), ("[]", "expected an object")]
)
def test_what_is_no_object_is_said(tmp_path: Path, text: str, said: str):
    assert said in complaint(tmp_path, text)


def test_what_is_no_text_is_said(tmp_path: Path):
    files = write(tmp_path, TEXT)
    (tmp_path / ID / "v1.json").write_bytes(b"\xff")
    with pytest.raises(CatalogueError, match="text in UTF-8"):
        files.get(ID, 1)


A_SOURCE = re.compile(
    r"\b[\w-]+\.(be|eu|info|vlaanderen|net)\b|https?:|\bC\.\d\d|\bn20\d{8}|\(niet "
)


@pytest.mark.parametrize("process_id", NEWEST)
def test_citizens_read_the_law_and_a_sentence_and_neither_a_source_nor_how_sure_it_is(
    process_id: str,
) -> None:
    definition = the(process_id)
    read = [*definition.law, *definition.law.values()]
    read += [clock.law for clock in definition.clocks.values()]
    assert [text for text in read if A_SOURCE.search(text)] == []
    assert all(re.search(r"\bart\. \d", article) for article in definition.law)
    assert all(len(says.split()) <= 20 for says in definition.law.values())
