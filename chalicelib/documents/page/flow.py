"""Blocks under one another, over as many pages as they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chalicelib.documents.page.canvas import Canvas

type Draw = Callable[[float], None]
"""Draws at a height, in mm from the top of the page."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something that isn't cut; `height` in mm.

    `keep` holds it on one page with the next. `again` is drawn above it, as high as
    `again_height`, when it comes first on a page: the headings of its table.
    """

    height: float
    draw: Draw
    keep: bool = False
    again: Draw | None = None
    again_height: float = 0


@dataclass(slots=True)
class Flow:
    """Where the next block comes: `y`, between the top of later pages and the bottom."""

    canvas: Canvas
    y: float
    top: float
    bottom: float

    def place(self, blocks: Sequence[Block]) -> None:
        """Draw blocks in order, kept ones together, turning the page when needed."""
        group: list[Block] = []
        for block in blocks:
            group.append(block)
            if not block.keep:
                self._place(group)
                group = []
        self._place(group)

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self.canvas.new_page()
        self.y = self.top

    def _place(self, group: Sequence[Block]) -> None:
        if not group:
            return
        if self.y + sum(block.height for block in group) > self.bottom:
            self.turn()
            self._repeat(group[0])
        for block in group:
            if self.y + block.height > self.bottom and self.y > self.top:
                self.turn()
            block.draw(self.y)
            self.y += block.height

    def _repeat(self, first: Block) -> None:
        if first.again:
            first.again(self.y)
            self.y += first.again_height
