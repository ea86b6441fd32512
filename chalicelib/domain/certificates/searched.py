"""By what people find the documents that can be asked for."""

from collections.abc import Iterable

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.finding.guide import GuideEntry, GuideTarget, Phrase, TargetKind
from chalicelib.domain.tenants.municipality import Municipality


def searched_documents(
    documents: Iterable[DocumentType], municipality: Municipality
) -> list[GuideEntry]:
    """Those that a municipality offers, by their names in all languages and their keywords."""
    return [_entry(one) for one in documents if one.id not in municipality.not_offered]


def _entry(document: DocumentType) -> GuideEntry:
    names = document.names
    called = (names.nl, names.fr, names.de, names.en, *document.keywords)
    target = GuideTarget(TargetKind.DOCUMENT, document.id)
    return GuideEntry(target, tuple(map(Phrase, called)), document.summary)
