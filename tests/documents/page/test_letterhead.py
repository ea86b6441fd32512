"""The head, foot and seal box of any municipality, however long its names."""

import re
from dataclasses import dataclass, replace
from itertools import combinations

import pytest

from chalicelib.documents.errors import NoRoomError
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.shared.language import Language
from chalicelib.domain.tenants.municipality import Head, Municipality
from tests.support.printing.desk import kortrijk, poppler, printed, renderer, spoken_of, text_of
from tests.support.printing.marked import marked

LONG = "Gemeente Sint-Pieters-Woluwe-ter-Voorbeeld / Commune de Woluwe-Saint-Pierre-lez-Exemple"
BILINGUAL = (
    Head("nl", "Gemeente Sint-Lambrechts-Woluwe-ter-Proef", "Bevolking en Burgerlijke Stand"),
    Head("fr", "Commune de Woluwe-Saint-Lambert-à-l’Essai", "Population et État civil"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, and the middle half of its height, in points."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Word") -> bool:
        """Whether two words overprint each other."""
        is_beside = self.right <= other.left + 0.5 or other.right <= self.left + 0.5
        is_over = self.bottom <= other.top or other.bottom <= self.top
        return self.page == other.page and not (is_beside or is_over)


def words_of(pdf: bytes) -> list[Word]:
    found, page = [], 0
    for line in poppler("pdftotext", pdf, "-bbox", after="-").splitlines():
        page += "<page " in line
        if "<word " in line:
            left, top, right, bottom = (float(n) for n in re.findall(r'="([\d.]+)"', line))
            half = (bottom - top) / 4
            text = re.sub("<[^>]*>", "", line).strip()
            found.append(Word(page, text, left, top + half, right, bottom - half))
    return found


def drawn(here: Municipality, language: Language = "nl", **changes: object) -> bytes:
    paper = replace(marked(printed("attest-leven", language=language, here=here)), **changes)
    return renderer().render(paper, here).pdf


def held_by(paper: PrintedDocument, name: str) -> PrintedDocument:
    assert paper.mark
    return replace(paper, mark=replace(paper.mark, seal=replace(paper.mark.seal, holder=name)))


def called(name: str) -> Municipality:
    return replace(kortrijk(), official_name=name)


@pytest.mark.parametrize("name", ["Stad Kortrijk", LONG, f"{LONG} en {LONG}"], ids=len)
def test_no_word_is_printed_over_another_however_long_the_name(name) -> None:
    words = words_of(drawn(called(name)))
    clashes = [(a.text, b.text) for a, b in combinations(words, 2) if a.meets(b)]
    assert clashes == []
    assert all(word.left > 60 and word.right < 536 for word in words)


def test_the_whole_name_stands_in_the_head() -> None:
    assert LONG in " ".join(text_of(drawn(called(LONG))).split())


def test_a_name_that_no_size_makes_fit_is_refused() -> None:
    with pytest.raises(NoRoomError):
        drawn(called(" ".join([LONG] * 9)))


def test_the_seal_box_holds_the_longest_holder() -> None:
    paper = held_by(marked(printed("attest-leven")), f"{LONG} – {LONG}")
    words = words_of(renderer().render(paper, kortrijk()).pdf)
    title = next(word for word in words if word.text == "verzegeld")
    last = next(word for word in words if word.text == "rechtskracht")
    assert last.bottom - title.top < 27 * 72 / 25.4
    assert not [(a.text, b.text) for a, b in combinations(words, 2) if a.meets(b)]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_bilingual_municipality_has_both_languages_at_the_head_each_tagged(language) -> None:
    here = replace(kortrijk(), letterhead=BILINGUAL)
    pdf = drawn(here, language)
    spoken = spoken_of(pdf)
    assert all(head.name in spoken and head.service in spoken for head in BILINGUAL)
    other = "fr" if language == "nl" else "nl"
    assert f"/Lang ({other})".encode() in pdf
    own = BILINGUAL[0] if language == "nl" else BILINGUAL[1]
    said = " ".join(text_of(pdf).split())
    assert own.name in said.partition("Rijksregister" if language == "nl" else "Registre")[0]
    clashes = [(a.text, b.text) for a, b in combinations(words_of(pdf), 2) if a.meets(b)]
    assert clashes == []


def test_dutch_names_and_register_texts_on_a_french_document_are_tagged_as_dutch() -> None:
    assert drawn(kortrijk(), "fr").count(b"/Lang (nl)") >= 3
    assert b"/Lang (nl)" not in drawn(kortrijk(), "nl").replace(b"/Lang (nl)", b"", 1)


def test_a_french_copy_tags_each_cell_of_dutch_text() -> None:
    paper = printed("akte-geboorte", "afschrift", "fr")
    tagged = renderer().render(paper, kortrijk()).pdf.count(b"/Lang (nl)")
    texts = [line for section in paper.sections for line in section.lines if line.language]
    cells = 3
    head = 3
    assert tagged == len(texts) + cells + head
