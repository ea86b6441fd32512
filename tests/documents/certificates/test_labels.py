import re
import shutil
from dataclasses import replace

import pytest

from chalicelib.documents.certificates.labels import check_documents, load_labels
from chalicelib.documents.errors import TemplateError
from chalicelib.documents.labels import LANGUAGES
from chalicelib.documents.page.layouts import load_layouts
from chalicelib.domain.certificates.catalogue import Family
from chalicelib.domain.certificates.paper import PrintedFact, SectionTemplate
from chalicelib.domain.certificates.wording.document import TELLERS
from chalicelib.domain.certificates.wording.labels import required
from chalicelib.domain.certificates.wording.printable import PRINTABLE
from chalicelib.domain.shared.law import Certainty
from tests.support.printing.desk import TEMPLATES, catalogue, labels, printed, the


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(TEMPLATES / "labels", tmp_path / "labels")


def without(path, start: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    path.write_text("\n".join(kept), encoding="utf-8")


ARTICLES = ("the_municipality.", "of_municipality.")
"""The name of a municipality in a sentence: by its first word, each language has its own ones."""


def test_every_language_has_every_word() -> None:
    assert set(labels()) == set(LANGUAGES)
    for book in labels().values():
        assert required() <= book.texts.keys()


def test_no_language_has_words_that_nothing_prints() -> None:
    closings = [closing for document in catalogue().all() for closing in document.closings]
    declared = {f"declaration.{code}" for c in closings for code in c.declares.values()}
    for book in labels().values():
        free = ("section.", "purpose.", "activity.", *ARTICLES)
        wanted = {c for c in required() | declared if not c.startswith(free)}
        assert {c for c in book.texts if not c.startswith(free)} == wanted


def test_every_language_has_the_same_blanks_in_its_sentences() -> None:
    def blanks(text: str) -> set[str]:
        names = (part.split("}")[0] for part in text.split("{")[1:])
        return {name.removeprefix("the_").removeprefix("of_") for name in names}

    for code, text in labels()["nl"].texts.items():
        for book in labels().values():
            if not code.startswith(ARTICLES):
                assert blanks(book[code]) == blanks(text), (book.language, code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_word_is_an_error_at_load_that_names_it(copy, language) -> None:
    without(copy / f"{language}.toml", "birth_date")
    with pytest.raises(TemplateError, match=rf"{language}\.toml: missing person\.birth_date"):
        load_labels(copy)


@pytest.mark.parametrize("start", ["visa", "gambling"])
def test_a_purpose_or_activity_without_translation_is_an_error_at_load(copy, start) -> None:
    without(copy / "de.toml", start)
    with pytest.raises(TemplateError, match=rf"de\.toml: missing \w+\.{start}"):
        load_labels(copy)


def test_a_broken_file_is_an_error_that_names_it(copy) -> None:
    (copy / "fr.toml").write_text("[date\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"fr\.toml"):
        load_labels(copy)


def test_every_fact_that_a_document_may_name_has_its_teller() -> None:
    assert set(TELLERS) == set(PRINTABLE)


def test_every_document_of_the_catalogue_can_be_printed_in_every_language() -> None:
    check_documents(labels(), catalogue().all())


def test_a_section_without_title_in_the_labels_is_refused() -> None:
    document = replace(
        the("attest-leven"),
        printed=(
            SectionTemplate((PrintedFact("person.name", "proef", Certainty.DESIGN),), "nowhere"),
        ),
    )
    with pytest.raises(TemplateError, match=r"attest-leven: no section\.nowhere in nl\.toml"):
        check_documents(labels(), [document])


def test_a_fact_that_nobody_can_tell_is_refused() -> None:
    shoes = PrintedFact("person.shoe_size", "proef", Certainty.DESIGN)
    document = replace(the("attest-leven"), printed=(SectionTemplate((shoes,)),))
    with pytest.raises(TemplateError, match=r"no printed fact person\.shoe_size"):
        check_documents(labels(), [document])


def test_a_declaration_without_words_is_refused() -> None:
    closing = replace(the("attest-leven").closings[0], declares={"attest": "nothing"})
    document = replace(the("attest-leven"), closings=(closing,))
    with pytest.raises(TemplateError, match=r"attest-leven: no declaration\.nothing in nl\.toml"):
        check_documents(labels(), [document])


def test_a_legal_basis_without_a_name_in_a_language_of_the_document_is_refused() -> None:
    document = the("attest-leven")
    basis = replace(document.regimes[0].legal_basis[0], ref="Wet van nergens")
    regime = replace(document.regimes[0], legal_basis=(basis,))
    with pytest.raises(TemplateError, match=r"no fr in laws\.toml for Wet van nergens"):
        check_documents(labels(), [replace(document, regimes=(regime,))])


def test_every_law_that_has_a_name_stands_on_a_document() -> None:
    documents = catalogue().all()
    asking = {basis.ref for d in documents for regime in d.regimes for basis in regime.legal_basis}
    cited = asking | {basis.ref for document in documents for basis in document.legal_basis}
    for language, book in labels().items():
        assert book.laws.keys() == (set() if language == "nl" else cited)


@pytest.mark.parametrize("language", ["fr", "de"])
def test_no_dutch_is_left_on_a_document_in_another_language(language) -> None:
    dutch = labels()["nl"]
    words = {text for text in dutch.texts.values() if " " in text and "{" not in text}
    for document in catalogue().all():
        for variant in document.variants:
            paper = printed(document.id, variant.id, language)
            said = {*paper.basis, paper.title, paper.declaration, *paper.notes}
            said |= {line.label for section in paper.sections for line in section.lines}
            assert not said & words
            assert not [text for text in said if re.search(r"\b(van|het|besluit|en uit)\b", text)]


def test_every_family_has_a_layout() -> None:
    assert set(load_layouts(TEMPLATES / "layouts")) == set(Family)


def test_a_layout_with_an_unknown_field_is_refused(tmp_path) -> None:
    copied = shutil.copytree(TEMPLATES / "layouts", tmp_path / "layouts")
    path = copied / "bevolking.toml"
    path.write_text(f"colour = 1\n{path.read_text()}", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"bevolking\.toml"):
        load_layouts(copied)
