"""The scheduled function looks at every municipality, whatever becomes of another."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from chalicelib.jobs.tick import handle
from chalicelib.wiring import use
from chalicelib.wiring.issuance import AT_ONCE
from tests.support.municipalities import a_municipality
from tests.support.office import TENANT, Office, persona
from tests.support.requests import an_id

A_CALL = timedelta(milliseconds=10)
"""What a call to AWS takes here, on the clock: of several at once each has its part."""


@dataclass(frozen=True)
class Many:
    """As many municipalities as one deployment is reckoned for."""

    def all(self) -> tuple[Any, ...]:
        others = (replace(a_municipality(), nis=f"4{number:04d}") for number in range(35))
        return (*others, replace(a_municipality(), nis=TENANT))

    def get(self, nis: str) -> Any:
        return replace(a_municipality(), nis=nis)


class Slow:
    """A store, or a queue, of which each call takes its time."""

    def __init__(self, part: Any, office: Office, at_once: int) -> None:
        self._part, self._office, self._takes = part, office, A_CALL / at_once

    def __getattr__(self, name: str) -> Any:
        self._office.clock.move(self._takes)
        return getattr(self._part, name)


def test_five_thousand_overdue_of_one_municipality_are_sent_again_by_two_ticks() -> None:
    office = Office()
    case = office.submit(persona("volwassene"))
    office.issue_queue.messages.clear()
    for number in range(1, 5000):
        office.store.kept.put(replace(case, id=an_id(number)))
        office.store.kept.changed((TENANT, an_id(number)))
    store = Slow(office.store, office, AT_ONCE)
    office.wiring.give(
        municipalities=Many(),
        frames=replace(office.wiring.road.frames, cases=store),
        store=store,
        case_queue=Slow(office.issue_queue, office, AT_ONCE),
    )
    office.clock.move(timedelta(minutes=4))

    took = []
    for _ in range(2):
        begun = office.clock.now()
        with use(office.wiring):
            handle()
        took.append(office.clock.now() - begun)
        office.clock.set(begun + timedelta(minutes=1))

    assert len({message.case_id for message, _ in office.issue_queue.messages}) == 5000
    assert max(took) < timedelta(seconds=25)
