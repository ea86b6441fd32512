"""How large a picture says it is, read from its header alone: nothing is unpacked."""

import re
import struct

MOST_PIXELS = 200_000_000
"""The largest sensor of a telephone; unpacked at three bytes a pixel, 600 MB."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE = struct.Struct(">8s4x4sII")
_JPEG_SIZE = struct.Struct(">HBHH")
_LENGTH = struct.Struct(">H")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers that begin a frame, with its size (ITU-T T.81, table B.1)."""
_SCAN, _END = 0xDA, 0xD9
_MARKER = re.compile(rb"\xff([^\xff\x00\x01\xd0-\xd8])")
"""What begins a segment with a length: not stuffing, TEM, restarts and the beginning."""
MOST_SEGMENTS = 2_000
"""Before the first scan; cameras write some tens, a few hundred with a map of colours."""


def pixels_of(content: bytes) -> int:
    """The pixels that a PNG or JPEG would have unpacked, as it says; 0 when it says none.

    One whose header doesn't end has too many.
    """
    return _of_png(content) if content.startswith(_PNG) else _of_jpeg(content)


def _of_png(content: bytes) -> int:
    if len(content) < _PNG_SIZE.size:
        return 0
    _, kind, width, height = _PNG_SIZE.unpack_from(content)
    return int(width * height) if kind == b"IHDR" else 0


def _of_jpeg(content: bytes) -> int:
    """The largest of its frames before the first scan; what stands between segments is skipped."""
    largest, place = 0, 0
    for _ in range(MOST_SEGMENTS):
        found = _MARKER.search(content, place)
        if found is None or found[1][0] in {_SCAN, _END}:
            return largest
        if found[1][0] in _FRAMES:
            largest = max(largest, _of_frame(content, found.end()))
        place = found.end() + _length(content, found.end())
    return MOST_PIXELS + 1


def _of_frame(content: bytes, place: int) -> int:
    if len(content) < place + _JPEG_SIZE.size:
        return 0
    _, _, height, width = _JPEG_SIZE.unpack_from(content, place)
    return int(width * height)


def _length(content: bytes, place: int) -> int:
    """Bytes of a segment, its own length among them."""
    return _LENGTH.unpack_from(content, place)[0] if len(content) >= place + 2 else 0
