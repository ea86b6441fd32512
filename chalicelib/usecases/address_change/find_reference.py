"""The work that finds out anew whom to ask: who lives at the new address by now."""

from dataclasses import dataclass, replace

from chalicelib.domain.address_change.move import Move, MoveCase
from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.address_change.look_up import LookUpMovers
from chalicelib.usecases.address_change.parties import Parties
from chalicelib.usecases.cases.working.works import WorkContext


@dataclass(frozen=True, slots=True)
class FindReference:
    """The reference person of the household that a clerk chose, or of the only one."""

    look_up: LookUpMovers
    parties: Parties

    def __call__(self, case: MoveCase, context: WorkContext) -> Outcome[Move]:
        """`reference_found`; a human when nobody lives there, or it isn't clear who is meant."""
        try:
            found = self.look_up(case, context.frame)
        except RetryableError:
            return Later("register_away")
        move = replace(case.payload, homes=found.facts.homes)
        if found.facts.reference is None:
            reason = "several_homes" if move.homes else "nobody_there"
            return Human("reference_unclear", reason, payload=move)
        return Done(("reference_found",), move, self.parties(case, found))
