"""What a spreadsheet makes of our files: text in cells, whatever somebody called a thing."""

import ast
import csv
from io import StringIO
from itertools import cycle
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.adapters.memory.figures import MemoryFigures
from chalicelib.web.figures import spreadsheet
from chalicelib.web.figures.spreadsheet import BOM
from tests.support.figures import a_year
from tests.support.web.counter import Visitor, open_counter

ROOT = Path(__file__).parents[3]
FORMULAS = (
    '=HYPERLINK("http://x.example";"Klik")',
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\uff1d1",
    'a";=1',
    "a\r\n=1;2",
)
BEGINS = ("=", "+", "-", "@")
CELLS = st.one_of(st.sampled_from(FORMULAS), st.text(max_size=8), st.integers(-9, 9))


def read(text: str) -> list[list[str]]:
    """As a spreadsheet takes it apart."""
    return list(csv.reader(StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_cell_is_what_it_says_in_its_own_place_and_never_a_formula(
    rows: list[list[str | int]],
) -> None:
    for cells, found in zip(rows, read(spreadsheet.spreadsheet(rows)), strict=True):
        assert [cell.removeprefix("'") for cell in found] == [
            str(cell).removeprefix("'") for cell in cells
        ]
        texts = [one for one, cell in zip(found, cells, strict=True) if isinstance(cell, str)]
        assert not [text for text in texts if text.strip().startswith(BEGINS)]


def test_documents_may_be_called_anything_and_the_figures_hold_no_formula() -> None:
    figures, names = MemoryFigures(), cycle(FORMULAS)
    a_year(figures, share=0.01)
    with open_counter({"rollups": figures}) as counter:
        counter.wiring.figures.document_name = lambda _: next(names)
        rows = read(Visitor().get("/cijfers/2022?formaat=csv").body.decode())
    assert {len(row) for row in rows} == {6}
    assert len([row for row in rows if row[1] == "Document"]) >= len(FORMULAS)
    assert not [cell for row in rows for cell in row if cell.strip().startswith(BEGINS)]


def test_only_what_keeps_formulas_out_writes_rows() -> None:
    """A second writer would have to think of it again."""
    writers = [
        path
        for folder in ("chalicelib", "ops")
        for path in (ROOT / folder).rglob("*.py")
        if "csv" in _imported(path)
    ]
    assert writers == [Path(spreadsheet.__file__)]


def _imported(path: Path) -> set[str]:
    found = ast.walk(ast.parse(path.read_text("utf-8")))
    return {name.name for node in found if isinstance(node, ast.Import) for name in node.names}
