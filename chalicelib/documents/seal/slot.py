"""The hole that a renderer leaves in a PDF for the seal, and how it is filled.

The signature dictionary is written with a moment, a byte range and contents of fixed width; filling
moves no byte, so offsets, cross references and the structure of the file stay as they were.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib.ports.errors import PermanentError

RESERVED = 16_384
"""Hexadecimal digits for a seal with any chain; a document leaves what its own needs."""

RESERVED_WITH_TIME_STAMP = 2 * RESERVED
"""The same with a time stamp, which brings the certificates of its authority."""

_MOMENT = "D:19700101000000Z"
_RANGE = "[0 0000000000 0000000000 0000000000]"
_SLOT = re.compile(
    rb"/M \(%b\) /ByteRange %b /Contents <(0+)>" % (_MOMENT.encode(), re.escape(_RANGE.encode()))
)


def slot_entries(reserved: int = RESERVED) -> str:
    """The entries of a signature dictionary that the sealer fills in, as the renderer writes them.

    `reserved` is in hexadecimal digits, two to a byte.
    """
    return f"/M ({_MOMENT}) /ByteRange {_RANGE} /Contents <{'0' * reserved}>"


@dataclass(frozen=True, slots=True)
class UnsealedDocument:
    """A PDF whose seal lacks only its contents: they go between `start` and `end`, in hex."""

    pdf: bytes
    start: int
    end: int

    @property
    def digest(self) -> bytes:
        """The SHA-256 of everything but the contents with their angle brackets."""
        covered = hashlib.sha256(self.pdf[: self.start - 1])
        covered.update(self.pdf[self.end + 1 :])
        return covered.digest()

    def fill(self, contents: bytes) -> bytes:
        """The finished file. Raises PermanentError when the contents are too long."""
        room = self.end - self.start
        digits = contents.hex().encode()
        if len(digits) > room:
            raise PermanentError(f"the seal needs {len(digits)} digits, {room} are reserved")
        return self.pdf[: self.start] + digits.ljust(room, b"0") + self.pdf[self.end :]


def prepare(pdf: bytes, moment: datetime) -> UnsealedDocument:
    """Write the moment and the byte range. Raises PermanentError without exactly one slot."""
    slots = list(_SLOT.finditer(pdf))
    if len(slots) != 1:
        raise PermanentError(f"the document has {len(slots)} places for a seal, not 1")
    slot = slots[0]
    start, end = slot.span(1)
    byte_range = f"[0 {start - 1} {end + 1} {len(pdf) - end - 1}]".ljust(len(_RANGE))
    head = f"/M ({moment.astimezone(UTC):D:%Y%m%d%H%M%SZ}) /ByteRange {byte_range} /Contents <"
    return UnsealedDocument(pdf[: slot.start()] + head.encode() + pdf[start:], start, end)
