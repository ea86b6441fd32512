import pytest

from chalicelib.documents.errors import NoRoomError
from chalicelib.documents.fonts.lettering import Lettering
from chalicelib.documents.page.canvas import Canvas
from chalicelib.documents.page.flow import Block, Flow
from tests.support.printing.desk import faces


class Record:
    """Blocks that remember where they were drawn: page and height."""

    def __init__(self) -> None:
        self.canvas = Canvas(Lettering(faces()))
        self.canvas.new_page()
        self.drawn: list[tuple[str, int, float]] = []

    def place(self, blocks: list[Block]) -> None:
        flow = Flow(y=20, top=10, bottom=100)
        flow.place(blocks)
        flow.draw(self.canvas)

    def cuttable(self, name: str, height: float, **options) -> Block:
        """A block that can be parted anywhere, but leaves 10 mm on either side."""

        def cut(room: float) -> tuple[Block, Block] | None:
            here = min(room, height - 10)
            if here < 10:
                return None
            return self.cuttable(name, here), self.cuttable(f"{name}+", height - here, **options)

        return self.block(name, height, cut=cut, **options)

    def block(self, name: str, height: float, **options) -> Block:
        return Block(height, self._drawer(name), **options)

    def _drawer(self, name: str):
        return lambda y: self.drawn.append((name, len(self.canvas.pages), y))


def test_blocks_stand_under_one_another() -> None:
    record = Record()
    record.place([record.block("a", 30), record.block("b", 50)])
    assert record.drawn == [("a", 1, 20), ("b", 1, 50)]


def test_a_block_that_does_not_fit_goes_to_the_next_page() -> None:
    record = Record()
    record.place([record.block("a", 60), record.block("b", 30)])
    assert record.drawn == [("a", 1, 20), ("b", 2, 10)]


def test_a_heading_goes_along_with_what_it_heads() -> None:
    record = Record()
    record.place(
        [record.block("a", 60), record.block("head", 10, keep=True), record.block("b", 20)]
    )
    assert record.drawn == [("a", 1, 20), ("head", 2, 10), ("b", 2, 20)]


def test_a_table_that_goes_on_repeats_its_headings() -> None:
    record = Record()
    again = record.block("again", 5)
    rows = [
        record.block(f"row{i}", 30, again=again.draw, again_height=again.height) for i in range(4)
    ]
    record.place(rows)
    assert record.drawn == [
        ("row0", 1, 20),
        ("row1", 1, 50),
        ("again", 2, 10),
        ("row2", 2, 15),
        ("row3", 2, 45),
    ]


def test_of_what_is_kept_together_but_fits_no_page_none_stands_alone() -> None:
    record = Record()
    record.place([record.block(str(i), 29, keep=True) for i in range(4)])
    assert [(name, page) for name, page, _ in record.drawn] == [
        ("0", 2),
        ("1", 2),
        ("2", 3),
        ("3", 3),
    ]


def test_kept_blocks_at_the_end_are_placed() -> None:
    record = Record()
    record.place([record.block("a", 10, keep=True)])
    assert record.drawn == [("a", 1, 20)]


def test_a_block_longer_than_a_page_goes_on_over_as_many_as_it_needs() -> None:
    record = Record()
    record.place([record.block("a", 30), record.cuttable("long", 160)])
    assert record.drawn == [("a", 1, 20), ("long", 1, 50), ("long+", 2, 10), ("long++", 3, 10)]


def test_a_heading_stays_with_the_begin_of_what_it_heads() -> None:
    record = Record()
    blocks = [record.block("a", 60), record.block("head", 10, keep=True)]
    record.place([*blocks, record.cuttable("long", 60)])
    assert record.drawn == [("a", 1, 20), ("head", 1, 80), ("long", 1, 90), ("long+", 2, 10)]


def test_what_closes_a_document_takes_the_end_of_a_long_block_along() -> None:
    record = Record()
    record.place([record.cuttable("long", 85, keep=True), record.block("end", 60)])
    assert record.drawn[-2:] == [("long+", 2, 10), ("end", 2, 20)]


def test_what_fits_on_no_page_and_cannot_be_parted_is_refused() -> None:
    record = Record()
    with pytest.raises(NoRoomError) as caught:
        record.place([record.block("a", 10), record.block("too high", 91)])
    assert caught.value.why == ("room", "91 mm")
    assert record.drawn == []


def test_air_over_a_block_is_left_out_at_the_top_of_a_page() -> None:
    record = Record()
    record.place(
        [record.block("a", 40), record.block("b", 30, above=5), record.block("c", 9, above=7)]
    )
    assert record.drawn == [("a", 1, 20), ("b", 1, 65), ("c", 2, 10)]
