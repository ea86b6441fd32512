"""What people type, without what nobody sees."""

import re
from unicodedata import category

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters but tab and line ends, overrides of the direction of writing, half characters
and invisible tags. Marks of direction that Arabic and Hebrew need stay."""


def readable(text: str) -> str:
    """The text without characters that can't be seen but change how it reads, or where it ends.

    Such as NUL, and U+202E, which shows `fdp.exe` for `exe.pdf`.
    """
    return _UNSEEN.sub("", text)


def seen(text: str) -> str:
    """What one sees of an address or a number: no character that is pasted along and never shown.

    Such as the zero-width space and the byte order mark; in texts they may carry a meaning.
    """
    return "".join(c for c in readable(text) if category(c) != "Cf")
