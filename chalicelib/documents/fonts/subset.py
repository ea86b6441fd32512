"""A TrueType font with just the glyphs of one document, numbered as the document numbers them."""

import struct
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from chalicelib.documents.fonts.faces import Face

_MAGIC = 0xB1B0AFBA


def subset(face: Face, glyphs: Sequence[tuple[int, int]]) -> bytes:
    """The face with `glyphs[n]` as number n: a glyph of the face, and its advance in thousandths.

    The first must be glyph 0 (`.notdef`). Outlines are simple (the cut drew composites out), so
    none needs another.
    """
    outlines = [_outline(face, glyph) for glyph, _ in glyphs]
    offsets = list(accumulate((len(data) for data, _ in outlines), initial=0))
    metrics = zip(glyphs, outlines, strict=True)
    return _sfnt(
        {
            "glyf": b"".join(data for data, _ in outlines),
            "head": _head(face.tables["head"]),
            "hhea": face.tables["hhea"][:34] + struct.pack(">H", len(glyphs)),
            "hmtx": b"".join(_metric(face, advance, left) for (_, advance), (_, left) in metrics),
            "loca": struct.pack(f">{len(offsets)}L", *offsets),
            "maxp": face.tables["maxp"][:4]
            + struct.pack(">H", len(glyphs))
            + face.tables["maxp"][6:],
        }
    )


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


@lru_cache(maxsize=8192)
def _outline(face: Face, glyph: int) -> tuple[bytes, int]:
    """The outline of a glyph, padded, and where its left edge lies."""
    outline = face.outline(glyph)
    return _padded(outline), struct.unpack(">h", outline[2:4])[0] if outline else 0


def _metric(face: Face, advance: int, left: int) -> bytes:
    return struct.pack(">Hh", round(advance * face.units / 1000), left)


def _head(head: bytes) -> bytes:
    """The header with its sum cleared, saying that offsets are long."""
    return head[:8] + b"\0\0\0\0" + head[12:50] + struct.pack(">h", 1) + head[52:]


def _sfnt(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(
        ">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16
    )
    directory, body, position, total = b"", b"", 12 + 16 * count, 0
    for tag, data in tables.items():
        padded = _padded(data)
        part = _sum(padded)
        directory += tag.encode() + struct.pack(">LLL", part, position + len(body), len(data))
        body += padded
        total += part
    at = _offset_of(tables, "head") + 8
    adjusted = (_MAGIC - total - _sum(header + directory)) & 0xFFFFFFFF
    return header + directory + body[:at] + struct.pack(">L", adjusted) + body[at + 4 :]


def _offset_of(tables: dict[str, bytes], wanted: str) -> int:
    before = list(tables)[: list(tables).index(wanted)]
    return sum(len(_padded(tables[tag])) for tag in before)


def _sum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
