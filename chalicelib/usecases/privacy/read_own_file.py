"""What the registers hold about whoever asks: the look is in the access log first."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.answers import Answer
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Household, Person, Residence
from chalicelib.ports.registers import AccessLog, HouseholdRegister, PersonRegister

PURPOSE = "U bekeek zelf uw gegevens"
LAW = "Verordening (EU) 2016/679, art. 15"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What each register answers of one person."""

    person: Answer[Person]
    household: Answer[Household]
    residences: Answer[tuple[Residence, ...]]


@dataclass(frozen=True, slots=True)
class ReadOwnFile:
    """Only what somebody may read of themselves; acts and the criminal record aren't asked."""

    access_log: AccessLog
    people: PersonRegister
    households: HouseholdRegister

    def __call__(self, tenant: str, number: NationalNumber) -> OwnFile:
        """The person's own file. Raises RetryableError when the log can't be written."""
        context = AccessContext(
            tenant, Actor(ActorKind.CITIZEN, "self"), number, PURPOSE, LAW, None
        )
        access = self.access_log.record(context, _SERVICES)
        return OwnFile(
            self.people.person(access),
            self.households.household(access),
            self.households.residences(access),
        )


_SERVICES: Sequence[Service] = (Service.PERSON, Service.HOUSEHOLD, Service.RESIDENCES)
