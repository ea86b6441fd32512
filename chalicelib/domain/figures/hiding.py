"""Small numbers that could point at somebody are not published (GDPR, recital 26).

Nor can they be found: whoever knows all that is published, and how it is hidden, is left with
several possible values for each that is hidden.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hidden:
    """The keys of a table whose counts aren't shown; `small` may be said to be small."""

    away: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()


def hidden(counted: Mapping[str, int], smallest: int, known: Collection[str] = ()) -> Hidden | None:
    """What to hide of a table whose total is shown; None when nothing of it may be shown.

    A count from 1 up to below `smallest` is hidden; nothing is hidden of zero. The next smallest
    go along until each could be any small number; `known` are shown elsewhere, and can't.
    """
    away = {key for key, n in counted.items() if 0 < n < smallest}
    if away & set(known):
        return None
    rest = sorted((n, key) for key, n in counted.items() if n >= smallest and key not in known)
    while away and not _is_open([counted[key] for key in away], smallest):
        if not rest:
            return None
        away.add(rest.pop(0)[1])
    return Hidden(frozenset(away), _told(away, counted, smallest))


def hidden_while_growing(
    series: Sequence[Mapping[str, int]], smallest: int
) -> frozenset[str] | None:
    """What to hide of a table that was published several times; None when nothing may be shown.

    `series` is the table as it was each time, its total being shown. Neither a count nor by how
    much it grew is shown when it is small, or went down; what was hidden once stays hidden, so that
    no later table gives an earlier one away. The next smallest go along as in `hidden`.
    """
    away: set[str] = set()
    before: Mapping[str, int] = {}
    for counted in series:
        grown = {key: n - before.get(key, 0) for key, n in counted.items()}
        away |= {k for k, n in counted.items() if 0 < n < smallest or _is_odd(grown[k], smallest)}
        rest = sorted((n, key) for key, n in grown.items() if n >= smallest and key not in away)
        while not all(_gives_nothing(by, away, smallest) for by in (grown, counted)):
            if not rest:
                return None
            away.add(rest.pop(0)[1])
        before = counted
    return frozenset(away)


def _is_odd(grown: int, smallest: int) -> bool:
    return grown != 0 and grown < smallest


def _gives_nothing(counted: Mapping[str, int], away: set[str], smallest: int) -> bool:
    """Whether the sum of what is hidden leaves each of it open; nothing at all hides nothing."""
    counts = [counted.get(key, 0) for key in away if counted.get(key, 0)]
    return not counts or (min(counts) > 0 and _is_open(counts, smallest))


def _is_open(counts: list[int], smallest: int) -> bool:
    """Whether each of some positive counts could still be any small number, by their sum."""
    return len(counts) > 1 and sum(counts) >= len(counts) + smallest - 1


def _told(away: set[str], counted: Mapping[str, int], smallest: int) -> frozenset[str]:
    """The small ones, if each could still be any small number once that is said of them."""
    small = frozenset(key for key in away if counted[key] < smallest)
    large, total = len(away) - len(small), sum(counted[key] for key in away)
    others = len(small) - 1
    could_be_most = total - others - large * smallest >= smallest - 1
    could_be_one = large > 0 or total - others * (smallest - 1) <= 1
    return small if could_be_most and could_be_one else frozenset()


def may_show_parts(part: int, whole: int, smallest: int) -> bool:
    """Whether a part of a whole, and with it the rest, may be shown."""
    return not (0 < part < smallest or 0 < whole - part < smallest)


def hidden_parts(parts: Mapping[str, tuple[int, int]], smallest: int) -> frozenset[str]:
    """The keys whose part of their whole isn't shown, when the sum of all parts is.

    A part goes when it, or its rest, is small; the next smallest wholes go along until none that
    is hidden can be found from the sum.
    """
    away = {key for key, both in parts.items() if not may_show_parts(*both, smallest)}
    rest = sorted((whole, key) for key, (_, whole) in parts.items() if whole and key not in away)
    while rest and any(_room(parts[key], away, parts) < smallest - 1 for key in away):
        away.add(rest.pop(0)[1])
    return frozenset(away)


def _room(one: tuple[int, int], away: set[str], parts: Mapping[str, tuple[int, int]]) -> int:
    """How far a hidden part could be from the least to the most that it can be."""
    total = sum(parts[key][0] for key in away)
    others = sum(parts[key][1] for key in away) - one[1]
    return min(one[1], total) - max(0, total - others)
