"""Who lives with somebody, for a form that lets them choose: the log first."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.answers import Found, Unavailable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import HouseholdMember
from chalicelib.domain.shared.wording import Wording
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.registers import AccessLog, HouseholdRegister
from chalicelib.usecases.cases.consult import ground_of

type MayFillIn = Callable[[Staff, NationalNumber, str, str], object]
"""Passes where somebody is neither the person nor a relative, else raises what four eyes raise.

Takes the purpose and its legal ground too, for the log.
"""


@dataclass(frozen=True, slots=True)
class HouseholdOf:
    """The household of whoever begins a case, themselves first; `staff` fill it in for them."""

    access_log: AccessLog
    registers: HouseholdRegister
    may_fill_in: MayFillIn
    words: Wording

    def __call__(
        self,
        tenant: str,
        person: NationalNumber,
        definition: Definition,
        staff: Staff | None = None,
    ) -> tuple[Option, ...]:
        """By national number; only themselves where the register knows no household.

        Raises what four eyes raise of `staff`, RetryableError when the register doesn't answer, or
        the log can't be written.
        """
        actor = Actor(ActorKind.CLERK, staff.id) if staff else Actor(ActorKind.CITIZEN, "form")
        ground = ground_of(definition)
        if staff:
            self.may_fill_in(staff, person, definition.id, ground)
        context = AccessContext(tenant, actor, person, definition.id, ground, None)
        access = self.access_log.record(context, [Service.HOUSEHOLD])
        answer = self.registers.household(access)
        if isinstance(answer, Unavailable):
            raise RetryableError(answer.reason)
        members = answer.value.members if isinstance(answer, Found) else ()
        others = (_option(member) for member in members if member.number != person)
        own = next((m.name.whole for m in members if m.number == person), "")
        words = own if staff else self.words.say("filled_in.yourself", name=own).strip()
        return (Option(person.digits, words or person.printed), *others)


def _option(member: HouseholdMember) -> Option:
    return Option(member.number.digits, f"{member.name.whole} ({member.birth.date.year})")
