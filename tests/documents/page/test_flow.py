from chalicelib.documents.fonts.lettering import Lettering
from chalicelib.documents.page.canvas import Canvas
from chalicelib.documents.page.flow import Block, Flow
from tests.support.desk import faces


class Record:
    """Blocks that remember where they were drawn: page and height."""

    def __init__(self) -> None:
        self.canvas = Canvas(Lettering(faces()))
        self.canvas.new_page()
        self.flow = Flow(self.canvas, y=20, top=10, bottom=100)
        self.drawn: list[tuple[str, int, float]] = []

    def block(self, name: str, height: float, **options) -> Block:
        return Block(height, self._drawer(name), **options)

    def _drawer(self, name: str):
        return lambda y: self.drawn.append((name, len(self.canvas.pages), y))


def test_blocks_stand_under_one_another() -> None:
    record = Record()
    record.flow.place([record.block("a", 30), record.block("b", 50)])
    assert record.drawn == [("a", 1, 20), ("b", 1, 50)]


def test_a_block_that_does_not_fit_goes_to_the_next_page() -> None:
    record = Record()
    record.flow.place([record.block("a", 60), record.block("b", 30)])
    assert record.drawn == [("a", 1, 20), ("b", 2, 10)]


def test_a_heading_goes_along_with_what_it_heads() -> None:
    record = Record()
    record.flow.place(
        [record.block("a", 60), record.block("head", 10, keep=True), record.block("b", 20)]
    )
    assert record.drawn == [("a", 1, 20), ("head", 2, 10), ("b", 2, 20)]


def test_a_table_that_goes_on_repeats_its_headings() -> None:
    record = Record()
    again = record.block("again", 5)
    rows = [
        record.block(f"row{i}", 30, again=again.draw, again_height=again.height) for i in range(4)
    ]
    record.flow.place(rows)
    assert record.drawn == [
        ("row0", 1, 20),
        ("row1", 1, 50),
        ("again", 2, 10),
        ("row2", 2, 15),
        ("row3", 2, 45),
    ]


def test_what_is_kept_together_but_fits_no_page_is_cut_all_the_same() -> None:
    record = Record()
    record.flow.place([record.block(str(i), 40, keep=True) for i in range(4)])
    assert [(name, page) for name, page, _ in record.drawn] == [
        ("0", 2),
        ("1", 2),
        ("2", 3),
        ("3", 3),
    ]


def test_kept_blocks_at_the_end_are_placed() -> None:
    record = Record()
    record.flow.place([record.block("a", 10, keep=True)])
    assert record.drawn == [("a", 1, 20)]
