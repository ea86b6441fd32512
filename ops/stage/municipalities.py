"""The municipalities of a deployment, as those who deploy it see them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chalicelib.settings import TEMPLATES

FOLDER = TEMPLATES / "municipalities"
ORGANISATION = "0000000097"
"""What stands in for the KBO number in the files that come with the project."""

_MADE_UP = re.compile(r"(^|[.@])example$")
_ONLY_NOUGHTS = re.compile(r"(0\D*){6}$")


def files(*folders: Path) -> dict[str, dict[str, Any]]:
    """The file of each by NIS code, in order of these; of the project's folder if none is given."""
    paths = [path for folder in folders or (FOLDER,) for path in folder.glob("*.toml")]
    in_order = sorted(paths, key=lambda path: path.stem)
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in in_order}


def codes(*folders: Path) -> tuple[str, ...]:
    """Their NIS codes, in order."""
    return tuple(files(*folders))


def senders(*folders: Path) -> tuple[str, ...]:
    """The addresses from which they send mail."""
    return tuple(str(file["mail"]["sender"]) for file in files(*folders).values())


def read(folder: Path, nis: str) -> dict[str, Any]:
    """The file of one, as it is."""
    return tomllib.loads((folder / f"{nis}.toml").read_text(encoding="utf-8"))


def unfilled(folder: Path = FOLDER) -> Iterator[str]:
    """What still stands in for what only a municipality knows: `34022: contact.phone`."""
    for nis in codes(folder):
        file = read(folder, nis)
        yield from (
            f"{nis}: {field}" for field, texts in _places(file) if any(map(_is_ours, texts))
        )
        if not any(file["staff"].get("roles", {})):
            yield f"{nis}: staff.roles"


def stand_ins(folder: Path = FOLDER) -> Iterator[str]:
    """The same in words, a sentence for each municipality that has any."""
    found: dict[str, list[str]] = {}
    for nis, _, field in (one.partition(": ") for one in unfilled(folder)):
        found.setdefault(nis, []).append(field)
    for nis, fields in found.items():
        yield f"templates/municipalities/{nis}.toml holds stand-ins in {', '.join(fields)}"


def _places(file: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    yield "address", [file["address"]]
    for section, names in (
        ("contact", ("phone", "email")),
        ("mail", ("sender", "reply_to")),
        ("staff", ("organisation",)),
    ):
        yield from ((f"{section}.{name}", [file.get(section, {}).get(name, "")]) for name in names)
    yield "staff.digest_to", file.get("staff", {}).get("digest_to", [""])


def _is_ours(text: str) -> bool:
    """Whether it is empty, or a stand-in."""
    return not text or text == ORGANISATION or bool(_MADE_UP.search(text) or _noughts(text))


def _noughts(text: str) -> bool:
    return bool(_ONLY_NOUGHTS.search(text))
