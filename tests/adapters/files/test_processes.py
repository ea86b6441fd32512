import json
from pathlib import Path

import pytest
from chalicelib.adapters.files.processes import FileProcesses
from chalicelib.domain.former_process import SYSTEM, Unit

from chalicelib.adapters.files.loading import CatalogueError
from tests.support.processes import OTHERS, OURS

NAME = "certificate_request"


@pytest.fixture
def content():
    return json.loads((OURS / f"{NAME}.json").read_text())


def load(folder: Path, content: object, name: str = NAME):
    (folder / f"{name}.json").write_text(
        content if isinstance(content, str) else json.dumps(content)
    )
    return FileProcesses(folder).get(name)


def complaint(folder: Path, content: object, name: str = NAME) -> str:
    with pytest.raises(CatalogueError) as caught:
        load(folder, content, name)
    return str(caught.value)


def test_our_process_is_read_whole():
    definition = FileProcesses(OURS).get(NAME)
    assert (definition.id, definition.initial) == (NAME, "submitted")
    assert definition.state("submitted").owner == SYSTEM
    assert definition.deadline("clerk_queue").unit is Unit.WORKING_DAYS


def test_every_file_is_a_process_of_its_name():
    for folder in (OURS, OTHERS):
        for path in folder.glob("*.json"):
            assert FileProcesses(folder).get(path.stem).id == path.stem


def test_a_file_is_read_once(tmp_path, content):
    (tmp_path / f"{NAME}.json").write_text(json.dumps(content))
    processes = FileProcesses(tmp_path)
    first = processes.get(NAME)
    (tmp_path / f"{NAME}.json").write_text("broken")
    assert processes.get(NAME) is first


def test_another_process_is_another_file(tmp_path, content):
    definition = load(tmp_path, content | {"id": "library_card"}, "library_card")
    assert definition.id == "library_card"


def test_a_missing_file_names_itself(tmp_path):
    with pytest.raises(CatalogueError, match=r"unknown\.json"):
        FileProcesses(tmp_path).get("unknown")


def test_what_is_no_json_names_the_file(tmp_path):
    assert f"{NAME}.json" in complaint(tmp_path, "{")


def test_a_file_named_otherwise_than_its_process_is_refused(tmp_path, content):
    assert 'the name of its file, "other"' in complaint(tmp_path, content, "other")


def test_a_version_counts_from_one(tmp_path, content):
    assert "version: found 0" in complaint(tmp_path, content | {"version": 0})


def test_a_wrong_value_names_file_field_and_what_is_expected(tmp_path, content):
    content["states"][4]["kind"] = "waiting"
    told = complaint(tmp_path, content)
    assert f"{NAME}.json" in told
    assert "states[4].kind" in told
    assert "one of start, auto, wait, task, final" in told


def test_an_unknown_field_is_refused(tmp_path, content):
    content["deadlines"][0]["reminder"] = [3]
    told = complaint(tmp_path, content)
    assert "deadlines[0].reminder" in told
    assert "no field of this name" in told


def test_a_missing_field_is_named(tmp_path, content):
    del content["transitions"][0]["target"]
    assert "transitions[0].target: found nothing" in complaint(tmp_path, content)


def test_a_definition_that_cannot_work_is_refused_with_all_its_problems(tmp_path, content):
    content["states"][4]["timer"] = "sometime"
    content["transitions"][0]["target"] = "nowhere"
    told = complaint(tmp_path, content).splitlines()
    assert all(f"{NAME}.json: " in line for line in told)
    assert any("state 'clerk_queue': there is no deadline 'sometime'" in line for line in told)
    assert any("there is no state 'nowhere'" in line for line in told)
