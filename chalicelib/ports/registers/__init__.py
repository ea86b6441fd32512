"""The registers, and the log of who looked into them."""

from collections.abc import Collection
from typing import Protocol

from chalicelib.domain.registers.access import AccessContext, Consultation, LoggedAccess, Service
from chalicelib.domain.registers.acts import Act, ActKind
from chalicelib.domain.registers.answers import Answer
from chalicelib.domain.registers.criminal_record import CriminalExtract, RecordModel
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Household, Person, Residence
from chalicelib.domain.shared.partial_date import PartialDate


class AccessLog(Protocol):
    """Who looked into a register, whom at, when and why; append-only."""

    def record(self, context: AccessContext, services: Collection[Service]) -> LoggedAccess:
        """Write the entry, then give the proof. Raises RetryableError when it isn't written."""

    def of_person(self, tenant: str, subject: NationalNumber, limit: int) -> list[Consultation]:
        """The newest consultations of somebody's data, newest first."""


class PersonRegister(Protocol):
    """The National Register on one person."""

    def person(self, access: LoggedAccess) -> Answer[Person]:
        """The file of the access's subject."""


class PersonIndex(Protocol):
    """Who is called so and was born then."""

    def find(self, family: str, born: PartialDate) -> list[NationalNumber]:
        """The numbers, however the name is written (domain/registers/name_forms).

        `born` is as much as the register knows: of whom it knows the year alone, that year. What
        stands in a file is read after the consultation is logged, as always. Raises RetryableError.
        """


class HouseholdRegister(Protocol):
    """Households and the history of residences."""

    def household(self, access: LoggedAccess) -> Answer[Household]:
        """The household in which the subject lives."""

    def residences(self, access: LoggedAccess) -> Answer[tuple[Residence, ...]]:
        """All main residences of the subject, the present one first."""


class ActRegister(Protocol):
    """The DABS and the paper registers before it."""

    def act(self, access: LoggedAccess, kind: ActKind) -> Answer[Act]:
        """The one act of a kind that concerns the subject; it may still be on paper."""


class CriminalRecords(Protocol):
    """The Central Criminal Record."""

    def extract(self, access: LoggedAccess, model: RecordModel) -> Answer[CriminalExtract]:
        """What a model may show of the subject."""
