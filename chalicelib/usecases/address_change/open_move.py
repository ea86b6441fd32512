"""The work of a declaration that came in: judge it, mark it as pending, make its receipt."""

from dataclasses import dataclass, replace

from chalicelib.domain.address_change.move import Member, Move, MoveCase
from chalicelib.domain.address_change.rules import judged
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.domain.registers.people import Household
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.registers.updates import RegisterUpdates
from chalicelib.usecases.address_change.look_up import LookedUp, LookUpMovers
from chalicelib.usecases.address_change.parties import Parties
from chalicelib.usecases.cases.documents.make_slot import MakeSlot
from chalicelib.usecases.cases.working.works import WorkContext

RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class OpenMove:
    """The same after a correction: what was found out before is found out anew."""

    look_up: LookUpMovers
    parties: Parties
    updates: RegisterUpdates
    make: MakeSlot

    def __call__(self, case: MoveCase, context: WorkContext) -> Outcome[Move]:
        """Opened with a verdict; later while a register is away; a human when nothing is known."""
        try:
            found = self.look_up(case, context.frame)
            if found.facts.household is None:
                return Human("unclear", "household_unknown", verdict=judged(found.facts))
            return self._opened(case, found, context.frame)
        except RetryableError:
            return Later("register_away")

    def _opened(self, case: MoveCase, found: LookedUp, frame: Frame) -> Done[Move]:
        move = self._marked(case, _known(case.payload, found))
        verdict = judged(replace(found.facts, move=move))
        parties = self.parties(case, found)
        after = replace(case, payload=move, parties=parties, verdict=verdict)
        receipt = self.make(after, RECEIPT, frame)
        return Done(("opened",), move, parties, verdict, (receipt,))

    def _marked(self, case: MoveCase, move: Move) -> Move:
        """Who moves bears this case's mark, who doesn't any more gives it back."""
        moving = [member.number for member in move.moving]
        self.updates.clear(case.id, [n for n in move.marked if n not in moving])
        return replace(move, marked=self.updates.mark(case.id, moving))


def _known(move: Move, found: LookedUp) -> Move:
    """The declaration as the registers write it."""
    facts = found.facts
    known = replace(
        move,
        household=_members(facts.household) if facts.household else (),
        new_address=facts.dwelling.address if facts.dwelling else move.new_address,
        hides_names=any(person.is_protected for person in facts.people.values()),
        homes=facts.homes,
        district=facts.dwelling.district if facts.dwelling else "",
        former=found.former,
    )
    return replace(known, receipted=known.declared)


def _members(household: Household) -> tuple[Member, ...]:
    return tuple(
        Member(str(place), m.number, m.name.whole, m.birth.date.earliest)
        for place, m in enumerate(household.members, 1)
    )
