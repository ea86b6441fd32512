"""The mail address of somebody that they confirmed, or used here themselves."""

from dataclasses import dataclass

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import CaseStore, Unreadable
from chalicelib.ports.wishes import Wishes

_MOST = 20
"""Cases that are looked through, the newest first."""


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """The one they keep here, else one of the cases in which they signed in themselves."""

    cases: CaseStore
    wishes: Wishes

    def __call__(self, tenant: str, person: NationalNumber) -> str:
        """The newest; empty where there is none. Raises RetryableError."""
        kept = self.wishes.of_person(tenant, person)
        if kept and kept.wishes.is_confirmed:
            return kept.wishes.email
        return self._used(tenant, person)

    def _used(self, tenant: str, person: NationalNumber) -> str:
        for case in self.cases.of_person(tenant, person, _MOST):
            if isinstance(case, Unreadable):
                continue
            party = case.party_of(person)
            if party and party.person == person and party.assurance and party.email:
                return party.email
        return ""
