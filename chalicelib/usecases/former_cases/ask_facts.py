"""Everything the rules may look at for one request, asked of the registers at once."""

from dataclasses import dataclass

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.registers.access import Actor
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Clock
from chalicelib.ports.templates import Catalogue, Municipalities
from chalicelib.usecases.former_cases.gather import Gather


@dataclass(frozen=True, slots=True)
class AskFacts:
    """The request, its document, the law of the day, and what the registers answer."""

    catalogue: Catalogue
    municipalities: Municipalities
    gather: Gather
    clock: Clock

    def __call__(self, request: Request, actor: Actor) -> Facts:
        """Ask, after the access log has it in writing.

        Raises RetryableError when the log can't be written, PermanentError when the document left
        the catalogue.
        """
        municipality = self.municipalities.get(request.tenant)
        document = self.document(request)
        variant = document.variant(request.wish.variant) or document.default_variant
        today = municipality.day_of(self.clock.now())
        regime = document.regime_on(today)
        dossier = self.gather(request, document, variant, regime, actor)
        return Facts(request, document, variant, regime, municipality, dossier, today)

    def document(self, request: Request) -> DocumentType:
        """The document asked for. Raises PermanentError."""
        document = self.catalogue.get(request.wish.document_id)
        if document is None:
            raise PermanentError(f"{request.wish.document_id} left the catalogue")
        return document
