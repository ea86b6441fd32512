"""A counter where the made-up process can be gone through, everything in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from chalice.test import HTTPResponse

from chalicelib.usecases.cases.documents.close_link import CloseLink
from chalicelib.usecases.cases.documents.open_document import OpenDocument
from chalicelib.usecases.cases.documents.open_link import OpenLink
from chalicelib.usecases.cases.links import invitation_of, link_of
from tests.support.requests import KORTRIJK
from tests.support.road import World
from tests.support.web.counter import Counter, Otherwise, Visitor, form_of, open_counter

NEW = "/zaken/pact/nieuw"


@dataclass
class Pacts:
    """The counter, and what is behind it."""

    counter: Counter
    world: World

    def invitation(self, case_id: str, party: int = 2) -> str:
        """The path of the link that a party is sent."""
        return f"/uitnodiging/{invitation_of(self.world.keys, KORTRIJK, case_id, party)}"

    def link(self, case_id: str, party: int = 1) -> str:
        """The path of the link to what a case yields, in a party's mails."""
        return f"/d/{link_of(self.world.keys, KORTRIJK, case_id, party)}"

    def visitor(self, serial: int) -> Visitor:
        """Somebody who is signed in."""
        visitor = Visitor()
        visitor.sign_in(serial)
        return visitor


def pacts_at(counter: Counter, **changes: Any) -> Pacts:
    """Let the made-up process be gone through at a counter, from today on."""
    offered = {"processes": {"pact": counter.clock.now().date()}, "fees": {"pact": 1250}}
    now = counter.wiring.templates.municipalities.get(KORTRIJK)
    where = {"address": now.address, "aliases": now.aliases}
    here = Otherwise(**(where | offered | changes))
    world = World()
    counter.wiring.give(municipalities=here, types=world.types)
    world.hands.at = counter.clock.now()
    world.here.one = here.get(KORTRIJK)
    state = counter.wiring.state
    open_document = OpenDocument(world.look, world.frames, state.ledger, state.archive)
    road: Any = SimpleNamespace(
        open_case=world.open_case,
        act=world.act_,
        look=world.look,
        open_document=open_document,
        open_link=OpenLink(
            open_document,
            state.tries,
            world.keys,
            world.hands,
            world.confirm,
            CloseLink(world.frames, world.happen),
        ),
        invite=world.invite,
        frames=world.frames,
    )
    counter.wiring.road = road
    return Pacts(counter, world)


@contextmanager
def open_pacts(**changes: Any) -> Iterator[Pacts]:
    """A counter with a road, that the application uses for a while."""
    with open_counter() as counter:
        yield pacts_at(counter, **changes)


def go(visitor: Visitor, answer: HTTPResponse, path: str, button: str, **typed: str) -> Any:
    """Fill in what a page asks, and press one of its buttons; on to its next page."""
    form = form_of(answer, path) | typed
    answer = visitor.post(path, form | ({"_naar": button} if button else {}))
    place = answer.headers.get("Location", "")
    return visitor.get(place) if place.startswith(path) else answer
