"""Every call of every scenario goes wrong in every way: `make faults`, or some of it.

    python -m tests.faults [--scenario NAME] [--pairs 4] [--seed 1] [--jobs 2] [--again]

What was run stands in build/faults.jsonl, a line a run; a run that was well isn't repeated, so it
can be stopped and taken up again. The exit code is 1 when a promise was broken.
"""

import argparse
import gc
import json
import logging
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from tests.faults.runs import SCENARIOS, Run, as_pair, outcome, runs_of
from tests.faults.stage import Stage, a_stage
from tests.support.stages.emulator import compare_texts, copy_once, greet_once, parse_once

KEPT = Path("build/faults.jsonl")
NICE = 10


def main(given: Sequence[str] | None = None) -> int:
    """Run what wasn't yet; print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--scenario", choices=sorted(SCENARIOS), action="append")
    parser.add_argument("--pairs", type=int, default=4, help="sampled pairs of faults a road")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="how many side by side, politely")
    parser.add_argument("--again", action="store_true", help="run also what was well before")
    asked = parser.parse_args(given)
    logging.disable(logging.CRITICAL)
    copy_once()
    compare_texts()
    greet_once()
    parse_once()
    KEPT.parent.mkdir(exist_ok=True)
    if asked.again:
        KEPT.unlink(missing_ok=True)
    roads = asked.scenario or list(SCENARIOS)
    with a_stage() as stage:
        _side_by_side(
            [partial(_each, stage, roads[n :: asked.jobs], asked) for n in range(asked.jobs)]
        )
    return _told(roads)


def _side_by_side(parts: Sequence[Callable[[], None]]) -> None:
    """Each child of ours has a copy of the stage, and gives way to whatever else runs here."""
    children = []
    gc.freeze()
    for part in parts:
        if child := os.fork():
            children.append(child)
            continue
        os.nice(NICE)
        part()
        os._exit(0)
    for child in children:
        os.waitpid(child, 0)


def _each(stage: Stage, roads: Sequence[str], asked: argparse.Namespace) -> None:
    """The runs of some roads that aren't done yet, in a mixed order, so that a cut is fair."""
    chance, mixed = random.Random(asked.seed), list[Run]()
    for road in roads:
        with redirect_stdout(StringIO()):  # the metrics of functions
            every = list(runs_of(stage, road))
        pairs = (as_pair(*chance.sample(every, 2)) for _ in range(asked.pairs))
        mixed += [*every, *pairs]
    chance.shuffle(mixed)
    for run in _not_yet(mixed):
        with redirect_stdout(StringIO()):
            found = outcome(stage, run)
        _keep(run, found, stage)


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


def _lines() -> list[dict[str, Any]]:
    if not KEPT.exists():
        return []
    return [json.loads(line) for line in KEPT.read_text(encoding="utf-8").splitlines()]


def _told(roads: Collection[str]) -> int:
    """Tables of runs, and of those after which something wasn't as promised: by road, by kind."""
    last = {line["run"]: line for line in _lines() if line["scenario"] in roads}
    _table("road", [(line["scenario"], line["found"]) for line in last.values()])
    _table("kind", [(_kind(line["kinds"]), line["found"]) for line in last.values()])
    return 1 if any(line["found"] for line in last.values()) else 0


def _kind(kinds: Sequence[str]) -> str:
    return kinds[0] if len(kinds) == 1 else "a pair"


def _table(head: str, told: Sequence[tuple[str, Sequence[str]]]) -> None:
    runs, bad = Counter(name for name, _ in told), Counter(name for name, found in told if found)
    print(f"{head:36} {'runs':>6} {'violations':>10}")
    for name in sorted(runs):
        print(f"{name:36} {runs[name]:>6} {bad[name]:>10}")
    print(f"{'all':36} {runs.total():>6} {bad.total():>10}\n")


if __name__ == "__main__":
    sys.exit(main())
