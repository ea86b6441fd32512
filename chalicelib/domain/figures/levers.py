"""What keeps documents from being automatic, and what would change if a rule didn't."""

from collections import Counter
from dataclasses import dataclass

from chalicelib.domain.figures.press import THUISLOKET
from chalicelib.domain.figures.quantiles import MOST, quantile
from chalicelib.domain.figures.tally import AUTOMATIC, HELD, MINOR_HELD, STEP, Tally


@dataclass(frozen=True, slots=True)
class Lever:
    """One rule: how many requests it kept from being automatic, and how many it alone did.

    `automatic_without` of `total` would be automatic if the rule didn't exist, and
    `automatic_for_minors` if it didn't hold where a parent or guardian asks for a minor.
    """

    code: str
    held: int
    alone: int
    automatic_without: int
    automatic_for_minors: int
    total: int


@dataclass(frozen=True, slots=True)
class Spot:
    """One document through one channel: how many, how many automatic, and why the others not."""

    document: str
    channel: str
    total: int
    automatic: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class StepTime:
    """One step of a process: how many cases came through it, half and most within how long.

    `median` and `most` (nine in ten) are in working days.
    """

    step: str
    cases: int
    median: int
    most: int


def levers(tally: Tally) -> tuple[Lever, ...]:
    """Every rule that held something, the one that alone held most first."""
    total, automatic = tally.total(), tally.total(handling=AUTOMATIC)
    held: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for what, n in tally.held():
        for code in what.codes:
            held[code] += n
        if len(what.codes) == 1:
            alone[what.reasons] += n
    minors = _for_minors(tally)
    found = (
        Lever(c, held[c], alone[c], automatic + alone[c], automatic + minors[c], total)
        for c in held
    )
    return tuple(sorted(found, key=lambda lever: (-lever.alone, -lever.held, lever.code)))


def _for_minors(tally: Tally) -> Counter[str]:
    """What each rule alone held of cases for a minor."""
    found: Counter[str] = Counter()
    for (_channel, code), n in tally.table(MINOR_HELD):
        found[code] += n
    return found


def online_levers(tally: Tally) -> tuple[Lever, ...]:
    """The levers of what came through the Thuisloket; its share of all requests stays the sum."""
    held = {HELD, MINOR_HELD}
    counts = {k: n for k, n in tally.counts.items() if k[0] not in held or k[2] == THUISLOKET}
    return levers(Tally(counts))


def spots(tally: Tally) -> tuple[Spot, ...]:
    """Every document through every channel, the largest first, with its reasons by weight."""
    totals: Counter[tuple[str, str]] = Counter()
    automatic: Counter[tuple[str, str]] = Counter()
    for cell, n in tally.cells():
        place = cell.of("document"), cell.channel
        totals[place] += n
        automatic[place] += n if cell.is_automatic else 0
    reasons: dict[tuple[str, str], Counter[str]] = {}
    for what, n in tally.held():
        into = reasons.setdefault((what.of("document"), what.channel), Counter())
        into.update(dict.fromkeys(what.codes, n))
    return tuple(
        Spot(*place, n, automatic[place], tuple(reasons.get(place, Counter()).most_common()))
        for place, n in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    )


def steps(tally: Tally) -> tuple[StepTime, ...]:
    """Every step that cases came through, the slowest first."""
    found: dict[str, Counter[int]] = {}
    for (step, days), n in tally.table(STEP):
        found.setdefault(step, Counter())[int(days)] += n
    times = (
        StepTime(s, d.total(), quantile(d, 0.5) or 0, quantile(d, MOST) or 0)
        for s, d in found.items()
    )
    return tuple(sorted(times, key=lambda time: (-time.median, -time.cases, time.step)))
