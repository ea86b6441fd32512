"""By what people find the documents that can be asked for."""

from collections.abc import Iterable

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.finding.guide import Entry, Kind, Phrase, Target
from chalicelib.domain.tenants.municipality import Municipality


def searched_documents(
    documents: Iterable[DocumentType], municipality: Municipality
) -> list[Entry]:
    """Those that a municipality offers, by their names in all languages and their keywords."""
    return [_entry(one) for one in documents if one.id not in municipality.not_offered]


def _entry(document: DocumentType) -> Entry:
    names = document.names
    called = (names.nl, names.fr, names.de, names.en, *document.keywords)
    target = Target(Kind.DOCUMENT, document.id)
    return Entry(target, tuple(map(Phrase, called)), document.summary)
