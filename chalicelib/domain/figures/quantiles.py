"""Medians and other quantiles of counted values."""

from collections.abc import Mapping

MOST = 0.9
"""Within this share's time nearly everybody was helped; half says nothing of who waits long."""


def quantile(counted: Mapping[int, int], share: float) -> int | None:
    """The smallest value that at least a share of all don't exceed; None of nothing."""
    total, seen = sum(counted.values()), 0
    for value in sorted(counted):
        seen += counted[value]
        if seen >= share * total:
            return value
    return None


def share_within(counted: Mapping[int, int], limit: int) -> tuple[int, int]:
    """How many don't exceed a limit, of how many."""
    return sum(n for value, n in counted.items() if value <= limit), sum(counted.values())
