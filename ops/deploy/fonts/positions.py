"""Where letters and marks of a face stand: its kerning, and the anchors at which marks join."""

import unicodedata
from collections.abc import Iterator
from typing import Any

type OpenType = Any
"""An object of fontTools, which has no types."""

KERNED = [chr(c) for c in (*range(0x20, 0x7F), *range(0xC0, 0x180), 0x2019, 0x2013)]


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
