"""Each kind of field has its template: a label, its help and its error where the field is."""

import re
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.process.actions import Destination, Field, FieldKind
from chalicelib.settings import TEMPLATES

OPTIONS = (Option("a", "Appel & peer"), Option("b", "Banaan"))


def shown(kind: FieldKind, values: dict[str, Any], problem: str = "") -> str:
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES / "pages"), autoescape=True, undefined=StrictUndefined
    )
    template = pages.from_string(
        '{% import "cases/_fields.html" as f %}{{ f.field(field, values, problems, options) }}'
    )
    field = Field("x", kind, "Een <veld>", True, Destination.CODE, help="Wat wij bedoelen.")
    problems = {"x": problem} if problem else {}
    return template.render(field=field, values=values, problems=problems, options=OPTIONS)


@pytest.mark.parametrize("kind", FieldKind)
def test_a_field_is_named_explained_and_says_what_is_wrong(kind: FieldKind) -> None:
    text = shown(kind, {}, "Dit klopt <niet>.")
    assert "Een &lt;veld&gt;" in text
    assert "Dit klopt &lt;niet&gt;." in text
    described = re.findall(r'aria-describedby="([^"]*)"', text)
    assert ["x-hulp", "x-fout"] in [ids.split() for ids in described]
    assert 'id="x-hulp"' in text
    assert 'id="x"' in text, "a summary of errors leads to the field"


@pytest.mark.parametrize("kind", FieldKind)
def test_what_was_typed_is_still_there(kind: FieldKind) -> None:
    match kind:
        case FieldKind.FILE:
            assert "Bestand kiezen" in shown(kind, {})
        case FieldKind.ADDRESS:
            assert 'value="Dam 1"' in shown(kind, {"x.street": "Dam 1"})
        case FieldKind.CHOICE | FieldKind.SEVERAL | FieldKind.HOUSEHOLD:
            assert re.search(r'value="b" checked', shown(kind, {"x": "b"}))
        case FieldKind.SLOT:
            text = shown(kind, {"x.day": "2027-05-15", "x.moment": "b"})
            assert 'value="2027-05-15"' in text
            assert 'value="b" selected' in text
        case FieldKind.YES_NO | FieldKind.DECLARATION:
            assert re.search(r'value="ja" checked', shown(kind, {"x": "ja"}))
        case FieldKind.LONG_TEXT:
            assert ">a&lt;b</textarea>" in shown(kind, {"x": "a<b"})
        case _:
            assert 'value="1&lt;2"' in shown(kind, {"x": "1<2"})
