"""The words of the search, from files."""

from pathlib import Path
from shutil import copytree

import pytest

from chalicelib.adapters.files.guides import FileGuides
from chalicelib.adapters.files.loading import CatalogueError
from chalicelib.domain.finding.guide import GuideTarget, TargetKind

FOLDER = Path(__file__).parents[3] / "templates/finding"
DOCUMENTS = {path.stem for path in (FOLDER.parent / "documents").glob("*.toml")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(FOLDER, tmp_path / "finding")


def test_a_municipality_says_it_in_its_own_words() -> None:
    guides = FileGuides(FOLDER, DOCUMENTS)
    parking = GuideTarget(TargetKind.ELSEWHERE, "bewonerskaart")
    assert "Parko" in guides.of("34022").matters[parking].says
    assert "Parko" not in guides.of("44021").matters[parking].says
    assert guides.of("34022").matters.keys() == guides.of("44021").matters.keys()


def test_what_a_municipality_adds_is_found_there_only(folder: Path) -> None:
    (folder / "44021.toml").write_text(
        '[[elsewhere]]\nid = "gondel"\nname = "Gondel"\nsays = "Bel de haven."\nasks = ["gondel"]\n'
        '[[situations]]\nasks = ["varen"]\nleads_to = ["elsewhere:gondel"]\n'
    )
    guides = FileGuides(folder, DOCUMENTS)
    gondola = GuideTarget(TargetKind.ELSEWHERE, "gondel")
    assert gondola in guides.of("44021").matters
    assert gondola not in guides.of("34022").matters


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "situations",
            '[[situations]]\nasks = ["x"]\nleads_to = ["document:akte-geborte"]\n',
            'did you mean "document:akte-geboorte"',
        ),
        (
            "44021",
            '[[situations]]\nasks = ["x"]\nleads_to = ["elsewhere:rijbewij"]\n',
            'did you mean "elsewhere:rijbewijs"',
        ),
        (
            "elsewhere",
            '[[elsewhere]]\nid = "a"\nname = "A"\nsays = "A."\nasks = []\n',
            "`asks` with a phrase or more",
        ),
        (
            "processes",
            2 * '[[processes]]\nid = "a"\nname = "A"\nsays = "A."\nasks = ["a"]\n',
            "an id of its own",
        ),
        (
            "words",
            'little = []\nlight = []\ngrave = []\nsame = [["wil", "wens"], ["Wíl", "testament"]]\n',
            "every word in one row",
        ),
        (
            "words",
            'little = ["op de"]\nlight = []\ngrave = []\nsame = []\n',
            "expected one word",
        ),
    ],
)
def test_a_wrong_file_says_what_and_where(folder: Path, name: str, text: str, said: str) -> None:
    (folder / f"{name}.toml").write_text(text)
    with pytest.raises(CatalogueError) as refused:
        FileGuides(folder, DOCUMENTS).of("44021")
    assert said in str(refused.value)
    assert f"finding/{name}.toml" in str(refused.value)
