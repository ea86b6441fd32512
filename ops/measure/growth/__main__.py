"""Measure what a request asks of AWS when 1,000, 10,000 and 100,000 cases are stored. `make growth`

Each size is what is stored beside a day's usual work: the same worklist, the same days that are
still counted. Constant is what it must be. AWS is moto, in this process; nothing is timed.
"""

import argparse
import sys

from rich.console import Console
from rich.table import Table

from ops.measure.growth.counting import Asked
from ops.measure.growth.measured import Found, measured
from ops.measure.growth.stored import Usual

SIZES = (1_000, 10_000, 100_000)
TOLERATED = 0.02
"""Of the bytes: ids and dates are written in more or fewer digits."""


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when something grows."""
    parser = argparse.ArgumentParser(prog="python -m ops growth", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, help="how many are stored")
    console = Console()
    found: dict[int, Found] = {}
    for size, each in measured(parser.parse_args(arguments).sizes, Usual()):
        found[size] = each
        console.print(_table(found))
    growing = grown(list(found.values()))
    console.print(f"grows: {', '.join(growing)}" if growing else "nothing grows")
    return 1 if growing else 0


def grown(found: list[Found]) -> list[str]:
    """What asks for more at one of the sizes than at the first."""
    first = found[0]
    return [name for name in first if any(_more(first[name], each[name]) for each in found[1:])]


def _more(few: Asked, many: Asked) -> bool:
    is_same = (few.calls, few.rows) == (many.calls, many.rows)
    return not is_same or abs(many.bytes - few.bytes) > TOLERATED * few.bytes


def _table(found: dict[int, Found]) -> Table:
    table = Table("work", title="calls / rows / bytes of the answers, by stored cases")
    for size in found:
        table.add_column(f"{size:,}", justify="right")
    for name in next(iter(found.values())):
        table.add_row(name, *(_cell(each[name]) for each in found.values()))
    return table


def _cell(asked: Asked) -> str:
    return f"{asked.calls} / {asked.rows} / {asked.bytes:,}"


if __name__ == "__main__":
    sys.exit(main())
