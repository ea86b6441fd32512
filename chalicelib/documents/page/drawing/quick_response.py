"""QR codes as vectors: one path of dark modules with their quiet zone around."""

from functools import lru_cache

QUIET = 4
"""Light modules around the code, as ISO/IEC 18004 wants them."""

MASK = 2
"""Always the same: choosing the best of eight costs four times the time, and decodes no better."""


@lru_cache(maxsize=64)
def modules(text: str) -> tuple[bytes, ...]:
    """The rows of the code without its quiet zone; a byte a module, 1 where it is dark."""
    import segno  # noqa: PLC0415 - 44 ms, in the issuing path only

    code = segno.make_qr(text, error="m", boost_error=True, mask=MASK)
    return tuple(bytes(row) for row in code.matrix)


def qr_operators(text: str, left: float, bottom: float, size: float) -> list[str]:
    """A white square of `size` points with the code in it; left and bottom in points.

    Dark modules beside one another are drawn as one bar, so that no hairline shows between them.
    """
    rows = modules(text)
    unit = size / (len(rows) + 2 * QUIET)
    bars = [
        f"{_n(left + (QUIET + start) * unit)} {_n(bottom + size - (QUIET + y + 1) * unit)}"
        f" {_n(width * unit)} {_n(unit)} re"
        for y, row in enumerate(rows)
        for start, width in _bars(row)
    ]
    square = f"{_n(left)} {_n(bottom)} {_n(size)} {_n(size)} re f"
    return ["1 1 1 rg", square, "0 0 0 rg", *bars, "f"]


def _bars(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many they are."""
    bars: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if bars and sum(bars[-1]) == x:
            bars[-1] = (bars[-1][0], bars[-1][1] + 1)
        else:
            bars.append((x, 1))
    return bars


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
