"""What the automatic states of a zworp do."""

from dataclasses import dataclass
from typing import Any

from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Found
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.cases.consult import is_away
from chalicelib.usecases.cases.documents.make_slot import MakeSlot
from chalicelib.usecases.cases.working.works import WorkContext, the_dead


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
