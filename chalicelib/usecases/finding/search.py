"""Find what people need by what they call it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chalicelib.domain.finding.entries import entries_of
from chalicelib.domain.finding.finder import Finder
from chalicelib.domain.finding.guide import GuideEntry, GuideTarget, Matter
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.templates import Guides


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something that fits; `matter` is None for a document."""

    target: GuideTarget
    matter: Matter | None


class SearchOffers:
    """Over the documents that a municipality offers, the processes, and what others have.

    What it needs is made at the first search in a municipality, and kept.
    """

    def __init__(
        self, documents: Callable[[Municipality], Iterable[GuideEntry]], guides: Guides
    ) -> None:
        self._documents = documents
        self._guides = guides
        self._finders: dict[str, Finder] = {}

    def __call__(self, query: str, municipality: Municipality) -> tuple[SearchHit, ...]:
        """What fits a query, best first; nothing when nothing fits well enough."""
        matters = self._guides.of(municipality.nis).matters
        targets = self._finder(municipality).find(query)
        return tuple(SearchHit(target, matters.get(target)) for target in targets)

    def _finder(self, municipality: Municipality) -> Finder:
        if municipality.nis not in self._finders:
            self._finders[municipality.nis] = self._made(municipality)
        return self._finders[municipality.nis]

    def _made(self, municipality: Municipality) -> Finder:
        guide = self._guides.of(municipality.nis)
        return Finder(entries_of([*self._documents(municipality)], guide), guide.words)
