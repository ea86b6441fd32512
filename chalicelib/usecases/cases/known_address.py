"""The mail address of somebody that they confirmed by using it here."""

from dataclasses import dataclass

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import CaseStore, Unreadable

_MOST = 20
"""Cases that are looked through, the newest first."""


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """Over the cases in which they signed in themselves."""

    cases: CaseStore

    def __call__(self, tenant: str, person: NationalNumber) -> str:
        """The newest; empty where there is none. Raises RetryableError."""
        for case in self.cases.of_person(tenant, person, _MOST):
            if isinstance(case, Unreadable):
                continue
            party = case.party_of(person)
            if party and party.person == person and party.assurance and party.email:
                return party.email
        return ""
