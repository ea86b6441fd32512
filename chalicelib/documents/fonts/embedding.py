"""The fonts of one document as PDF objects: subset, widths, and what each glyph stands for."""

import hashlib
import zlib
from dataclasses import dataclass

from chalicelib.documents.fonts.lettering import FontUse
from chalicelib.documents.fonts.subset import subset

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(frozen=True, slots=True)
class FontParts:
    """The entries of the objects of one composite font; streams are compressed already."""

    name: str
    widths: str
    descriptor: str
    to_unicode: bytes
    program: bytes
    program_length: int


def font_parts(use: FontUse) -> FontParts:
    """Everything that a composite TrueType font with identity encoding is made of."""
    notdef = (0, round(use.face.advances[0] * 1000 / use.face.units))
    glyphs = [notdef, *((slot.glyph, slot.advance) for slot in use.codes)]
    program = subset(use.face, glyphs)
    name = f"{_prefix(program)}+Noto-{use.face.name.title().replace('-', '')}"
    widths = " ".join(str(advance) for _, advance in glyphs)
    return FontParts(
        name=name,
        widths=f"[0 [{widths}]]",
        descriptor=_descriptor(use, name),
        to_unicode=zlib.compress(_to_unicode(use).encode("ascii")),
        program=zlib.compress(program),
        program_length=len(program),
    )


def _prefix(program: bytes) -> str:
    """Six letters that tell this subset from others."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(use: FontUse, name: str) -> str:
    metrics = use.face.metrics
    box = " ".join(map(str, metrics.box))
    stem = 50 + round((metrics.weight / 65) ** 2)
    return (
        f"/Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0"
        f" /Ascent {metrics.ascent} /Descent {metrics.descent} /CapHeight {metrics.cap_height}"
        f" /StemV {stem}"
    )


def _to_unicode(use: FontUse) -> str:
    """Code 0 (`.notdef`) stands for nothing, and isn't in the map."""
    lines = [
        f"<{code:04X}> <{slot.text.encode('utf-16-be').hex().upper()}>\n"
        for slot, code in use.codes.items()
    ]
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    body = "".join(f"{len(b)} beginbfchar\n{''.join(b)}endbfchar\n" for b in blocks)
    return _CMAP.format(blocks=body)
