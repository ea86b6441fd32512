"""Everything the rules may look at for one case, asked of the registers at once."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.outcome import Later
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.registers.access import Actor
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.ports.certificates import Catalogue
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.templates import Municipalities
from chalicelib.usecases.certificates.facts.gather import Gather, answers_of


@dataclass(frozen=True, slots=True)
class AskFacts:
    """The case, its document, the law of the day, and what the registers answer."""

    catalogue: Catalogue
    municipalities: Municipalities
    gather: Gather

    def __call__(self, case: CertificateCase, actor: Actor, at: datetime) -> Facts:
        """Ask, after the access log has it in writing; the law is that of the day of `at`.

        Raises RetryableError when the log can't be written, PermanentError when the document left
        the catalogue.
        """
        municipality = self.municipalities.get(case.tenant)
        document = self.document(case.payload.document_id)
        variant = document.variant(case.payload.variant) or document.default_variant
        today = municipality.day_of(at)
        regime = document.regime_on(today)
        answered = self.gather(case, document, variant, regime, actor)
        return Facts(case, document, variant, regime, municipality, answered, today)

    def or_later(self, case: CertificateCase, actor: Actor, at: datetime) -> Facts | Later:
        """The facts, unless the log or a register is away. Raises PermanentError as above."""
        try:
            facts = self(case, actor, at)
        except RetryableError:
            return Later("access_log")
        is_away = any(isinstance(answer, Unavailable) for answer in answers_of(facts.answered))
        return Later("register") if is_away else facts

    def document(self, document_id: str) -> DocumentType:
        """The document with an id. Raises PermanentError when it left the catalogue."""
        document = self.catalogue.get(document_id)
        if document is None:
            raise PermanentError(f"{document_id} left the catalogue")
        return document
