"""Colours on paper of either kind: how well one is read on the other."""

DARK_PAPER = "#14171a"
"""What pages are written on in the dark (templates/static/site.css)."""

_READABLE = 7
"""Of text on dark paper, so that it has WCAG's 4.5 (1.4.3) on the greys that lie on it too."""

_STEPS, _WHITE = 20, 255


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as `#rrggbb`, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def in_the_dark(colour: str) -> str:
    """The same colour, lighter where it takes that to be read on dark paper."""
    for step in range(_STEPS + 1):
        lighter = _towards_white(colour, step / _STEPS)
        if contrast(lighter, DARK_PAPER) >= _READABLE:
            return lighter
    return colour


def _towards_white(colour: str, part: float) -> str:
    return "#" + "".join(f"{round(c + (_WHITE - c) * part):02x}" for c in _channels(colour))


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(c / _WHITE) for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
