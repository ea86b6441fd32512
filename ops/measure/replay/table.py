"""The year to replay, as data: `templates/figures/kortrijk-2022.json`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.cases.intake import Channel
from chalicelib.settings import TEMPLATES

PATH = TEMPLATES / "figures" / "kortrijk-2022.json"
ONLINE = Channel.THUISLOKET.value

_SPLIT = {"brief_fax": (Channel.LETTER, Channel.FAX), "andere_of_niet_vermeld": (Channel.OTHER,)}
"""Channels that were printed together, with ours; the first takes the odd one."""

type Count = Annotated[int, Field(ge=0)]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Closed):
    """Where the printed figures stand."""

    title: str
    publisher: str
    url: str


class PrintedFigure(_Closed):
    """A figure as it was printed; `key` names it as `press_figures` does."""

    key: str
    printed: str
    quote: str


class Elsewhere(_Closed):
    """A printed figure that no request counts."""

    key: str
    quote: str


class Cells(_Closed):
    """The requests for one document; `automatic` are of those through the Thuisloket."""

    document: str
    is_printed: bool
    automatic: Count
    channels: dict[str, Count]


class PrintedTable(_Closed):
    """A printed year, and cells whose sums give every printed figure."""

    source: Source
    caveats: tuple[str, ...]
    year: int
    printed: tuple[PrintedFigure, ...]
    not_counted_here: tuple[Elsewhere, ...]
    cells: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """How many requests for a document come in through a channel, and how many are automatic."""

    document: str
    channel: Channel
    total: int
    automatic: int


@cache
def canonical(path: Path = PATH) -> PrintedTable:
    """The table. Raises ValidationError when the file is wrong."""
    return PrintedTable.model_validate_json(path.read_text(encoding="utf-8"))


def quotas(table: PrintedTable, share: float = 1.0) -> tuple[Quota, ...]:
    """The quotas of the whole year, or of a share of it; a cell that is there stays there."""
    return tuple(
        quota
        for cells in table.cells
        for printed, n in cells.channels.items()
        for quota in _quotas(cells, printed, n, share)
        if quota.total
    )


def _quotas(cells: Cells, printed: str, n: int, share: float) -> list[Quota]:
    channels = _SPLIT.get(printed, (Channel(printed),) if printed not in _SPLIT else ())
    scaled = _scaled(n, share)
    parts = [(scaled + len(channels) - 1 - i) // len(channels) for i in range(len(channels))]
    automatic = min(_scaled(cells.automatic, share), scaled) if printed == ONLINE else 0
    return [
        Quota(cells.document, channel, part, automatic)
        for channel, part in zip(channels, parts, strict=True)
    ]


def _scaled(n: int, share: float) -> int:
    return max(1, round(n * share)) if n else 0
