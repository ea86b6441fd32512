"""By what people find the documents that can be asked for."""

from dataclasses import dataclass

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.finding.guide import Entry, Kind, Phrase, Target
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.certificates import Catalogue


@dataclass(frozen=True, slots=True)
class SearchedDocuments:
    """The documents of the catalogue as what a search finds."""

    catalogue: Catalogue

    def __call__(self, municipality: Municipality) -> list[Entry]:
        """Those that a municipality offers, by their names in all languages and their keywords."""
        every = self.catalogue.all()
        return [_entry(one) for one in every if one.id not in municipality.not_offered]


def _entry(document: DocumentType) -> Entry:
    names = document.names
    called = (names.nl, names.fr, names.de, names.en, *document.keywords)
    target = Target(Kind.DOCUMENT, document.id)
    return Entry(target, tuple(map(Phrase, called)), document.summary)
