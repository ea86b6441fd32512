"""`make replay`: the year 2022 again, and the city's press release from it, to the digit.

`make replay PROCESS=address_change`: a year of moves, here and as it was on paper.

`make replay POLICY=2026`: what that year's demand would have given under a later year's policies.

RENDER=none (the default), a share like RENDER=1%, or RENDER=all says how many documents are
really rendered and sealed.
"""

import argparse
import os
import sys
import time

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table as Grid

from chalicelib.adapters.files.histories import FileHistories
from chalicelib.domain.address_change.move import PROCESS
from chalicelib.domain.figures.numbers import percent
from chalicelib.domain.figures.tally import AUTOMATIC, Year, year_of
from chalicelib.settings import TEMPLATES
from ops.measure.replay.moves import run as moves
from ops.measure.replay.pool import replay_all
from ops.measure.replay.report import ComparedFigure, compare
from ops.measure.replay.run import Job, ReplayOutcome
from ops.measure.replay.table import PrintedTable, canonical, quotas
from ops.synthetic.population import places

PEOPLE = 12_000
PROCESSES = 2
MOVES_IN = 2026
"""The year of the moves: the first in which they are offered here."""


def main() -> int:
    """Replay, show the comparison; 0 when every figure matches to the digit, 1 otherwise."""
    arguments, console = _parser().parse_args(), Console()
    if arguments.process == PROCESS:
        return _moves(console, arguments)
    table = canonical()
    job = Job(
        quotas(table, arguments.share),
        table.year,
        arguments.people,
        arguments.seed,
        render=share_of(arguments.render),
        policy=arguments.policy,
    )
    total = sum(quota.total for quota in job.quotas)
    started = time.perf_counter()
    with _progress(console) as progress:
        task = progress.add_task("Mensen maken", total=total, speed="")

        def report(done: int) -> None:
            spent = time.perf_counter() - started
            name = "Aanvragen" if done else "Mensen maken"
            progress.update(
                task, completed=done, description=name, speed=f"{done / spent:.0f} per seconde"
            )

        done = replay_all(job, arguments.processes, report)
        report(done.requests)
    year = year_of(table.year, done.days, done.days[-1].counted_at)
    _tell(console, done, time.perf_counter() - started)
    return _beside(console, year, table, job.policy) if job.policy else _judge(console, year, table)


def _beside(console: Console, year: Year, table: PrintedTable, policy: int) -> int:
    """The share under other policies beside the one that the city printed."""
    printed = next(one.printed for one in table.printed if one.key.endswith(".auto_share"))
    automatic, total = year.tally.total(handling=AUTOMATIC), year.tally.total()
    console.print(
        f"[bold]Automatic under the policies of {policy}: {percent(automatic, total, 2)}[/]"
    )
    console.print(f"The city printed for {table.year}: {printed} ({automatic} of {total} here).")
    console.print(
        "• Why a request took a clerk in 2022 wasn't published. Here the reasons are synthetic, so"
        " the difference shows what the policy can do, and not what it would have done.",
        style="dim",
    )
    return 0


def _moves(console: Console, arguments: argparse.Namespace) -> int:
    wanted = round(moves.MOVES * arguments.share)
    started = time.perf_counter()
    with _progress(console) as progress:
        task = progress.add_task("Verhuizingen", total=wanted, speed="")

        def report(n: int) -> None:
            speed = f"{progress.tasks[0].completed / (time.perf_counter() - started):.0f}"
            progress.update(task, advance=n, speed=f"{speed} per seconde")

        moved = moves.replay_moves(wanted, MOVES_IN, arguments.people, arguments.seed, report)
    moves.tell(console, moved, MOVES_IN)
    return 0


def share_of(text: str) -> float:
    """`none`, `all` or `1%` as a share. Raises ArgumentTypeError for anything else."""
    named = {"none": 0.0, "all": 1.0}
    if text in named:
        return named[text]
    try:
        share = float(text.removesuffix("%")) / 100
    except ValueError:
        share = -1.0
    if not (text.endswith("%") and 0 <= share <= 1):
        raise argparse.ArgumentTypeError(f"RENDER is none, all, or a share like 1%, not {text!r}")
    return share


def _judge(console: Console, year: Year, table: PrintedTable) -> int:
    nis, histories = places.home().nis, FileHistories(TEMPLATES / "figures")
    documents = len(year.tally.by("document"))
    compared = compare(year, table, histories, nis, documents)
    console.print(_grid(compared))
    for caveat in table.caveats:
        console.print(f"• {caveat}", style="dim")
    wrong = [one.key for one in compared if not one.is_same]
    if wrong:
        console.print(f"[bold red]{len(wrong)} of {len(compared)} figures differ.[/]")
        return 1
    console.print(f"[bold green]All {len(compared)} figures match to the digit.[/]")
    return 0


def _grid(compared: tuple[ComparedFigure, ...]) -> Grid:
    grid = Grid(title="The press release of the city, and this run", title_justify="left")
    grid.add_column("figure", overflow="fold")
    grid.add_column("this run", justify="right")
    grid.add_column("as printed", justify="right")
    grid.add_column("")
    for one in compared:
        note = "given as history" if one.is_given else "counted"
        verdict = f"[green]✓[/] {note}" if one.is_same else "[bold red]✗ differs[/]"
        grid.add_row(one.key, one.ours, one.printed, verdict)
    return grid


def _tell(console: Console, done: ReplayOutcome, seconds: float) -> None:
    console.print(
        f"{done.requests} requests in {seconds:.0f} s ({done.requests / seconds:.0f} a second):"
        f" {done.ended} ended, {done.decided} looks by clerks, {done.mails} mails,"
        f" {done.rendered} documents really rendered."
    )


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:<13}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ops replay", description=__doc__)
    named = ("certificate_request", PROCESS)
    wanted = os.environ.get("PROCESS") or named[0]
    parser.add_argument("--process", choices=named, default=wanted, help="whose year")
    under = int(os.environ.get("POLICY") or 0)
    parser.add_argument("--policy", type=int, default=under, help="the year whose policies hold")
    parser.add_argument("--render", default=os.environ.get("RENDER", "none"))
    parser.add_argument("--share", type=float, default=1.0, help="of the year, for a quick try")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
