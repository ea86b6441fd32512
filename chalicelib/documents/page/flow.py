"""Blocks under one another, over as many pages as they need; nothing is ever drawn off a page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from chalicelib.documents.errors import NoRoomError
from chalicelib.documents.page.canvas import Canvas

type Draw = Callable[[float], None]
"""Draws at a height, in mm from the top of the page."""

type Cut = Callable[[float], "tuple[Block, Block] | None"]
"""Parts a block: at most so many mm of it, and the rest; None when it can't be parted there."""

_HAIR = 1e-6
"""Less than rounding makes of a height."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something to draw; `height` in mm.

    `keep` holds it on one page with the next, `above` is air over it where it isn't the first on a
    page. `again` is drawn above it, as high as `again_height`, when it comes first on a page: the
    headings of its table. Without `cut` it isn't parted.
    """

    height: float
    draw: Draw
    keep: bool = False
    above: float = 0
    again: Draw | None = None
    again_height: float = 0
    cut: Cut | None = None


type Placed = tuple[Draw, float]
"""What is drawn at which height."""


@dataclass(slots=True)
class Flow:
    """Where the next block comes: `y`, between the top of later pages and the bottom."""

    y: float
    top: float
    bottom: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    _is_fresh: bool = False

    def place(self, blocks: Sequence[Block]) -> None:
        """Lay blocks out in order, kept ones together where a page has room for them.

        Raises NoRoomError when one is too high for any page and can't be parted.
        """
        for group in _groups(blocks):
            rest = group
            while rest:
                here, rest = self._begun(rest)
                self._put(here)
                if rest:
                    self._turn(rest[0])

    def draw(self, canvas: Canvas) -> None:
        """Draw what was laid out, the first page on the present one."""
        for number, placed in enumerate(self.pages):
            if number:
                canvas.new_page()
            for draw, y in placed:
                draw(y)

    def _begun(self, group: list[Block]) -> tuple[list[Block], list[Block]]:
        """What of a group stands on this page, and the rest."""
        y = self.y
        for count, block in enumerate(group):
            y += self._air(block, is_first=not count)
            if y + block.height > self.bottom + _HAIR:
                return self._parted(group, count, self.bottom - y)
            y += block.height
        return group, []

    def _parted(
        self, group: list[Block], count: int, room: float
    ) -> tuple[list[Block], list[Block]]:
        """A group of which only so many blocks fit, and so much of the next one."""
        block = group[count]
        halves = block.cut(room) if block.cut else None
        if halves:
            begun = replace(halves[0], above=block.above)
            return [*group[:count], begun], [halves[1], *group[count + 1 :]]
        if not self._is_fresh:
            return [], group
        if not count:
            raise NoRoomError(block.height)
        return _loosened(group[:count], group[count:])

    def _put(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self.y += self._air(block, is_first=True)
            self.pages[-1].append((block.draw, self.y))
            self.y += block.height
            self._is_fresh = False

    def _air(self, block: Block, *, is_first: bool) -> float:
        return 0 if is_first and self._is_fresh else block.above

    def _turn(self, first: Block) -> None:
        """Go on at the top of a new page, under the headings of the table that goes on."""
        self.pages.append([])
        self.y, self._is_fresh = self.top, True
        if first.again:
            self.pages[-1].append((first.again, self.y))
            self.y += first.again_height


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keep:
            yield group
            group = []
    if group:
        yield group


def _loosened(before: list[Block], after: list[Block]) -> tuple[list[Block], list[Block]]:
    """Kept blocks that no page holds: the end of those before goes along with those after."""
    last = before[-1]
    halves = last.cut(last.height - _HAIR) if last.cut else None
    if halves:
        return [*before[:-1], halves[0]], [halves[1], *after]
    if len(before) > 1:
        return before[:-1], [last, *after]
    return before, after
