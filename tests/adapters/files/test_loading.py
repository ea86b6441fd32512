from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from pydantic import TypeAdapter

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.loading import CatalogueError, FileProblem, load

TEMPLATES = Path(__file__).parents[3] / "templates"
LABELS = TypeAdapter(dict[str, dict[Literal["nl"], str]])


@dataclass(frozen=True)
class Step:
    id: str
    days: int = 1
    after: "tuple[Step, ...]" = ()


STEPS = TypeAdapter(Step)


def test_json_and_toml_say_the_same(tmp_path: Path) -> None:
    in_json, in_toml = tmp_path / "a.json", tmp_path / "a.toml"
    in_json.write_text('{"id": "a", "after": [{"id": "b", "days": 2}]}', encoding="utf-8")
    in_toml.write_text('id = "a"\n[[after]]\nid = "b"\ndays = 2', encoding="utf-8")
    assert load(in_json, STEPS) == load(in_toml, STEPS) == Step("a", 1, (Step("b", 2),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"id": "a"', 'a.json: found "Invalid JSON: '),
        ("[]", "a.json: found [], expected a table with id"),
        ('{"id": null}', "a.json: id: found null, expected a text"),
        ('{"id": "a", "after": [{"days": 2}]}', "after[0].id: found nothing, expected a text"),
        ('{"id": "a", "after": {}}', "after: found {}, expected a list, each a table with id"),
        ('{"id": "a", "days": 1.5}', "days: found 1.5, expected a whole number"),
    ],
)
def test_a_wrong_json_file_says_where_and_what_is_expected(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(path, STEPS)
    assert message in str(caught.value)


def test_what_stood_there_is_quoted_in_short(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f'{{"id": "a", "days": "{"x" * 500}"}}', encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(path, STEPS)
    assert len(str(caught.value)) < 200


def test_a_check_sees_the_value_and_its_problems_are_all_told(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('id = "a"', encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(
            path, STEPS, lambda step: [FileProblem("id", step.id, "x"), FileProblem("days", 1, "y")]
        )
    assert [problem.field for problem in caught.value.problems] == ["id", "days"]
    assert load(path, STEPS, lambda _: ()) == Step("a")


def test_every_purpose_and_statement_of_a_document_has_a_label_and_no_label_is_idle() -> None:
    documents = FileCatalogue(TEMPLATES / "documents").all()
    labels = load(TEMPLATES / "labels" / "purposes.toml", LABELS)
    asked = {use for one in documents for use in (*one.purposes, *one.statements)}
    assert set(labels) == asked


def test_every_regulated_activity_has_a_label_of_its_own() -> None:
    labels = load(TEMPLATES / "labels" / "activities.toml", LABELS)
    texts = [label["nl"] for label in labels.values()]
    assert len(texts) == len(set(texts)) >= 5
