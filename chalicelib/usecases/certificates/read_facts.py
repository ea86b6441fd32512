"""The facts of somebody's own document as text, for who would rather not read a PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.documents import Archive
from chalicelib.usecases.former_certificates.download import Download

type Facts = Mapping[str, Any]
"""As templates/schemas/document-facts-1.json describes them."""


class FactsReader(Protocol):
    """Finds the facts attached to a document."""

    def __call__(self, pdf: bytes) -> Facts | None:
        """The facts; None for a document that wasn't made here."""


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """What the document itself says, as it was sealed: no register is asked again."""

    download: Download
    archive: Archive
    facts_of: FactsReader

    def __call__(
        self, tenant: str, number: NationalNumber, request_id: str
    ) -> tuple[CertificateCase, Facts]:
        """The request and the facts, as long as the document can be downloaded.

        Raises NotThereError, ConflictError (`not_ready`, `expired`, `revoked`, `no_text`).
        """
        request = self.download.follow.one(tenant, number, request_id)
        issued = self.download.available(request)
        pdf = self.archive.read(issued.object_key)
        facts = self.facts_of(pdf) if pdf else None
        if facts is None:
            raise ConflictError(
                "no_text",
                "Van dit document hebben wij alleen de pdf. Bel ons als u het niet kunt lezen.",
            )
        return request, facts
