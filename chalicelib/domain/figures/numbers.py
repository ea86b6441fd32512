"""Numbers as the city prints them: Dutch signs, shares rounded half up on the exact quotient."""

NBSP = "\u00a0"


def count(n: int) -> str:
    """`29.555`."""
    return f"{n:,}".replace(",", ".")


def hundredths(part: int, whole: int, decimals: int = 2) -> int | None:
    """A share in units of the last decimal (80.59 % is 8059); None of nothing."""
    if not whole:
        return None
    scale = int("1" + "0" * (decimals + 2))
    return (2 * part * scale + whole) // (2 * whole)


def decimal(part: int, whole: int, decimals: int = 2) -> str:
    """A share as programs read it: `80.59`; empty of nothing."""
    scaled = hundredths(part, whole, decimals)
    return "" if scaled is None else _pointed(scaled, decimals, ".")


def percent(part: int, whole: int, decimals: int = 2) -> str:
    """`80,59 %`; a dash of nothing."""
    scaled = hundredths(part, whole, decimals)
    return "–" if scaled is None else f"{_pointed(scaled, decimals, ',')}{NBSP}%"


def _pointed(scaled: int, decimals: int, point: str) -> str:
    if not decimals:
        return str(scaled)
    sign, digits = "-" if scaled < 0 else "", f"{abs(scaled):0{decimals + 1}d}"
    return f"{sign}{digits[:-decimals]}{point}{digits[-decimals:]}"


def change(now: int, before: int) -> str:
    """`−1,89 %` or `+3,00 %`, with a real minus sign; a dash when there was nothing before."""
    if not before:
        return "–"
    sign = "−" if now < before else "+"
    return f"{sign}{percent(abs(now - before), before)}"


_UNITS = ((86_400, "dag", "dagen"), (3600, "uur", "uur"), (60, "minuut", "minuten"))


def duration(seconds: int) -> str:
    """A time in words: `4 seconden`, `12 minuten`, `3 uur`, `2 dagen`."""
    if seconds < 1:
        return "minder dan een seconde"
    for unit, one, many in _UNITS:
        if seconds >= 2 * unit or seconds == unit:
            n = round(seconds / unit)
            return f"{n} {one if n == 1 else many}"
    return f"{seconds} {'seconde' if seconds == 1 else 'seconden'}"
