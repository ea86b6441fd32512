"""Two municipalities in one deployment, each at an address of this machine, and who moves there."""

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from chalice.config import Config
from chalice.local import LocalDevServer

import app
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Household, HouseholdMember, Position
from ops.local.other import FOLDER, FOLDERS, NIS
from tests.support.counter import a_counter, population
from tests.support.processes.moving import JAN, LIEN, LUCJA, TINE, Entrance, Moves
from tests.support.requests import KORTRIJK
from tests.support.web.live import LOCALHOST, Quiet

SOFIE, NOOR, DIETER = (
    population().personas[key].number for key in ("nabestaande", "geslacht", "strafblad")
)
"""Each alone in the population: here the second with JAN, the third with the first's objection."""

GRANDMOTHER, FATHER, MOTHER, SON = map(
    NationalNumber, ("55722400264", "81691200177", "82662600244", "10690500186")
)
HOMES: tuple[tuple[NationalNumber, Mapping[NationalNumber, Position]], ...] = (
    (LIEN, {GRANDMOTHER: Position.PARENT}),
    (JAN, {NOOR: Position.UNRELATED}),
    (FATHER, {SON: Position.CHILD}),
    (MOTHER, {}),
    *((alone, {}) for alone in (LUCJA, SOFIE, DIETER)),
)
"""Who lives with whom: who lived there in the population, but for a child of parents apart."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What people do, and where each municipality is found."""

    town: Moves
    here: str
    there: str


def files() -> Iterator[PersonFile]:
    """The files of them all; one of them comes from the other municipality."""
    for first, others in HOMES:
        yield from _home(first, others)
    for file in _home(TINE, {}):
        yield replace(file, person=replace(file.person, managed_by=NIS))


def _home(first: NationalNumber, others: Mapping[NationalNumber, Position]) -> Iterator[PersonFile]:
    every = population().by_number
    home = every[first].household
    assert home is not None
    own = [m for m in home.members if first != MOTHER or m.number == MOTHER]
    more = (replace(_member(every[n]), position=place) for n, place in others.items())
    household = Household(home.address, (*own, *more))
    for member in household.members:
        file = every[member.number]
        person = replace(file.person, address=home.address)
        yield replace(file, household=household, person=person)


def _member(file: PersonFile) -> HouseholdMember:
    assert file.household is not None
    return next(m for m in file.household.members if m.number == file.number)


@contextmanager
def neighbours() -> Iterator[Neighbours]:
    """Both listen, on what is free."""
    clock = MemoryClock()
    servers = [
        LocalDevServer(app.app, Config.create(), LOCALHOST, 0, handler_cls=Quiet).server
        for _ in range(2)
    ]
    here, there = (f"http://{LOCALHOST}:{server.server_port}" for server in servers)
    environment = {
        "THUISLOKET_PUBLIC_URL": "",
        "THUISLOKET_ADDRESSES": json.dumps({KORTRIJK: here, NIS: there}),
        "THUISLOKET_MORE_MUNICIPALITIES": str(FOLDER),
    }
    parts: dict[str, object] = {"clock": clock, "identity": Entrance()}
    people = list(files())
    with (
        a_counter(people, folders=FOLDERS, environment=environment, **parts) as counter,
        listening(servers),
    ):
        yield Neighbours(Moves(counter, clock), here, there)


@contextmanager
def listening(servers: Iterable[LocalDevServer]) -> Iterator[None]:
    """Answered by threads of their own."""
    with ExitStack() as closing:
        for server in servers:
            thread = threading.Thread(target=server.serve_forever, args=(0.02,))
            thread.start()
            closing.callback(server.server_close)
            closing.callback(thread.join)
            closing.callback(server.shutdown)
        yield
