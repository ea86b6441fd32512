"""Dutch writes words together; people write them apart, and the other way round."""

from collections.abc import Callable
from functools import cache

_LINKS = ("", "s", "en", "e", "n", "er")
_SHORTEST_PART = 4


def parts_of(word: str, knows: Callable[[str], bool]) -> tuple[str, ...]:
    """The fewest known words that a compound is made of, at least two; none when it can't be.

    Of several ways, the one whose shortest part is longest: `echtscheiding-akte`, not `echt-…`.

    Between two parts may stand what Dutch links them with: `overlijden-s-akte`.
    """

    @cache
    def split(rest: str) -> tuple[str, ...]:
        whole = ((rest,),) if knows(rest) else ()
        cuts = range(_SHORTEST_PART, len(rest) - _SHORTEST_PART + 1)
        divided = (made for cut in cuts for made in beginning_with(rest[:cut], rest[cut:]))
        return min((*whole, *divided), key=_clumsiness, default=())

    def beginning_with(part: str, rest: str) -> list[tuple[str, ...]]:
        if not knows(part):
            return []
        tails = (split(rest[len(link) :]) for link in _LINKS if rest.startswith(link))
        return [(part, *tail) for tail in tails if tail]

    found = split(word)
    return found if len(found) > 1 else ()


def _clumsiness(parts: tuple[str, ...]) -> tuple[int, int]:
    return len(parts), -min(map(len, parts))
