"""Any process, along a road that chance picks: whatever its definition says is possible."""

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.domain.cases.moving.acting import Actor, Official
from chalicelib.domain.shared.errors import DomainError
from tests.faults.scenarios import certificates, marriages, moves, zworps
from tests.faults.scenarios.acting import People
from tests.faults.stage import TENANT, Stage
from tests.support.any_order.chance import form_of, own
from tests.support.zworp.counter import FLUMER, QUIB, ZORP

STEPS = 6
WALKS = 2
"""How many roads are walked through each process."""

PAUSES = tuple(timedelta(**by) for by in ({"minutes": 3}, {"hours": 2}, {"days": 4}))


@dataclass(frozen=True, slots=True)
class Land:
    """Where one walks: how a case of a process begins, and who has to do with it."""

    begin: Callable[[Stage], tuple[People, str]]
    actors: Sequence[Actor]


LANDS: Mapping[str, Land] = {
    "certificate_request": Land(
        lambda stage: certificates.ordered(stage, remark=certificates.REMARK),
        (
            certificates.ME,
            Official(certificates.CLERK),
            Official(certificates.REGISTRAR),
        ),
    ),
    "marriage": Land(marriages.joined, (marriages.A, marriages.B, Official(marriages.REGISTRAR))),
    "address_change": Land(
        moves.declared, (moves.ME, Official(moves.OFFICER), Official(moves.CLERK))
    ),
    "zworp": Land(zworps.joined, (ZORP, QUIB, Official(FLUMER))),
}
"""One for each process; a test sees to it that none is missing."""


def walk(process: str, seed: int) -> Callable[[Stage], None]:
    """A road through a process: the same one for the same seed, as far as faults allow."""

    def scenario(stage: Stage) -> None:
        chance, land = random.Random(seed), LANDS[process]
        people, case_id = land.begin(stage)
        people.waits = ()
        stage.pump()
        for _ in range(STEPS):
            with suppress(DomainError):
                _step(stage, people, case_id, chance.choice(land.actors), chance)
            if chance.random() < 0.3:
                stage.clock.move(chance.choice(PAUSES))
                stage.tick()
            stage.pump()

    return scenario


def _step(stage: Stage, people: People, case_id: str, actor: Actor, chance: random.Random) -> None:
    view = stage.person(lambda: stage.wiring.road.look.case(TENANT, case_id, actor))
    possible = list(own(view, actor))
    if not possible:
        return
    chosen = chance.choice(possible)
    if chosen.needs_lease and isinstance(actor, Official):
        people.claim(case_id, actor.staff)
    raw = form_of(chosen, chance)
    event = chance.choice(sorted(chosen.events))
    people.on(view.seen, view.shown_hash, case_id, chosen.action.id, actor, raw, event)
