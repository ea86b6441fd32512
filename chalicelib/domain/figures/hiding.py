"""Small numbers that could point at somebody are not published (GDPR, recital 26)."""

from collections.abc import Mapping


def hidden(counted: Mapping[str, int], smallest: int) -> frozenset[str]:
    """The keys of a table whose counts aren't shown, when its total is.

    A count from 1 up to below `smallest` is hidden; nothing is hidden of zero. When what is
    hidden together is itself that small, the next smallest goes too, so that nobody finds it by
    subtraction.
    """
    found = {key for key, n in counted.items() if 0 < n < smallest}
    rest = sorted((n, key) for key, n in counted.items() if n and key not in found)
    while found and rest and _is_found_out(found, counted, smallest):
        found.add(rest.pop(0)[1])
    return frozenset(found)


def _is_found_out(found: set[str], counted: Mapping[str, int], smallest: int) -> bool:
    return len(found) == 1 or sum(counted[key] for key in found) < smallest


def may_show_parts(part: int, whole: int, smallest: int) -> bool:
    """Whether a part of a whole, and with it the rest, may be shown."""
    return not (0 < part < smallest or 0 < whole - part < smallest)
