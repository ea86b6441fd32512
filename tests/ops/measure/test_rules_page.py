"""`docs/rules.md` tells what the rules are today."""

import pytest

from chalicelib.domain.certificates.rules import REGISTRY
from ops.measure.rules import DOCUMENTS, PAGE, THEMES, main, render, theme_of
from tests.support.processes.lives import the
from tests.support.rules.documents import a_document, the_catalogue


def test_the_page_is_fresh():
    assert main(["--check"]) == 0, "docs/rules.md is stale; run: make rules"


def test_how_sure_a_term_is_stands_on_the_page_with_where_it_was_read():
    text = PAGE.read_text(encoding="utf-8")
    marriage = the("marriage")
    term = marriage.clocks["authenticity"]
    assert f"| {term.words} | {term.basis} | niet bevestigd |" in text
    assert all(source in text for source in marriage.sources)


def test_a_stale_page_is_told_how_to_refresh_it(tmp_path, capsys):
    page = tmp_path / "rules.md"
    assert main(["--check"], page) == 1
    assert "run: make rules" in capsys.readouterr().err
    assert not page.exists()


def test_a_written_page_is_fresh(tmp_path):
    page = tmp_path / "docs" / "rules.md"
    assert main([], page) == 0
    assert main(["--check"], page) == 0
    page.write_text(page.read_text(encoding="utf-8") + "!", encoding="utf-8")
    assert main(["--check"], page) == 1


def test_every_rule_stands_on_the_page_with_all_its_sentences():
    text = render(REGISTRY.values(), the_catalogue())
    for code, rule in REGISTRY.items():
        assert text.count(f"### {code}\n") == 1
        for says in (*rule.passed.values(), *rule.failed.values()):
            assert says.citizen in text
            assert says.clerk in text


def test_every_theme_has_rules_and_every_rule_a_theme():
    assert {theme_of(rule) for rule in REGISTRY.values()} == {module for module, _ in THEMES}


def test_a_new_document_stands_with_the_rules_that_it_uses():
    text = render(REGISTRY.values(), (*the_catalogue(), a_document()))
    assert "* documents: all 28" in text
    assert "`alles`" in text


@pytest.mark.parametrize("column", ["citizen", "clerk"])
def test_no_sentence_breaks_its_table(column):
    for rule in REGISTRY.values():
        for says in (*rule.passed.values(), *rule.failed.values()):
            assert not set("|\n") & set(getattr(says, column))


def test_the_documents_come_from_the_templates():
    assert {d.id for d in the_catalogue()} == {p.stem for p in DOCUMENTS.glob("*.toml")}
