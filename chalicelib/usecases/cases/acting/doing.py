"""Who does something in a case: towards registers, and among its parties."""

from dataclasses import replace

from chalicelib.domain.cases.moving.acting import Actor, Citizen, Doer
from chalicelib.domain.cases.party import Party, with_party
from chalicelib.domain.registers.access import Actor as Asker
from chalicelib.domain.registers.access import ActorKind
from chalicelib.ports.cases import AnyCase


def asker(who: Doer) -> Asker:
    """As whom registers are asked for what somebody does."""
    if who.official is not None:
        return Asker(ActorKind.CLERK, who.official.staff.id)
    return Asker(ActorKind.CITIZEN, who.author)


def joined(case: AnyCase, who: Doer, actor: Actor) -> tuple[Party, ...] | None:
    """The parties with an invited one now known; None when nobody joins."""
    party = who.party
    if not isinstance(actor, Citizen) or party is None or party.person is not None:
        return None
    joined = replace(party, person=actor.person, assurance=actor.assurance)
    return with_party(case.parties, joined)
