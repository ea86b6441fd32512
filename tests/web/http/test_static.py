"""The schema that sealed documents name is there for everybody, as it lies in the templates."""

import json

import pytest

from chalicelib.documents.machine_facts import PUBLISHED
from tests.support.printing.desk import TEMPLATES
from tests.support.web.counter import Visitor


def test_the_schema_of_attached_facts_is_published(visitor: Visitor) -> None:
    answer = visitor.get(PUBLISHED)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/schema+json"
    file = TEMPLATES / PUBLISHED.removeprefix("/")
    assert json.loads(answer.body) == json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("name", ["document-facts-0.json", "..%2Flabels%2Fnl.toml", ".."])
def test_nothing_else_is_given_as_a_schema(visitor: Visitor, name: str) -> None:
    assert visitor.get(f"/schemas/{name}").status_code == 404
