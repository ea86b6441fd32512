"""What municipalities printed before the counter counted: `templates/figures/<nis>.toml`."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from chalicelib.adapters.files.loading import FileProblem, load
from chalicelib.domain.figures.history import History

_SHARE = re.compile(r"[0-9]{1,3}\.[0-9]{2}")


class FileHistories:
    """Histories over a folder; a file is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[str, History] = {}

    def of(self, nis: str) -> History:
        """Raises CatalogueError with everything that is wrong in the file."""
        if nis not in self._loaded:
            path = self._folder / f"{nis}.toml"
            is_there = path.is_file()
            self._loaded[nis] = load(path, _adapter(), _problems) if is_there else History()
        return self._loaded[nis]


@cache
def _adapter() -> TypeAdapter[History]:
    return TypeAdapter(History)


def _problems(history: History) -> Iterator[FileProblem]:
    years = [printed.year for printed in history.years]
    if len(set(years)) != len(years):
        yield FileProblem("years", years, "each year once")
    for printed in history.years:
        if not _SHARE.fullmatch(printed.online_share):
            yield FileProblem("years.online_share", printed.online_share, 'a share like "79.30"')
        if printed.total is not None and printed.total < 1:
            yield FileProblem("years.total", printed.total, "1 or more, or nothing")
