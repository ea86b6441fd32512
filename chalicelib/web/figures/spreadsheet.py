"""Rows of text as a file that a Dutch spreadsheet opens, and reads as nothing but text."""

import csv
from collections.abc import Iterable
from io import StringIO

BOM = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet reckon a cell, the wide forms of East Asian keyboards among it."""


def spreadsheet(rows: Iterable[Iterable[str | int]]) -> str:
    """Semicolons between the cells, CR LF after each row; a cell is never a formula."""
    out = StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
    for row in rows:
        write([_text(cell) for cell in row])
    return BOM + out.getvalue()


def _text(cell: str | int) -> str | int:
    """An apostrophe before what would be reckoned: a spreadsheet shows the rest as it stands."""
    is_formula = isinstance(cell, str) and cell.lstrip(" ").startswith(_BEGINS_FORMULA)
    return f"'{cell}" if is_formula else cell
