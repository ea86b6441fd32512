"""Lists that are read whole and shown page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

PAGE = 50
"""So many lines stand on a page."""


@dataclass(frozen=True, slots=True)
class ListPage[T]:
    """One page of a list; `found` counts all its lines."""

    lines: tuple[T, ...]
    found: int
    page: int
    pages: int


def page_of[T](every: Sequence[T], number: int) -> ListPage[T]:
    """The page of a number, counted from 1; the first or last for one that there isn't."""
    pages = max(-(-len(every) // PAGE), 1)
    page = min(max(number, 1), pages)
    return ListPage(tuple(every[(page - 1) * PAGE : page * PAGE]), len(every), page, pages)
