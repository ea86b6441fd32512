"""Ask the registers about both partners: each in one consultation, the log first."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.party import Party
from chalicelib.domain.marriage.declaration import MarriageCase
from chalicelib.domain.marriage.known import MarriageFacts, Partner
from chalicelib.domain.registers.access import (
    AccessContext,
    Actor,
    ActorKind,
    LoggedAccess,
    Service,
)
from chalicelib.domain.registers.acts import Act, ActKind
from chalicelib.domain.registers.answers import Answer, Found, Unavailable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Person
from chalicelib.ports.registers import AccessLog, ActRegister, PersonRegister
from chalicelib.usecases.cases.consult import ground_of
from chalicelib.usecases.cases.working.works import WorkContext

NEEDED = (Service.PERSON, Service.ACTS)


@dataclass(frozen=True, slots=True)
class PartnerAnswers:
    """What was answered about one partner."""

    number: int
    person: Answer[Person]
    birth: Answer[Act]


@dataclass(frozen=True, slots=True)
class ReadPartners:
    """The person's file and the act of birth of each partner who is known."""

    access_log: AccessLog
    persons: PersonRegister
    acts: ActRegister

    def __call__(self, case: MarriageCase, context: WorkContext) -> tuple[PartnerAnswers, ...]:
        """Raises RetryableError when the log can't be written; then nothing was read."""
        known = [(party, party.person) for party in case.parties if party.person is not None]
        return tuple(self._one(case, party, person, context) for party, person in known)

    def access(
        self, case: MarriageCase, person: NationalNumber, context: WorkContext
    ) -> LoggedAccess:
        """Leave to look at, or change, what registers know of somebody."""
        return self.access_log.record(
            AccessContext(
                case.tenant,
                Actor(ActorKind.SYSTEM, context.spec.id),
                person,
                case.process,
                ground_of(context.frame.definition),
                case.id,
            ),
            NEEDED,
        )

    def _one(
        self, case: MarriageCase, party: Party, person: NationalNumber, context: WorkContext
    ) -> PartnerAnswers:
        access = self.access(case, person, context)
        birth = self.acts.act(access, ActKind.BIRTH)
        return PartnerAnswers(party.number, self.persons.person(access), birth)


def is_silent(asked: tuple[PartnerAnswers, ...]) -> bool:
    """Whether a register didn't answer about one of them."""
    answers = (answer for one in asked for answer in (one.person, one.birth))
    return any(isinstance(answer, Unavailable) for answer in answers)


def known(
    case: MarriageCase, asked: tuple[PartnerAnswers, ...], today: date
) -> MarriageFacts | None:
    """What the rules judge; None when one of the two isn't in the register."""
    found = [
        Partner(one.number, one.person.value, one.birth)
        for one in asked
        if isinstance(one.person, Found)
    ]
    if len(found) != len(case.parties):
        return None
    first, second = found
    return MarriageFacts(case.payload, (first, second), case.tenant, today)
