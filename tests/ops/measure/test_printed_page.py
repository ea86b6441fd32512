"""`docs/printed-facts.md` tells what stands on each document today, and why."""

from chalicelib.domain.shared.law import Certainty
from ops.measure.printed import PAGE, main, render
from tests.support.printing.desk import catalogue, labels

DOCUMENTS = catalogue().all()


def test_the_page_is_fresh() -> None:
    fresh = render(DOCUMENTS, labels()["nl"])
    assert PAGE.read_text(encoding="utf-8") == fresh, "the page is stale; run: make printed"


def test_a_stale_page_is_told_how_to_refresh_it(tmp_path, capsys) -> None:
    assert main(["--check"], tmp_path / "printed-facts.md") == 1
    assert "run: make printed" in capsys.readouterr().err


def test_every_fact_of_every_document_has_its_reason_and_how_sure_that_is() -> None:
    text = render(DOCUMENTS, labels()["nl"])
    for document in DOCUMENTS:
        section = text.split(f"\n`{document.id}`. ")[1].split("\n### ")[0]
        for fact in (fact for part in document.printed for fact in part.facts):
            rows = [row for row in section.splitlines() if f"| `{fact.code}` |" in row]
            assert any(fact.why in row for row in rows)
        assert any(sure.value.replace("_", " ") in section for sure in Certainty)
