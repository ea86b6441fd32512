"""`docs/retention.md` and the privacy page tell what becomes of people's data today."""

from pathlib import Path

import pytest

from chalicelib.adapters.files.loading import CatalogueError
from chalicelib.adapters.files.retention import FileRetention
from chalicelib.domain.privacy.retention import FATES, Fate, Holding
from ops.measure.retention import PAGE, SOURCE, STORED, main, render

CLASS = '[[classes]]\nid = "acts"\nrefusal_days = 10\nkept = "de akte blijft."\n'


def test_the_page_is_fresh() -> None:
    fresh = render(FileRetention(SOURCE).get())
    assert PAGE.read_text(encoding="utf-8") == fresh, "stale; run: make retention"


def test_a_stale_page_is_told_how_to_refresh_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "docs" / "retention.md"
    assert main(["--check"], page) == 1
    assert "run: make retention" in capsys.readouterr().err
    assert main([], page) == 0
    assert main(["--check"], page) == 0


def test_every_kind_has_a_fate_a_place_and_a_row() -> None:
    text = render(FileRetention(SOURCE).get())
    assert set(FATES) == set(STORED) == set(Holding)
    for rule in FileRetention(SOURCE).get().rules:
        assert text.count(f"| {rule.what} | {STORED[rule.holding]} |") == 1
        assert "|" not in rule.what + rule.until + rule.basis + rule.why


def test_what_is_kept_although_somebody_asks_has_its_ground_in_article_17_3() -> None:
    kept = FileRetention(SOURCE).get().of(Fate.KEPT)
    assert len(kept) == 5
    assert [rule.holding for rule in kept if "art. 17, lid 3" not in rule.basis] == []


def test_what_holds_for_some_cases_only_is_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "retention.toml"
    text = SOURCE.read_text(encoding="utf-8").replace("[[rules]]", f"{CLASS}\n[[rules]]", 1)
    path.write_text(text, encoding="utf-8")
    told = render(FileRetention(path).get())
    assert "class `acts`: a refusal stays whole for 10 days. Nobody is forgotten in them" in told


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (("refusal_days = 60", "refusal_days = -1"), "refusal_days: found -1, expected 0 or more"),
        (('holding = "wish"', 'holding = "applicant"'), 'one rule for "wish"'),
        (('until = "twee dagen"', 'until = " "'), "rules.guards.until"),
        (('holding = "wish"', 'holding = "wisch"'), "did you mean"),
        (("refusal_days", "refusal_dags"), "refusal_days"),
        (("[[rules]]", f"{CLASS}{CLASS}\n[[rules]]"), 'classes.id: found "acts"'),
        (("[[rules]]", f"{CLASS.replace('10', '-1')}\n[[rules]]"), "classes.acts.refusal_days"),
    ],
)
def test_a_wrong_file_says_where_and_what(
    tmp_path: Path, wrong: tuple[str, str], expected: str
) -> None:
    path = tmp_path / "retention.toml"
    path.write_text(SOURCE.read_text(encoding="utf-8").replace(*wrong, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=expected):
        FileRetention(path).get()
