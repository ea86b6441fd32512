"""What a citizen can see: their own requests, and who consulted their data."""

from dataclasses import dataclass, replace

from chalicelib.domain.certificates.evaluate import shown_to_applicant
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry, for_citizen
from chalicelib.domain.former_process import Event
from chalicelib.domain.registers.access import Consultation
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.registers import AccessLog
from chalicelib.ports.requests import RequestStore


@dataclass(frozen=True, slots=True)
class Follow:
    """The read side for the person who asked; a foreign id answers like a missing one."""

    requests: RequestStore
    access_log: AccessLog

    def mine(self, tenant: str, number: NationalNumber, limit: int = 50) -> list[Request]:
        """What somebody asked for, newest first, with verdicts as they may see them."""
        return [as_applicant_sees(r) for r in self.requests.of_person(tenant, number, limit)]

    def one(self, tenant: str, number: NationalNumber, request_id: str) -> Request:
        """One request of somebody, with its verdict as they may see it. Raises NotThereError."""
        return as_applicant_sees(self.own(tenant, number, request_id))

    def own(self, tenant: str, number: NationalNumber, request_id: str) -> Request:
        """One request of somebody as it is stored, to change it. Raises NotThereError."""
        request = self.requests.get(tenant, request_id)
        if request is None or request.applicant.number != number:
            raise NotThereError("Deze aanvraag hebben we niet gevonden.")
        return request

    def events(self, request: Request) -> list[Event]:
        """What happened to a request that the caller may see, in order."""
        return self.requests.events(request.tenant, request.id)

    def said(self, request: Request) -> list[Entry]:
        """Questions, answers and letters of a request that the caller may see, in order."""
        return for_citizen(self.requests.entries(request.tenant, request.id))

    def consultations(
        self, tenant: str, number: NationalNumber, limit: int = 100
    ) -> list[Consultation]:
        """Who consulted somebody's data, newest first (wet 8 augustus 1983, art. 6 §3)."""
        return self.access_log.of_person(tenant, number, limit)


def as_applicant_sees(request: Request) -> Request:
    """The request without what its verdict tells of somebody else's data, or to clerks only."""
    if request.verdict is None:
        return request
    is_subject = request.applicant.number == request.wish.subject
    return replace(request, verdict=shown_to_applicant(request.verdict, is_subject=is_subject))
