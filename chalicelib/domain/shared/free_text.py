"""What people type, without what nobody sees."""

import re
from unicodedata import category

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Control characters but tab and line ends, overrides of the direction of writing, spaces and signs
without width, half characters and invisible tags. What Arabic, Hebrew, Persian and joined emoji
need stays: marks of direction and joiners."""


_LINE_END = re.compile("\r+\n")

MOST_DIGITS = 9
"""Of a number that counts something here; Python refuses to read very many."""


def readable(text: str) -> str:
    """The text without characters that can't be seen but change how it reads, or where it ends.

    Such as NUL, and U+202E, which shows `fdp.exe` for `exe.pdf`. A line ends with one character, as
    browsers count it where they limit how much can be typed, and not with the two that they send.
    """
    return _LINE_END.sub("\n", _UNSEEN.sub("", text))


def seen(text: str) -> str:
    """What one sees of an address or a number: no character that is pasted along and never shown.

    Such as joiners and marks of direction; in texts they carry a meaning.
    """
    return "".join(c for c in readable(text) if category(c) != "Cf")


def whole_number(text: str, otherwise: int) -> int:
    """The number that a few digits are, `otherwise` of any other text: also of too many digits."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else otherwise
