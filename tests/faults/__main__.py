"""Every call of every scenario goes wrong in every way: `make faults`, or some of it.

    python -m tests.faults [--scenario NAME] [--pairs 200] [--seed 1] [--part 1/2] [--again]

What was run stands in build/faults.jsonl, a line a run; a run that was well isn't repeated, so it
can be stopped and taken up again. The exit code is 1 when a promise was broken.
"""

import argparse
import json
import logging
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from tests.faults.runs import SCENARIOS, Run, as_pair, outcome, runs_of
from tests.faults.stage import Stage, a_stage
from tests.support.stages.emulator import compare_texts, copy_once

KEPT = Path("build/faults.jsonl")


def main(given: Sequence[str] | None = None) -> int:
    """Run what wasn't yet; print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--scenario", choices=sorted(SCENARIOS), action="append")
    parser.add_argument("--pairs", type=int, default=200, help="sampled pairs of faults")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", default="1/1", help="which of how many parts, side by side")
    parser.add_argument("--again", action="store_true", help="run also what was well before")
    asked = parser.parse_args(given)
    logging.disable(logging.CRITICAL)
    copy_once()
    compare_texts()
    KEPT.parent.mkdir(exist_ok=True)
    if asked.again:
        KEPT.unlink(missing_ok=True)
    with a_stage() as stage:
        with redirect_stdout(StringIO()):  # the metrics of functions
            every = [run for name in asked.scenario or SCENARIOS for run in runs_of(stage, name)]
        pairs = list(_pairs(every, asked.pairs, random.Random(asked.seed)))
        mixed = [*every, *pairs]
        random.Random(asked.seed).shuffle(mixed)  # so that a part of it shows all roads
        part, parts = map(int, asked.part.split("/"))
        for run in _not_yet(mixed[part - 1 :: parts]):
            with redirect_stdout(StringIO()):
                found = outcome(stage, run)
            _keep(run, found, stage)
    return _told({run.name for run in (*every, *pairs)})


def _pairs(every: Sequence[Run], many: int, chance: random.Random) -> Iterator[Run]:
    by_scenario: defaultdict[str, list[Run]] = defaultdict(list)
    for run in every:
        by_scenario[run.scenario].append(run)
    names = sorted(by_scenario)
    for number in range(many):
        runs = by_scenario[names[number % len(names)]]
        yield as_pair(*chance.sample(runs, 2))


def _not_yet(runs: Iterable[Run]) -> Iterator[Run]:
    well = {line["run"] for line in _lines() if not line["found"]}
    yield from (run for run in runs if run.name not in well)


def _keep(run: Run, found: list[str], stage: Stage) -> None:
    line = {"run": run.name, "scenario": run.scenario, "found": found}
    line["kinds"] = [fault.kind.value for fault in run.faults]
    line["at"] = [name for name, _ in stage.faults.hit]
    with KEPT.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    if found:
        print(f"{run.name} ({', '.join(line['at'])}): {'; '.join(found)}", flush=True)


def _lines() -> list[dict[str, list[str]]]:
    if not KEPT.exists():
        return []
    return [json.loads(line) for line in KEPT.read_text(encoding="utf-8").splitlines()]


def _told(names: set[str]) -> int:
    """A line a scenario: runs, and those after which something wasn't as promised."""
    last = {str(line["run"]): line for line in _lines() if str(line["run"]) in names}
    runs = Counter(str(line["scenario"]) for line in last.values())
    bad = Counter(str(line["scenario"]) for line in last.values() if line["found"])
    print(f"{'scenario':36} {'runs':>6} {'violations':>10}")
    for name in sorted(runs):
        print(f"{name:36} {runs[name]:>6} {bad[name]:>10}")
    print(f"{'all':36} {runs.total():>6} {bad.total():>10}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
