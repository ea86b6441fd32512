"""What the automatic states of a zworp do."""

from dataclasses import dataclass
from typing import Any

from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.domain.cases.process_type import Facts
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Found, Unavailable
from chalicelib.domain.registers.people import Person, PersonStatus
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.cases.documents.make_slot import MakeSlot
from chalicelib.usecases.cases.working.works import WorkContext


def is_away(facts: Facts) -> bool:
    """Whether a register didn't answer."""
    return any(isinstance(answer, Unavailable) for answer in facts.values())


def the_dead(facts: Facts) -> tuple[int, ...]:
    """The parties of whom the register says that they died: such a case is for a human."""
    return tuple(
        number
        for (_, number), answer in facts.items()
        if isinstance(answer, Found)
        and isinstance(answer.value, Person)
        and answer.value.status is PersonStatus.DECEASED
    )


def dwim(case: AnyCase, context: WorkContext) -> Outcome[Any]:
    """Whether the register knows who zworps, and they live."""
    facts = context.read(case, [(Service.PERSON, 1)])
    if is_away(facts):
        return Later("register_away")
    if the_dead(facts) or not isinstance(facts[Service.PERSON, 1], Found):
        return Human("dwim_odd", "nobody_there")
    return Done(("dwimmed",))


@dataclass(frozen=True)
class Fill:
    """Make the document of a slot, and say so."""

    make: MakeSlot
    slot: str
    event: str

    def __call__(self, case: AnyCase, context: WorkContext) -> Outcome[Any]:
        return Done((self.event,), documents=(self.make(case, self.slot, context.frame),))
