"""Give the applicant a short-lived address of their document."""

from dataclasses import dataclass

from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.documents import Archive
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.platform import Clock
from chalicelib.ports.templates import Municipalities
from chalicelib.usecases.former_cases.follow import Follow

LINK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Download:
    """The way to the bytes; it uses nothing up, so it can be taken again."""

    follow: Follow
    municipalities: Municipalities
    archive: Archive
    ledger: Ledger
    clock: Clock

    def __call__(self, tenant: str, number: NationalNumber, request_id: str) -> str:
        """An address for a minute, for the person who asked.

        Raises NotThereError, ConflictError (`not_ready`, `expired`, `revoked`), RetryableError.
        """
        return self.of(self.follow.one(tenant, number, request_id))

    def of(self, request: CertificateCase) -> str:
        """The same for a request that the caller was already found entitled to."""
        issued = self.available(request)
        return self.archive.link(
            issued.object_key, filename=f"{issued.number}.pdf", seconds=LINK_SECONDS
        )

    def available(self, request: CertificateCase) -> IssuedDocument:
        """The document, if it can be fetched today. Raises ConflictError as a call does."""
        if result_of(request) is None:
            raise ConflictError("not_ready", "Uw document is nog niet klaar.")
        municipality = self.municipalities.get(request.tenant)
        today = municipality.day_of(self.clock.now())
        if today > result_of(request).available_until:
            raise ConflictError(
                "expired",
                "U kon dit document downloaden tot en met"
                f" {result_of(request).available_until:%d/%m/%Y}. Vraag gerust een nieuw aan.",
            )
        listed = self.ledger.get(request.tenant, result_of(request).number)
        if listed and listed.entry.revoked_at:
            raise ConflictError(
                "revoked", "Wij trokken dit document in. Het geldt niet meer: gebruik het niet."
            )
        return result_of(request)
