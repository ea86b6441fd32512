"""Writing down everything that is held about somebody."""

from dataclasses import replace
from pathlib import Path

from chalicelib.domain.certificates.order import PROCESS
from chalicelib.domain.privacy.holdings import HeldRequest, Holdings
from chalicelib.wiring import Wiring
from ops import command
from ops.people.as_data import as_json
from ops.people.as_text import Overview
from ops.people.zipped import name_of, new_zip


def write_person(wiring: Wiring, holdings: Holdings, path: Path) -> None:
    """Write everything into a new zip. Raises OSError, RetryableError; then there is no file."""
    by_key = {key: held for held in holdings.requests for key in held.files}
    overview = Overview(
        wiring.templates.municipalities.get(holdings.tenant),
        wiring.templates.catalogue,
        wiring.templates.processes.get(PROCESS),
        wiring.templates.retention.get(),
    )
    with new_zip(path) as zipped, command.progress() as progress:
        names: dict[str, str] = {}
        files = wiring.privacy.hand_over.files(holdings)
        for key, content in progress.track(files, total=len(by_key), description="files"):
            names[key] = name_of(by_key[key], key, content)
            zipped.writestr(names[key], content)
        there = replace(holdings, requests=tuple(_left(h, names) for h in holdings.requests))
        zipped.writestr("gegevens.json", as_json(there, overview.definition, names))
        zipped.writestr("overzicht.txt", overview(there, names))


def _left(held: HeldRequest, names: dict[str, str]) -> HeldRequest:
    """Without the files that are gone: their time was over, but their versions weren't."""
    return replace(held, files=tuple(key for key in held.files if key in names))
