"""The seal box and the block with the code on the page."""

from dataclasses import replace

import pytest

from chalicelib.domain.issued.sealing import SealKind
from tests.support.printing.desk import labels, poppler, printed, rendered, spoken_of, text_of
from tests.support.printing.marked import marked, sealed

PAPER = marked(printed("attest-leven"))


def box(**claims: object) -> str:
    """What the page says with another seal."""
    assert PAPER.mark is not None
    mark = replace(PAPER.mark, seal=replace(PAPER.mark.seal, **claims))
    return " ".join(text_of(rendered(replace(PAPER, mark=mark)).pdf).split())


def test_the_box_says_who_when_and_what_kind() -> None:
    said = box()
    assert "Door Stad Kortrijk op 17 maart 2026" in said
    assert "Geavanceerd elektronisch zegel (eIDAS)" in said
    assert "Certificaat van Thuisloket TEST – niet voor productie" in said


@pytest.mark.parametrize("is_so", [True, False])
@pytest.mark.parametrize(
    ("claim", "words"),
    [("is_test", "TEST – zonder rechtskracht"), ("is_stamped", "Met tijdstempel")],
)
def test_the_box_claims_a_thing_only_when_it_is_so(claim, words, is_so) -> None:
    assert (words in box(**{claim: is_so})) is is_so


@pytest.mark.parametrize("kind", SealKind)
def test_every_kind_of_seal_has_its_words_in_every_language(kind) -> None:
    for book in labels().values():
        assert book[f"seal.{kind}"]
    assert labels()["nl"][f"seal.{kind}"] in box(kind=kind)


def test_seal_and_link_are_tagged_and_read_aloud() -> None:
    pdf = sealed(rendered(PAPER).pdf)
    structure = poppler("pdfinfo", pdf, "-struct")
    assert "Form" in structure
    assert "Link" in structure
    assert PAPER.mark is not None
    assert PAPER.mark.code in spoken_of(pdf)
    assert f"https://{PAPER.mark.page}/".upper() in poppler("pdfinfo", pdf, "-url").upper()


def test_the_same_document_gives_the_same_bytes_before_sealing() -> None:
    assert rendered(PAPER).pdf == rendered(PAPER).pdf


def test_a_sealed_document_has_one_revision() -> None:
    assert sealed(rendered(PAPER).pdf).count(b"%%EOF") == 1


def test_a_corrected_document_says_which_one_it_replaces() -> None:
    note = labels()["nl"].say("note.replaces", number="34022-26-7K3M9-2QD4X")
    paper = replace(PAPER, notes=(note, *PAPER.notes), replaces="34022-26-7K3M9-2QD4X")
    assert note in " ".join(text_of(rendered(paper).pdf).split())
