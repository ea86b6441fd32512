"""Several shards at once, one process each, and their days put together."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from typing import Any

from chalicelib.domain.figures.tally import Day, merged
from ops.measure.replay.run import Job, ReplayOutcome, replay

_LOOK_EVERY = 0.2

_progress: list[Any] = []
"""The shared count of requests, in a worker."""


def replay_all(job: Job, processes: int, report: Callable[[int], None]) -> ReplayOutcome:
    """Run a job in some processes; `report` is told how many requests came in so far."""
    if processes == 1:
        return _alone(job, report)
    context = get_context("spawn")
    counter: Any = context.Value("l", 0)
    with ProcessPoolExecutor(processes, context, _remember, (counter,)) as pool:
        jobs = [replace(job, shard=n, shards=processes) for n in range(processes)]
        left: set[Future[ReplayOutcome]] = {pool.submit(_replay, shard) for shard in jobs}
        every = set(left)
        while left:
            _, left = wait(left, _LOOK_EVERY)
            report(counter.value)
        return together(future.result() for future in every)


def together(parts: Iterable[ReplayOutcome]) -> ReplayOutcome:
    """What several shards did, as one."""
    days: dict[date, list[Day]] = defaultdict(list)
    requests = ended = decided = mails = rendered = 0
    for part in parts:
        for day in part.days:
            days[day.day].append(day)
        requests, ended, decided = (
            requests + part.requests,
            ended + part.ended,
            decided + part.decided,
        )
        mails, rendered = mails + part.mails, rendered + part.rendered
    whole = tuple(
        replace(same[0], tally=merged(day.tally for day in same))
        for _, same in sorted(days.items())
    )
    return ReplayOutcome(whole, requests, ended, decided, mails, rendered)


def _alone(job: Job, report: Callable[[int], None]) -> ReplayOutcome:
    seen = 0

    def count(n: int) -> None:
        nonlocal seen
        seen += n
        report(seen)

    return replay(job, count)


def _remember(counter: Any) -> None:  # noqa: ANN401 - a shared integer
    _progress.append(counter)


def _replay(job: Job) -> ReplayOutcome:
    return replay(job, _count)


def _count(n: int) -> None:
    counter = _progress[-1]
    with counter.get_lock():
        counter.value += n
