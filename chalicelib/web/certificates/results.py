"""What a search found, as a page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from chalicelib.usecases.finding.search import SearchHit
from chalicelib.web.certificates.describing import Described
from chalicelib.web.http.asked import RequestContext


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A line of the results.

    `path` is where it can be had here, empty when it can't; then `url` leads to who has it, on
    `site`, or is empty: then it is asked at the counter.
    """

    name: str
    says: str
    path: str = ""
    url: str = ""

    @property
    def site(self) -> str:
        """The name of the web site that the address leads to."""
        return urlsplit(self.url).netloc.removeprefix("www.")


def results(
    asked: RequestContext, query: str, offered: Mapping[str, Described]
) -> tuple[ResultLine, ...]:
    """What fits a query here and today, best first."""
    found = asked.wiring.finding.search(query, asked.municipality)
    return tuple(_result(asked, one, offered) for one in found)


def _result(
    asked: RequestContext, found: SearchHit, offered: Mapping[str, Described]
) -> ResultLine:
    matter = found.matter
    if matter is None:
        described = offered[found.target.id]
        return ResultLine(described.name, described.document.summary, f"/documenten/{described.id}")
    is_here = bool(matter.slug) and asked.wiring.road.frames.offers(matter.id, asked.tenant)
    path = f"/zaken/{matter.slug}" if is_here else ""
    return ResultLine(matter.name, matter.says, path, matter.url)
