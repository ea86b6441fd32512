"""How long processes that take days took until what was asked was there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.figures.levers import StepTime, steps
from chalicelib.domain.figures.quantiles import MOST, quantile
from chalicelib.domain.figures.tally import APART, TIME, Tally, Year

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Served:
    """How many got what they asked, half and most (nine in ten) within so many days.

    `code` is that of what they have in common: a process, or a code by which its times are apart.
    """

    code: str
    cases: int
    median: int
    most: int


@dataclass(frozen=True, slots=True)
class ToldProcess:
    """A process as the public reads of it: no count, and no step of a few cases."""

    process: str
    served: Served
    steps: tuple[StepTime, ...]


def served(process: str, tally: Tally) -> Served | None:
    """How long all of a process took, whoever had a hand in it; None of nothing."""
    found: Counter[int] = Counter()
    for (_, seconds), n in tally.table(TIME):
        found[int(seconds)] += n
    return _served(process, found)


def served_apart(tally: Tally) -> tuple[Served, ...]:
    """The same by the code by which a process keeps its times apart, in the order of the codes."""
    found: dict[str, Counter[int]] = {}
    for (code, seconds), n in tally.table(APART):
        found.setdefault(code, Counter())[int(seconds)] += n
    every = (_served(code, times) for code, times in sorted(found.items()))
    return tuple(one for one in every if one is not None)


def counted(tally: Tally) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """By each dimension of a process, in alphabetical order: its codes, the most common first."""
    found: dict[str, Counter[str]] = {}
    for cell, n in tally.cells():
        for code in cell.codes:
            dimension, _, value = code.partition("=")
            found.setdefault(dimension, Counter())[value] += n
    return tuple((name, _most_first(codes)) for name, codes in sorted(found.items()))


def _most_first(codes: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(codes.items(), key=lambda one: (-one[1], one[0])))


def told(year: Year, but: str, smallest: int) -> Iterator[ToldProcess]:
    """What may be told of the year's processes but one, where enough cases came through."""
    for process in year.processes:
        tally = year.of(process).tally
        whole = served(process, tally)
        if process != but and whole is not None and whole.cases >= smallest:
            enough = tuple(step for step in steps(tally) if step.cases >= smallest)
            yield ToldProcess(process, whole, enough)


def _served(code: str, seconds: Counter[int]) -> Served | None:
    median, most = quantile(seconds, 0.5), quantile(seconds, MOST)
    if median is None or most is None:
        return None
    return Served(code, seconds.total(), _days(median), _days(most))


def _days(seconds: int) -> int:
    """Begun days."""
    return -(-seconds // _DAY)
