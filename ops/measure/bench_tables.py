"""What an automatic document takes, as tables."""

from statistics import median

from rich.console import Console
from rich.table import Table

from ops.measure import costs
from ops.measure.bench_flow import DOCUMENTS, Measured, measure


def show(console: Console, runs: int) -> None:
    """Measure and print."""
    with console.status("documents …"):
        found = measure(runs)
    table = Table(
        "document",
        "to 202",
        "to the mail",
        "a page",
        "AWS calls",
        "cold",
        title=f"warm, medians of {runs}",
    )
    for document, figures in found.items():
        table.add_row(
            document,
            f"{median(figures.accepted):.0f} ms",
            f"{median(figures.mailed):.0f} ms",
            f"{median(figures.per_page):.0f} ms",
            f"{median(c.total() for c in figures.calls):.0f}",
            f"{figures.cold.total()}",
        )
    console.print(table)
    kinds = Table(
        "AWS call",
        "times",
        "cold",
        title="an automatic document, with sign-in's GetItem (aim: 11, cold 14)",
    )
    warm, cold = found[DOCUMENTS[0]].calls[-1], found[DOCUMENTS[0]].cold
    for kind, times in (warm | cold).most_common():
        kinds.add_row(kind, str(warm[kind]), str(times))
    console.print(kinds)
    _show_costs(console, usage_of(found[DOCUMENTS[0]]))


def usage_of(figures: Measured) -> costs.Usage:
    """What a document took, for what it costs."""
    accept = median(figures.accepted)
    writes, reads = zip(*figures.units, strict=True)
    return costs.Usage(
        accept_ms=accept,
        issue_ms=median(figures.mailed) - accept,
        write_units=median(writes),
        read_units=median(reads),
        calls=figures.calls[-1],
    )


def _show_costs(console: Console, usage: costs.Usage) -> None:
    """In dollars; on Lambda everything takes longer, by what docs/costs.md assumes."""
    lines = costs.of_document(usage)
    table = Table("part", "how much", "dollars", title="an automatic document costs")
    for line in lines:
        table.add_row(line.part, line.how_much, f"{line.dollars:.6f}")
    table.add_row("together", "", f"{costs.total(lines):.5f}", style="bold")
    console.print(table)
