"""Which runs there are, and what one of them shows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tests.faults.injecting import Fault, Kind, kinds_for
from tests.faults.promises.judged import violations
from tests.faults.scenarios import (
    certificates,
    counters,
    desks,
    duties,
    marriages,
    moves,
    walks,
    zworps,
)
from tests.faults.stage import Stage

type Scenario = Callable[[Stage], None]

_TOLD: Mapping[str, Scenario] = {
    f"{module.__name__.rpartition('.')[2]}.{scenario.__name__}": scenario
    for module, scenarios in (
        (
            certificates,
            (
                certificates.by_itself,
                certificates.approved,
                certificates.corrected,
                certificates.refused,
                certificates.asked_and_answered,
                certificates.never_answered,
                certificates.waited_for,
                certificates.withdrawn,
                certificates.abandoned,
            ),
        ),
        (
            desks,
            (
                desks.released,
                desks.escalated,
                desks.taken_over,
                desks.assigned,
                desks.made_elsewhere,
                desks.never_told,
                desks.register_away,
                desks.looked_at_again,
                desks.withdrawn_while_made,
            ),
        ),
        (
            counters,
            (
                counters.printed,
                counters.posted,
                counters.revoked,
                counters.replaced,
                counters.act_replaced,
                counters.bounced_at_once,
                counters.bounced_late,
                counters.bounced_for_good,
            ),
        ),
        (
            duties,
            (
                duties.counted,
                duties.counted_after_a_pause,
                duties.erased,
                duties.attachment_erased,
                duties.forgotten,
                duties.rotated,
                duties.set_aside,
                duties.bounced_while_aside,
            ),
        ),
        (marriages, (marriages.celebrated,)),
        (moves, (moves.registered, moves.agreed)),
        (zworps, (zworps.zworped, zworps.skreed, zworps.unzworped, zworps.dozed)),
    )
    for scenario in scenarios
}
_WALKED: Mapping[str, Scenario] = {
    f"walks.{process}.{seed}": walks.walk(process, seed)
    for process in walks.LANDS
    for seed in range(walks.WALKS)
}
SCENARIOS: Mapping[str, Scenario] = {**_TOLD, **_WALKED}


@dataclass(frozen=True, slots=True)
class Run:
    """One scenario with one or more faults."""

    scenario: str
    faults: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        """What tells it from all others."""
        faults = " + ".join(f"{fault.call} {fault.kind}" for fault in self.faults)
        return f"{self.scenario}: {faults}"


def runs_of(stage: Stage, scenario: str) -> Iterable[Run]:
    """Each call of a scenario, each way in which it can go wrong."""
    for number, call in enumerate(calls_of(stage, scenario)):
        for kind in kinds_for(call):
            yield Run(scenario, (Fault(number, kind),))


def calls_of(stage: Stage, scenario: str) -> list[str]:
    """The calls that a scenario makes when nothing goes wrong. Raises AssertionError."""
    found = outcome(stage, Run(scenario))
    assert found == [], f"{scenario}, with nothing wrong: {found}"
    return list(stage.faults.calls)


def outcome(stage: Stage, run: Run) -> list[str]:
    """What isn't as promised after a run."""
    stage.begin(*run.faults)
    try:
        SCENARIOS[run.scenario](stage)
    except Exception as error:  # what people got instead of an answer
        return [f"somebody got {type(error).__name__}: {error}"]
    calls = list(stage.faults.calls)
    stage.settle()
    found = violations(stage)
    stage.faults.calls[:] = calls
    return found


def as_pair(first: Run, second: Run) -> Run:
    """Both faults in one run."""
    faults = {fault.call: fault for fault in (*first.faults, *second.faults)}
    return Run(first.scenario, tuple(faults.values()))


__all__ = ["SCENARIOS", "Kind", "Run", "as_pair", "calls_of", "outcome", "runs_of"]
