"""What people write stands on paper as they wrote it, and is a program to no reader of PDFs."""

import json
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from chalicelib.documents.errors import MissingGlyphError
from chalicelib.domain.issued.printing import Line, PrintedDocument, Section, Table
from tests.support.printing.desk import printed, rendered, text_of, without_spaces

SPOILED = (
    ") Tj ET Q /JS (app.alert(1)) >> endobj 1 0 obj << /S /JavaScript",
    "(((( \\) \\( \\\\ \\101 \\",
    "<FEFF0041> <</S /Launch /F (cmd.exe)>>",
    "EMC /P <</MCID 99>> BDC",
    "endstream endobj xref trailer %%EOF startxref 0",
    "https://dief.example/?a=1&b=<2> javascript:alert(1) mailto:dief@x.example",
    "</rdf:li><!ENTITY x SYSTEM 'file:///etc/passwd'>]]> &amp; &x;",
    "{reference} {0.__class__} {{7*7}} ${7*7} %s %(x)d",
    '", "document": "attest-leven", "x": "\\u0022',
)
UNPRINTABLE = (
    *("\0", "\x07", "\x1b", "\n", "\r", "\t", "\x7f", "\x85", "\u200b", "\u200e", "\u202e"),
    *("\u2028", "\u2066", "\ufeff", "\ud800"),
)
ACTIONS = {"/JavaScript", "/JS", "/Launch", "/AA", "/SubmitForm", "/GoToR", "/XFA"}


def spoiled(paper: PrintedDocument, text: str) -> PrintedDocument:
    """The text wherever a text of somebody may come to stand, and in every title."""
    section = Section(text, (Line(text, text, "x"),), (Table((text,), ((text,),), "t"),), (text,))
    return replace(
        paper, title=text, subtitle=text, sections=(section,), declaration=text, notes=(text,)
    )


def names_in(pdf: pikepdf.Pdf) -> set[str]:
    """Every key and name of every object, those of pages' programs apart."""
    found: set[str] = set()
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            found |= set(one.keys())
            found |= {str(value) for value in one.values() if isinstance(value, pikepdf.Name)}
    return found


def links_of(pdf: pikepdf.Pdf) -> list[str]:
    return [
        str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note
    ]


@pytest.mark.parametrize("text", SPOILED)
def test_a_text_is_printed_word_for_word_and_opens_nothing(text: str) -> None:
    plain = printed("attest-leven")
    paper = spoiled(plain, text)
    pdf = rendered(paper).pdf
    assert without_spaces(text_of(pdf)).count(without_spaces(text)) >= 8
    with pikepdf.open(BytesIO(pdf)) as read, pikepdf.open(BytesIO(rendered(plain).pdf)) as usual:
        assert not read.get_warnings()
        assert not names_in(read) & ACTIONS
        assert isinstance(read.Root.OpenAction, pikepdf.Array), "where it opens, nothing it does"
        assert links_of(read) == links_of(usual)
        for page in read.pages:
            assert {str(o.operator) for o in pikepdf.parse_content_stream(page)} <= OPERATORS
        facts = json.loads(read.attachments["facts.json"].get_file().read_bytes())
        assert facts["title"] == facts["sections"][0]["statements"][0] == text
        assert facts["document"] == plain.kind
        told = ET.fromstring(read.Root.Metadata.read_bytes())
        assert any(text in (one.text or "") for one in told.iter())


OPERATORS = {"BDC", "EMC", "BT", "ET", "Tf", "rg", "Td", "TJ", "Ts", "re", "f", "q", "Q"} | {
    *("cm", "m", "l", "c", "h", "S", "w", "RG", "W", "n", "gs", "Do", "J", "j", "d", "f*", "k", "K")
}


@pytest.mark.parametrize("sign", UNPRINTABLE, ids=ascii)
def test_what_steers_a_reader_is_on_no_paper(sign: str) -> None:
    """Whatever register or form it came from: such a document waits for somebody."""
    with pytest.raises(MissingGlyphError):
        rendered(spoiled(printed("attest-leven"), f"een{sign}twee"))
