"""What the rules say of an order before any register is asked."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.verdict import Verdict
from chalicelib.domain.certificates.evaluate import preview
from chalicelib.domain.certificates.facts import Facts, RegisterAnswers
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.certificates.process import document_of
from chalicelib.ports.certificates import Catalogue
from chalicelib.ports.templates import Municipalities


@dataclass(frozen=True, slots=True)
class PreviewCertificate:
    """What only a register knows is unknown, and waits."""

    catalogue: Catalogue
    municipalities: Municipalities

    def __call__(self, case: CertificateCase, at: datetime) -> Verdict:
        """The verdict as far as it can be known. Raises InvalidInputError (`unknown_document`)."""
        municipality, order = self.municipalities.get(case.tenant), case.payload
        document, today = document_of(order, self.catalogue.get), municipality.day_of(at)
        variant = document.variant(order.variant) or document.default_variant
        regime = document.regime_on(today)
        return preview(
            Facts(case, document, variant, regime, municipality, RegisterAnswers(), today)
        )
