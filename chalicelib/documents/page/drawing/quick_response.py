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

    Drawn in modules from the upper left corner. Dark ones beside one another are one bar, so that
    no hairline shows between them.
    """
    rows = modules(text)
    side = len(rows) + 2 * QUIET
    unit = size / side
    bars = [
        f"{QUIET + start} {QUIET + y} {width} 1 re"
        for y, row in enumerate(rows)
        for start, width in _bars(row)
    ]
    grid = f"{unit:.5f} 0 0 {-unit:.5f} {left:.3f} {bottom + size:.3f} cm"
    return [grid, "1 1 1 rg", f"0 0 {side} {side} re f", "0 0 0 rg", *bars, "f"]


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
