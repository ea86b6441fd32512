"""One shard of a year: requests come in, the queues are drained, and the days are counted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random

from chalicelib.adapters.memory.figures import MemoryFigures, MemoryHappenings
from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.certificates.order import APPLICANT, PROCESS, as_form
from chalicelib.domain.figures.line import OPEN
from chalicelib.domain.figures.tally import Day
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.usecases.cases.working.run_work import WorkResult
from chalicelib.usecases.certificates.intake import IntakeCommand, can_issue_now
from chalicelib.usecases.figures.count_days import CountDays
from ops.measure.replay.clerks import Clerks
from ops.measure.replay.counter import Counter, activities, open_counter
from ops.measure.replay.people import People
from ops.measure.replay.plan import Order, Planner
from ops.measure.replay.table import Quota
from ops.measure.replay.timeline import Timeline
from ops.synthetic.population import Population, generate

TICK_EVERY = timedelta(hours=3)
SETTLED_AFTER = timedelta(days=120)
"""By then every request of the year has ended: terms to answer are over, decisions made."""

_IDENTIFIED = {
    Channel.COUNTER: Identified.CARD,
    Channel.PHONE: Identified.CALLBACK,
}
_DELIVERED = {
    Channel.COUNTER: Delivery.COUNTER,
    Channel.LETTER: Delivery.POST,
    Channel.FAX: Delivery.POST,
}


@dataclass(frozen=True, slots=True)
class Job:
    """What to replay; `shard` of `shards` takes its part of the people.

    `deliveries` is how often each message of the issue queue arrives, the later ones late. `policy`
    is the year whose policies of the municipality hold; 0 for those of the days themselves.
    """

    quotas: tuple[Quota, ...]
    year: int
    people: int
    seed: int = 1
    shard: int = 0
    shards: int = 1
    render: float = 0.0
    deliveries: int = 1
    policy: int = 0


@dataclass(frozen=True, slots=True)
class ReplayOutcome:
    """What came of it. `ended` are the requests that reached an end."""

    days: tuple[Day, ...]
    requests: int
    ended: int
    decided: int
    mails: int
    rendered: int


def replay(job: Job, report: Callable[[int], None] = lambda _: None) -> ReplayOutcome:
    """Run a shard; `report` is told how many requests came in since it was told last."""
    population = generate(job.people, job.seed, date(job.year, 1, 1))
    counter = open_counter(population, job.render, job.seed + job.shard, job.policy)
    orders = plan(job, population, counter)
    shard = Shard(counter, job, orders, report)
    shard.run()
    return shard.done()


def plan(job: Job, population: Population, counter: Counter) -> list[Order]:
    """The orders of a shard: everybody's requests are in one shard, as are their guards."""
    planner = Planner(
        People(population, activities()),
        counter.wiring.templates.catalogue,
        counter.here,
        job.year,
        job.seed,
    )
    return [
        order
        for order in planner.orders(job.quotas)
        if int(order.asker.applicant.digits) % job.shards == job.shard
    ]


class Shard:
    """A year at one counter."""

    def __init__(
        self, counter: Counter, job: Job, orders: list[Order], report: Callable[[int], None]
    ) -> None:
        self.counter = counter
        self._job = job
        self._orders = orders
        self._report = report
        self._rng = Random(f"shard {job.seed} {job.shard}")
        self._timeline = Timeline(counter.clock)
        self._clerks = Clerks(counter, self._timeline, job.seed + job.shard)

    def run(self) -> None:
        """Let the year happen, and what it leaves to do afterwards."""
        first = date(self._job.year, 1, 1)
        last = date(self._job.year, 12, 31) + SETTLED_AFTER
        self.counter.clock.set(datetime.combine(first, time.min, UTC))
        self._clerks.come_to_work(first, last)
        self._tick_until(datetime.combine(last, time.min, UTC))
        for order in self._orders:
            self._timeline.at(order.at, partial(self._arrive, order))
        self._timeline.run(self._take_messages)

    def done(self) -> ReplayOutcome:
        """The counted days, and how much was done."""
        days = self.count()
        return ReplayOutcome(
            days,
            len(self._orders),
            sum(_ended(day) for day in days),
            self._clerks.decided,
            self.counter.mailer.sent,
            self.counter.renderer.rendered,
        )

    def count(self) -> tuple[Day, ...]:
        """Count every day of the year by the use case that does so every hour."""
        figures, frames = MemoryFigures(), self.counter.wiring.road.frames
        count_days = CountDays(
            MemoryHappenings(self.counter.cases), figures, frames, self.counter.wiring.road.report
        )
        first = date(self._job.year, 1, 1)
        days = (first + timedelta(days=n) for n in range(366))
        count_days.days(self.counter.here.nis, (d for d in days if d.year == self._job.year))
        return tuple(figures.days(self.counter.here.nis, self._job.year))

    def _arrive(self, order: Order) -> None:
        if order.channel is Channel.THUISLOKET:
            self._submit(order)
        else:
            self._key_in(order)
        self._report(1)

    def _submit(self, order: Order) -> None:
        asker = order.asker
        self.counter.wiring.road.open_case(
            OpenCommand(
                self.counter.here.nis,
                PROCESS,
                APPLICANT,
                asker.applicant,
                _address(order),
                as_form(asker.wish),
                order.key,
                asker.assurance,
            )
        )

    def _key_in(self, order: Order) -> None:
        """A clerk keys it in."""
        channel = order.channel
        self.counter.wiring.certificates.intake(
            self.counter.staff[0],
            IntakeCommand(
                idempotency_key=order.key,
                channel=channel,
                applicant=order.asker.applicant,
                email=_address(order),
                order=replace(order.asker.wish, delivery=_DELIVERED.get(channel, Delivery.LINK)),
                identified_by=_IDENTIFIED.get(channel, Identified.COPY),
            ),
        )

    def _take_messages(self) -> None:
        """Hand what was sent to the issuance function, some seconds later."""
        messages, now = self.counter.issue_queue.messages, self.counter.clock.now()
        while messages:
            message, delay = messages.popleft()
            took = timedelta(seconds=delay + self._rng.triangular(1.2, 9.0, 2.4))
            for again in range(self._job.deliveries):
                late = timedelta(minutes=again * self._rng.randrange(0, 90))
                self._timeline.at(now + took + late, partial(self._issue, message))

    def _issue(self, message: CaseMessage) -> None:
        """Who waits at the counter or on the phone gets it when only the channel is in the way."""
        result, case = self.counter.wiring.issuance.run_work(message)
        if case is None or result is not WorkResult.DONE or case.intake.channel not in _IDENTIFIED:
            return
        findings = case.verdict.findings if case.verdict else ()
        if can_issue_now(case.instance.state, case.intake, findings):
            staff, intake = self.counter.staff[0], self.counter.wiring.certificates.intake
            intake.issue_now(staff, case.id)

    def _tick_until(self, last: datetime) -> None:
        def tick() -> None:
            self.counter.wiring.issuance.tick_cases(self.counter.here.nis)
            again = self.counter.clock.now() + TICK_EVERY
            if again < last:
                self._timeline.at(again, tick)

        self._timeline.at(self.counter.clock.now(), tick)


def _ended(day: Day) -> int:
    """The requests of a day that ended."""
    outcomes = day.tally.by("outcome").items()
    return sum(n for outcome, n in outcomes if outcome not in OPEN.values())


def _address(order: Order) -> str:
    return f"aanvrager-{order.asker.applicant.digits}@burger.example"
