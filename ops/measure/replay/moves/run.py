"""Both years of moves: here by the real use cases, on paper by what is known of paper."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import override
from zoneinfo import ZoneInfo

from rich.console import Console

from chalicelib.adapters.memory.queues import MemoryBells
from chalicelib.adapters.memory.registers.updates import MemoryUpdates
from chalicelib.domain.address_change.move import PROCESS
from chalicelib.domain.figures.served import ToldProcess, told
from chalicelib.domain.figures.tally import Day, year_of
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.usecases.address_change.visits import ROLE
from ops.measure.replay.counter import Counter, open_counter
from ops.measure.replay.moves.declarations import PlannedMove, declarations
from ops.measure.replay.moves.here import SETTLED_AFTER, Settled, YearOfMoves
from ops.measure.replay.moves.paper import on_paper
from ops.measure.replay.moves.report import CALCULATED, MAIL, SAID_BY_THE_CITY, Gain, gain, grid
from ops.measure.replay.moves.rounds import AWAY, MOST, OFFICERS, WalkedRound, rounds
from ops.synthetic.population import generate

MOVES = 5_000


@dataclass(frozen=True, slots=True)
class ReplayedMoves:
    """Both years: what came of each declaration here, the counted days, and what is gained."""

    settled: dict[str, Settled]
    days: list[Day]
    gains: tuple[Gain, ...]


def replay_moves(
    wanted: int,
    year: int,
    people: int,
    seed: int,
    report: Callable[[int], None] = lambda _: None,
    months: int = 12,
) -> ReplayedMoves:
    """So many moves in a year, or its first months; the same arguments give the same.

    `report` counts declarations.
    """
    population = generate(people, seed, date(year, 1, 1))
    counter = open_counter(population, 0.0, seed)
    counter.wiring.give(register_updates=MemoryUpdates(counter.registers), bells=_ClerksBells())
    addresses = counter.wiring.templates.addresses
    moves = declarations(
        population, addresses.streets(population.nis), counter.here, year, seed, wanted, months
    )
    districts = tuple(addresses.districts(population.nis))
    first, last = date(year, 1, 1), moves[-1].at.date() + SETTLED_AFTER
    walked = rounds(districts, counter.here, first, last - timedelta(days=1))
    ran = YearOfMoves(counter, moves, walked, year, report)
    ran.run()
    settled = ran.settled()
    return ReplayedMoves(settled, ran.days(), tuple(_gains(settled, moves, walked, counter)))


class _ClerksBells(MemoryBells):
    """Bells for clerks alone: officers have their lists, and hear none."""

    @override
    def ring(self, role: str, message: CaseMessage) -> None:
        if role != ROLE:
            super().ring(role, message)


def tell(console: Console, moved: ReplayedMoves, year: int) -> None:
    """Print it all."""
    done = sum(one.registered is not None for one in moved.settled.values())
    console.print(f"{len(moved.settled)} moves, {done} registered by the real use cases.")
    whole = year_of(year, moved.days, moved.days[-1].counted_at)
    for one in told(whole, "", 5):
        console.print(_steps(one))
    console.print(grid(moved.gains))
    console.print(f"The city says of its own: {SAID_BY_THE_CITY}. What is above is {CALCULATED}.")
    console.print(
        f"Made up, alike for both: {OFFICERS} officers a district, {MOST} visits a round, away on"
        f" {AWAY:.0%} of days; who is home; how many come in when. Kortrijk's are not known.",
        style="dim",
    )


def _steps(one: ToldProcess) -> str:
    parts = (f"{step.step} {step.median} (p90 {step.most})" for step in one.steps)
    served = one.served
    counted = f"all {served.cases} registered here within the year, in days of 24 hours begun"
    told = f"median {served.median}, p90 {served.most}"
    return f"{PROCESS}, {counted}: {told}; by step: {', '.join(parts)}"


def _gains(
    settled: dict[str, Settled],
    moves: list[PlannedMove],
    walked: list[WalkedRound],
    counter: Counter,
) -> Iterator[Gain]:
    zone = ZoneInfo(counter.here.timezone)
    here = {
        key: (one.declared.astimezone(zone), one.registered.astimezone(zone))
        for key, one in settled.items()
        if one.registered
    }
    districts = {key: one.district for key, one in settled.items()}
    for mail in MAIL:
        yield gain(mail, here, on_paper(moves, districts, walked, counter.here, mail))
