"""The facts of somebody's own document as text, for who would rather not read a PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chalicelib.domain.cases.moving.acting import Actor
from chalicelib.domain.certificates.order import RESULT
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.documents import Archive
from chalicelib.usecases.cases.documents.open_document import OpenDocument
from chalicelib.usecases.cases.reading.view import CaseView

type Facts = Mapping[str, Any]
"""As templates/schemas/document-facts-1.json describes them."""


class FactsReader(Protocol):
    """Finds the facts attached to a document."""

    def __call__(self, pdf: bytes) -> Facts | None:
        """The facts; None for a document that wasn't made here."""


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """What the document itself says, as it was sealed: no register is asked again."""

    open_document: OpenDocument
    archive: Archive
    facts_of: FactsReader

    def __call__(self, tenant: str, case_id: str, actor: Actor) -> tuple[CaseView, Facts]:
        """The case and the facts, as long as the document can be downloaded.

        Raises what opening the document raises, and ConflictError (`no_text`).
        """
        view, issued = self.open_document.seen(tenant, case_id, RESULT, actor)
        pdf = self.archive.read(issued.object_key)
        facts = self.facts_of(pdf) if pdf else None
        if facts is None:
            raise ConflictError(
                "no_text",
                "Van dit document hebben wij alleen de pdf. Bel ons als u het niet kunt lezen.",
            )
        return view, facts
