"""Some of all the runs of `make faults`, the same ones each time, over every road."""

import random

import pytest

from chalicelib.wiring.processes.bindings import LOADS
from tests.faults.runs import SCENARIOS, as_pair, outcome, runs_of
from tests.faults.scenarios.walks import LANDS
from tests.faults.stage import a_stage

SHARDS, RUNS, PAIRS = 4, 30, 4


@pytest.mark.parametrize("shard", range(SHARDS))
def test_whatever_call_goes_wrong_in_whatever_way_the_promises_hold(shard: int) -> None:
    chance, names = random.Random(shard), sorted(SCENARIOS)[shard::SHARDS]
    with a_stage() as stage:
        every = {name: list(runs_of(stage, name)) for name in names}
        once = [chance.choice(runs) for runs in every.values()]  # so that no road is left out
        rest = [run for runs in every.values() for run in runs if run not in once]
        sampled = [*once, *chance.sample(rest, RUNS - len(once))]
        pairs = [as_pair(*chance.sample(every[chance.choice(names)], 2)) for _ in range(PAIRS)]
        broken = {run.name: found for run in (*sampled, *pairs) if (found := outcome(stage, run))}
    assert broken == {}


def test_no_process_is_left_out() -> None:
    assert LOADS.keys() <= LANDS.keys()
