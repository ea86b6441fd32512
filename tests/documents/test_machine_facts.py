"""The facts attached to a document: as the published schema says, and found again in the file."""

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from jsonschema import Draft202012Validator

from chalicelib.documents.facts_reading import facts_of
from chalicelib.documents.machine_facts import TERMS, as_json
from tests.support.desk import catalogue, kortrijk, printed, rendered
from tests.support.marked import marked, sealed

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "schemas" / "document-facts-1.json").read_text("utf-8")
)
EVERYTHING = [(d.id, v.id) for d in catalogue().all() for v in d.variants]


@pytest.mark.parametrize(("document", "variant"), EVERYTHING)
def test_the_facts_of_every_document_are_as_the_schema_says(document, variant) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    facts = json.loads(as_json(marked(printed(document, variant)), kortrijk()))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(facts)] == []


def test_every_term_is_of_a_fact_that_some_document_prints() -> None:
    papers = [printed(document, variant) for document, variant in EVERYTHING]
    codes = {line.code for paper in papers for section in paper.sections for line in section.lines}
    assert TERMS.keys() <= codes


def test_the_facts_are_found_in_the_sealed_file_as_a_pdf_reader_finds_them() -> None:
    paper = marked(printed("attest-leven"))
    pdf = sealed(rendered(paper).pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        attached = json.loads(opened.attachments["facts.json"].get_file().read_bytes())
    assert facts_of(pdf) == attached == json.loads(as_json(paper, kortrijk()))


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        b"%PDF-1.7 nothing",
        b"/Type /EmbeddedFile stream",
        b"/Type /EmbeddedFile stream\nnot packed",
        b'/Type /EmbeddedFile stream\n{"schema": "another"}',
    ],
)
def test_a_file_without_our_facts_has_none(pdf) -> None:
    assert facts_of(pdf) is None
