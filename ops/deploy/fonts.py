"""Cut the fonts that go into the documents: `python -m ops fonts`.

From the variable Noto fonts come static faces with Latin, Greek, Cyrillic and combining marks only,
without composite glyphs or hinting, and beside each face the anchors of its marks and its kerning.
What is cut is the same every time; nothing is done when it is there already.
"""

import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from ops.command import parser

type OpenType = Any
"""An object of fontTools, which has no types."""

TARGET = Path(__file__).parents[2] / "templates" / "fonts"

RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x02FF),  # Latin, its extensions, phonetic letters, modifiers
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1AB0, 0x1AFF),
    (0x1D48, 0x1D48),
    (0x1D57, 0x1D57),
    (0x1DC0, 0x1DFF),
    (0x1E00, 0x1FFF),  # Latin additional, Greek extended
    (0x2010, 0x2027),
    (0x202F, 0x205E),
    (0x2070, 0x209F),
    (0x20A0, 0x20BF),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2C60, 0x2C7F),
    (0xA720, 0xA7FF),
)
BORROWED = (0x221E, 0x2264, 0x2265)
"""∞ ≤ ≥ of DIN 91379, which Noto has in none of its text faces: they come from the Source faces."""

KERNED = [chr(c) for c in (*range(0x20, 0x7F), *range(0xC0, 0x180), 0x2019, 0x2013)]
TABLES = ("head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap", "OS/2", "post", "name")


@dataclass(frozen=True, slots=True)
class Cut:
    """One face: where it comes from, and where on the axes it lies."""

    name: str
    package: str
    file: str
    weight: int
    lender: Path
    width: int = 100


def font_file(package: str, name: str) -> Path:
    """A variable font in its installed package."""
    return Path(str(files(package))) / "files" / name


_SANS = font_file("fontpkg_source_sans_3", "SourceSans3[wght].ttf")
_SERIF = font_file("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf")

CUTS = (
    Cut("sans-regular", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", 400, _SANS),
    Cut("sans-semibold", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", 600, _SANS),
    Cut("serif-regular", "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf", 400, _SERIF),
    Cut("serif-semibold", "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf", 600, _SERIF),
)


def main(target: Path = TARGET) -> None:
    """Cut what isn't there, and say how far it is."""
    stamp, wanted = target / ".built", recipe()
    if stamp.exists() and stamp.read_text() == wanted and all_there(target):
        stamp.touch()
        return
    target.mkdir(parents=True, exist_ok=True)
    for done, cut in enumerate(CUTS, start=1):
        sys.stdout.write(f"Cutting fonts {done}/{len(CUTS)}: {cut.name} …\n")
        sys.stdout.flush()
        write(cut, target)
    stamp.write_text(wanted)


def recipe() -> str:
    """A fingerprint of everything that decides what is cut."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for cut in CUTS:
        digest.update(str(source(cut).stat().st_size).encode())
    return digest.hexdigest()


def all_there(target: Path) -> bool:
    """Whether every face lies there with its positions."""
    return all((target / f"{c.name}.{kind}").exists() for c in CUTS for kind in ("ttf", "json"))


def source(cut: Cut) -> Path:
    """The variable font of a face, in its installed package."""
    return font_file(cut.package, cut.file)


def write(cut: Cut, target: Path) -> None:
    """Cut one face, with its positions beside it."""
    font = instance(cut)
    positions = {"kern": kerning(font), **anchors(font)}
    decompose(font)
    borrow(font, cut)
    for tag in set(font.keys()) - {*TABLES, "GlyphOrder"}:
        del font[tag]
    font.save(target / f"{cut.name}.ttf")
    text = json.dumps(positions, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    (target / f"{cut.name}.json").write_text(text)


def instance(cut: Cut) -> OpenType:
    """A static font with the characters of `RANGES`."""
    font = TTFont(source(cut), recalcTimestamp=False)
    options = subset.Options(
        hinting=False, layout_features=["kern", "mark", "mkmk"], notdef_outline=True
    )
    options.name_IDs = [1, 2, 4, 6]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for a, b in RANGES for c in range(a, b + 1)])
    cutter.subset(font)
    axes = {"wght": cut.weight, "wdth": cut.width}
    return instancer.instantiateVariableFont(font, axes, inplace=True, updateFontNames=False)


def decompose(font: OpenType) -> None:
    """Draw composite glyphs out, so that any glyph can be embedded without another."""
    shapes, glyf = font.getGlyphSet(), font["glyf"]
    for name in [n for n in font.getGlyphOrder() if glyf[n].isComposite()]:
        recording, pen = DecomposingRecordingPen(shapes), TTGlyphPen(None)
        shapes[name].draw(recording)
        recording.replay(pen)
        glyf[name] = pen.glyph()


def borrow(font: OpenType, cut: Cut) -> None:
    """Add the characters that another family of about the same weight has to lend."""
    lender = TTFont(cut.lender, recalcTimestamp=False)
    wanted = {"wght": cut.weight, "opsz": 12}
    axes = {axis.axisTag: wanted[axis.axisTag] for axis in lender["fvar"].axes}
    instancer.instantiateVariableFont(lender, axes, inplace=True)
    shapes, names = lender.getGlyphSet(), lender.getBestCmap()
    order = font.getGlyphOrder()
    for code in BORROWED:
        name, pen = f"uni{code:04X}", TTGlyphPen(None)
        recording = DecomposingRecordingPen(shapes)
        shapes[names[code]].draw(recording)
        recording.replay(pen)
        order = [*order, name]
        font["glyf"].glyphs[name] = pen.glyph()
        font["hmtx"].metrics[name] = lender["hmtx"].metrics[names[code]]
        for table in font["cmap"].tables:
            table.cmap[code] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order


def subtables(font: OpenType, kind: int) -> Iterator[OpenType]:
    """The subtables of GPOS of one lookup type, extensions unpacked."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            real = table.ExtSubTable if table.LookupType == 9 else table
            if real.LookupType == kind:
                yield real


def kerning(font: OpenType) -> dict[str, int]:
    """Pairs of frequent letters that stand closer or wider, in font units."""
    cmap = font.getBestCmap()
    letters = [(c, cmap[ord(c)]) for c in KERNED if ord(c) in cmap]
    tables = list(subtables(font, 2))
    pairs = {a + b: _pair(tables, ga, gb) for a, ga in letters for b, gb in letters}
    return {pair: value for pair, value in pairs.items() if value}


def _pair(tables: list[OpenType], first: str, second: str) -> int:
    for table in tables:
        if first not in table.Coverage.glyphs:
            continue
        value = (
            _by_glyph(table, first, second)
            if table.Format == 1
            else _by_class(table, first, second)
        )
        if value is not None:
            return value
    return 0


def _by_glyph(table: OpenType, first: str, second: str) -> int | None:
    pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
    return next((_advance(p) for p in pairs if p.SecondGlyph == second), None)


def _by_class(table: OpenType, first: str, second: str) -> int:
    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
    return _advance(row.Class2Record[table.ClassDef2.classDefs.get(second, 0)])


def _advance(record: OpenType) -> int:
    return int(getattr(record.Value1, "XAdvance", 0) or 0) if record.Value1 else 0


def anchors(font: OpenType) -> dict[str, dict[str, dict[str, list[int]]]]:
    """Where marks join: `marks` by mark, `bases` by letter, `stacks` by mark below, per class.

    Classes are numbered by lookup, so that a mark and a base meet in the same one.
    """
    names: dict[str, list[int]] = {}
    for code, name in font.getBestCmap().items():
        names.setdefault(name, []).append(code)
    found: dict[str, dict[str, dict[str, list[int]]]] = {"marks": {}, "bases": {}, "stacks": {}}
    for kind, base in ((4, "Base"), (6, "Mark2")):
        for number, table in enumerate(subtables(font, kind)):
            _collect(found, table, base, f"{base[0]}{number}.", names)
    return found


def _collect(
    found: OpenType, table: OpenType, base: str, prefix: str, names: dict[str, list[int]]
) -> None:
    mark = "Mark1" if base == "Mark2" else "Mark"
    records = getattr(table, f"{mark}Array").MarkRecord
    for name, record in zip(getattr(table, f"{mark}Coverage").glyphs, records, strict=True):
        for code in _combining(names.get(name, [])):
            place = [record.MarkAnchor.XCoordinate, record.MarkAnchor.YCoordinate]
            found["marks"].setdefault(chr(code), {})[f"{prefix}{record.Class}"] = place
    rows = getattr(getattr(table, f"{base}Array"), f"{base}Record")
    target = found["stacks" if base == "Mark2" else "bases"]
    for name, row in zip(getattr(table, f"{base}Coverage").glyphs, rows, strict=True):
        for number, anchor in enumerate(getattr(row, f"{base}Anchor")):
            for code in names.get(name, []) if anchor else []:
                place = [anchor.XCoordinate, anchor.YCoordinate]
                target.setdefault(chr(code), {})[f"{prefix}{number}"] = place


def _combining(codes: list[int]) -> list[int]:
    return [c for c in codes if unicodedata.combining(chr(c))]


if __name__ == "__main__":
    parser("fonts", __doc__).parse_args()
    main()
