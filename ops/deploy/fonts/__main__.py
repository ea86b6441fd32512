"""Cut the fonts that go into the documents: `python -m ops fonts`.

From the variable Noto fonts come static faces with Latin, Greek, Cyrillic and combining marks only,
without composite glyphs or hinting, and beside each face the anchors of its marks and its kerning.
What is cut is the same every time; nothing is done when it is there already.
"""

import hashlib
import json
import sys
from importlib.resources import files
from pathlib import Path

from ops.command import parser
from ops.deploy.fonts.faces import Cut, borrow, decompose, instance
from ops.deploy.fonts.positions import anchors, kerning
from ops.stage.config import ROOT

TARGET = ROOT / "templates" / "fonts"
TABLES = ("head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap", "OS/2", "post", "name")


def font_file(package: str, name: str) -> Path:
    """A variable font in its installed package."""
    return Path(str(files(package))) / "files" / name


_SANS = font_file("fontpkg_source_sans_3", "SourceSans3[wght].ttf")
_SERIF = font_file("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf")

CUTS = (
    Cut("sans-regular", font_file("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"), 400, _SANS),
    Cut("sans-semibold", font_file("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"), 600, _SANS),
    Cut("serif-regular", font_file("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"), 400, _SERIF),
    Cut("serif-semibold", font_file("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"), 600, _SERIF),
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
    digest = hashlib.sha256()
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    for cut in CUTS:
        digest.update(str(cut.source.stat().st_size).encode())
    return digest.hexdigest()


def all_there(target: Path) -> bool:
    """Whether every face lies there with its positions."""
    return all((target / f"{c.name}.{kind}").exists() for c in CUTS for kind in ("ttf", "json"))


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


if __name__ == "__main__":
    parser("fonts", __doc__).parse_args()
    main()
