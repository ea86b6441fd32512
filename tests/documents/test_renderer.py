import json
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from chalicelib.documents.errors import MissingGlyphError, TemplateError
from chalicelib.domain.registers.people import PersonName
from tests.support.printing.desk import (
    can_be_read,
    catalogue,
    facts_of,
    kortrijk,
    pages_of,
    poppler,
    printed,
    rendered,
    renderer,
    spoken_of,
    tags_of,
    text_of,
    the,
    without_spaces,
)
from tests.support.printing.marked import marked
from tests.support.printing.people import (
    CYRILLIC,
    GREEK,
    LONGEST,
    MARKED,
    NAMES,
    a_birth,
    a_person,
    register_answers,
    with_long_entries,
)

EVERYTHING = [(d.id, v.id) for d in catalogue().all() for v in d.variants]
RESIDENCES = "attest-hoofdverblijfplaats-historiek-volledig"
LONG = {
    RESIDENCES: {"residences": 30},
    "attest-gezinssamenstelling": {"members": 22},
}


@pytest.mark.parametrize(("document", "variant"), EVERYTHING)
@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_the_text_of_every_document_holds_every_fact(document, variant, language) -> None:
    paper = printed(document, variant, language)
    text = without_spaces(text_of(rendered(paper).pdf))
    for fact in map(without_spaces, facts_of(paper)):
        assert fact in text


@pytest.mark.parametrize(
    ("document", "variant"),
    [
        ("attest-leven", "attest"),
        ("attest-gezinssamenstelling", "attest"),
        ("akte-huwelijk", "afschrift"),
        ("strafregister-uittreksel", "596-2"),
    ],
)
def test_the_tags_hold_every_fact(document, variant) -> None:
    paper = printed(document, variant)
    spoken = without_spaces(spoken_of(rendered(paper).pdf))
    for fact in map(without_spaces, facts_of(paper)):
        assert fact in spoken


@pytest.mark.parametrize("who", NAMES)
def test_hard_names_and_partial_dates_can_be_read_back(who) -> None:
    person = a_person(NAMES[who], a_birth(1948, 3, 0, "GR"))
    paper = printed("attest-leven", language="fr", person=person)
    pdf = rendered(paper).pdf
    text, spoken = without_spaces(text_of(pdf)), without_spaces(spoken_of(pdf))
    for fact in map(without_spaces, facts_of(paper)):
        assert fact in text
        assert fact in spoken


@pytest.mark.parametrize("name", [LONGEST, GREEK, CYRILLIC, MARKED], ids=lambda n: n.family[:8])
def test_every_font_is_embedded_as_a_subset_with_a_map_to_unicode(name) -> None:
    fonts = poppler("pdffonts", rendered(printed("attest-leven", person=a_person(name))).pdf)
    rows = [line.split() for line in fonts.splitlines()[2:]]
    assert len(rows) >= 3
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert rendered(printed("akte-geboorte")).pdf == rendered(printed("akte-geboorte")).pdf


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.support.printing.desk import printed, rendered;"
        "print(hashlib.sha256(rendered(printed('akte-geboorte')).pdf).hexdigest())"
    )

    def digest(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program]
        root = Path(__file__).parents[2]
        done = subprocess.run(
            command, env=environment, cwd=root, check=True, capture_output=True, text=True
        )
        return done.stdout

    assert digest("1") == digest("2")


def test_another_number_gives_other_bytes() -> None:
    paper = printed("attest-leven")
    other = replace(paper, number="34022-26-AAAAA-BBBBB")
    assert rendered(paper).pdf != rendered(other).pdf


@pytest.mark.parametrize("document", LONG)
def test_long_documents_number_their_pages_and_repeat_the_headings_of_their_table(
    document,
) -> None:
    paper = printed(document, **LONG[document])
    made = rendered(paper)
    assert made.pages == 2
    table = paper.sections[-1].tables[0]
    for page in ("1", "2"):
        text = poppler("pdftotext", made.pdf, "-raw", "-f", page, "-l", page, after="-")
        assert f"Pagina {page} van 2" in text
        assert all(column in text for column in table.columns)
    assert spoken_of(made.pdf).count(table.columns[-1]) == 1


@pytest.mark.parametrize("document", LONG)
def test_the_declaration_never_stands_on_a_page_without_facts(document) -> None:
    ((fact, most),) = LONG[document].items()
    for count in range(4, most + 1):
        paper = printed(document, **{fact: count})
        made = rendered(paper)
        last = str(made.pages)
        text = poppler("pdftotext", made.pdf, "-raw", "-f", last, "-l", last, after="-")
        assert paper.sections[-1].tables[0].rows[-1][-1] in " ".join(text.split())


def test_arms_and_background_stand_in_a_document_once_however_many_pages_show_them() -> None:
    short, long = printed("attest-leven"), printed(RESIDENCES, **LONG[RESIDENCES])
    one, several = rendered(short), rendered(long)
    assert several.pages > one.pages == 1
    assert forms_in(several.pdf) == forms_in(one.pdf) > 0


def forms_in(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        streams = [o for o in opened.objects if isinstance(o, pikepdf.Stream)]
        return sum(o.get("/Subtype") == "/Form" for o in streams)


@pytest.mark.parametrize("document", ["attest-leven", "strafregister-uittreksel"])
def test_a_document_of_one_page_takes_less_than_fifty_kilobytes(document) -> None:
    made = rendered(marked(printed(document)))
    assert made.pages == 1
    assert len(made.pdf) < 50_000


def test_long_documents_have_bookmarks_and_short_ones_have_none() -> None:
    paper = printed("attest-hoofdverblijfplaats-historiek-volledig", residences=30)
    with pikepdf.open(BytesIO(rendered(paper).pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [paper.title, *(section.title for section in paper.sections)]
    assert b"/Outlines" not in rendered(printed("attest-leven")).pdf


def test_the_file_says_its_title_its_language_and_its_standards() -> None:
    pdf = rendered(printed("akte-geboorte", "afschrift", "fr")).pdf
    assert b"/Lang (fr)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    xmp = poppler("pdfinfo", pdf, "-meta")
    assert ">Acte de naissance – Copie</rdf:li>" in xmp
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "2026-03-17T00:00:00+00:00" in xmp


def test_headings_tables_and_the_figure_are_tagged_in_reading_order() -> None:
    tags = tags_of(rendered(printed("attest-gezinssamenstelling")).pdf)
    kinds = re.findall(r"^ *(Figure|H1|H2|Table|THead|TBody|TH|TD|P)\b", tags, re.MULTILINE)
    assert kinds[:2] == ["Figure", "P"]
    assert kinds.index("H1") < kinds.index("H2") < kinds.index("Table")
    assert kinds.index("THead") < kinds.index("TBody")
    assert "/Scope /Row" in tags
    assert "/Scope /Column" in tags


def test_the_arms_have_an_alternative_text_in_the_language_of_the_document() -> None:
    pdf = rendered(printed("attest-leven", language="de")).pdf
    assert b"/Alt (Wappen der Stad Kortrijk)" in pdf


def test_the_facts_are_attached_for_machines(tmp_path) -> None:
    paper = printed("attest-hoofdverblijfplaats-historiek-volledig")
    pdf = rendered(paper).pdf
    assert b"/AFRelationship /Data" in pdf
    target = tmp_path / "facts.json"
    poppler("pdfdetach", pdf, "-save", "1", "-o", str(target))
    facts = json.loads(target.read_text(encoding="utf-8"))
    assert facts["number"] == paper.number
    assert facts["issuedOn"] == "2026-03-17"
    codes = [fact["code"] for section in facts["sections"] for fact in section["facts"]]
    assert "person.family_name" in codes
    rows = facts["sections"][-1]["tables"][0]["rows"]
    assert [tuple(row) for row in rows] == list(paper.sections[-1].tables[0].rows)


@pytest.mark.parametrize(
    ("document", "variant"),
    [
        ("akte-geboorte", "afschrift"),
        ("akte-adoptie", "afschrift"),
        ("strafregister-uittreksel", "595"),
        ("attest-teraardebestelling", "attest"),
    ],
)
def test_entries_longer_than_a_page_lose_no_word(document, variant) -> None:
    answered = with_long_entries(register_answers(the(document), variant, is_blank=False))
    paper = printed(document, variant, answered=answered)
    pdf = rendered(paper).pdf
    pages, spoken = pages_of(pdf), without_spaces(spoken_of(pdf))
    for fact in facts_of(paper):
        assert can_be_read(fact, pages)
        assert without_spaces(fact) in spoken


def test_a_row_that_goes_on_stands_under_the_headings_of_its_table() -> None:
    answered = register_answers(the("strafregister-uittreksel"), "595", is_blank=False)
    paper = printed("strafregister-uittreksel", "595", answered=with_long_entries(answered))
    pages = pages_of(rendered(paper).pdf)
    assert len(pages) > 2
    headings = without_spaces("".join(paper.sections[-1].tables[0].columns))
    assert all(headings in page for page in pages)


@pytest.mark.parametrize("character", ["中", "ا", "😀", "\u200f", "\u0007"])
def test_a_character_that_no_font_has_is_an_error_that_names_it_and_not_the_text(
    character,
) -> None:
    person = a_person(PersonName(("Marieke",), f"Voor{character}beeld"))
    paper = printed("attest-leven", person=person)
    with pytest.raises(MissingGlyphError) as caught:
        rendered(paper)
    assert caught.value.why == ("character", f"U+{ord(character):04X}")
    assert "Voor" not in str(caught.value)


def test_a_municipality_without_its_arms_is_told_which_file_is_missing() -> None:
    here = kortrijk()
    bare = replace(here, look=replace(here.look, arms="00000.svg"))
    with pytest.raises(TemplateError, match=r"00000\.svg"):
        renderer().render(printed("attest-leven"), bare)


def test_nothing_but_tagged_content_and_artifacts_is_drawn() -> None:
    depth = 0
    for line in page_content(rendered(printed("attest-leven")).pdf).splitlines():
        if line.endswith("BDC"):
            assert depth == 0
            depth += 1
        elif line == "EMC":
            depth -= 1
        else:
            assert depth == 1, line
    assert depth == 0


def page_content(pdf: bytes) -> str:
    """The content stream of the only page."""
    streams = re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", pdf, re.DOTALL)
    contents = (zlib.decompressobj().decompress(stream) for stream in streams)
    return max(contents, key=lambda content: content.count(b"BDC")).decode("latin-1")
