"""Who may see what of a case: parties, staff roles, and those who handle it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

AUTHOR = "author"
HANDLERS = "handlers"
TURN = "turn"
"""The party who is to act; written down as the party it was at the time."""

DEFAULT = (AUTHOR, HANDLERS)
"""Who sees what says nothing else: who wrote it, and those who handle the case."""

type Audience = tuple[str, ...]
"""Roles of the process, `author`, `handlers`, and single parties or staff as `party:2`."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who looks at a case: a party, or staff with their roles.

    `author` is how they stand in entries (`party:2`, `staff:k17`).
    """

    author: str
    roles: frozenset[str]
    is_staff: bool = False

    @property
    def party(self) -> int:
        """The number of the party who reads; 0 for staff."""
        kind, _, number = self.author.partition(":")
        return int(number) if kind == "party" else 0


def may_read(
    audience: Collection[str], author: str, reader: Reader, handlers: Collection[str]
) -> bool:
    """Whether a reader is among an audience; `handlers` are the roles that handle the case."""
    if reader.author in audience or (AUTHOR in audience and reader.author == author):
        return True
    wanted = set(audience) & reader.roles
    is_handler = reader.is_staff and bool(reader.roles & set(handlers))
    return bool(wanted) or (HANDLERS in audience and is_handler)


def resolved(audience: Iterable[str], whose_turn: Collection[int]) -> Audience:
    """An audience with `turn` put as the parties whose turn it is."""
    parties = tuple(f"party:{number}" for number in sorted(whose_turn))
    return tuple(name for said in audience for name in (parties if said == TURN else (said,)))
