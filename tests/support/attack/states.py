"""A zworp brought into each of its states, with words in it that are one party's alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any, override

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.handling import Lease, held_by
from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.documents import Rendered
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.links import invitation_of, link_of
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.wiring import use
from tests.support.attack import world as people
from tests.support.attack.world import CITIZEN, FLUMER, OTHER, Everyone, World, towns, word
from tests.support.requests import KORTRIJK
from tests.support.zworp.counter import Away
from tests.support.zworp.wiring import Offering, beside_ours

ZORP = Citizen(people.numbers()[CITIZEN], Assurance.HIGH)
QUIB = Citizen(people.numbers()[OTHER], Assurance.SUBSTANTIAL, invited_as=2)
Role: Any = str
OURS = Staff("k-flumer", KORTRIJK, frozenset({Role("flumer")}), people.numbers()[FLUMER])
REFUSAL, NOTE = word(CITIZEN, "getuige"), word(CITIZEN, "notitie")
"""What a refusal tells who began it, and what flumers note for themselves."""

DAY = timedelta(days=1)


def mail_of(whose: str) -> str:
    return f"{word(whose, 'post')}@voorbeeld.example"


class FlumersToo(Everyone):
    """An identity provider of towns where flumers work, and a clerk is much else too."""

    @override
    def roles(self, name: str) -> tuple[str, ...]:
        return (*people.ROLES[name], "registrar", "supervisor")[: 3 if name == people.CLERK else 1]

    @override
    def town(self, nis: str) -> Municipality:
        return Offering(towns()).get(nis)


class InWords:
    """A renderer whose paper is what would be printed, as text."""

    def render(self, document: PrintedDocument, municipality: object) -> Rendered:
        return Rendered(repr(document).encode(), 1)


@dataclass
class States:
    """The world, with a zworp that goes on whenever the next state is asked for."""

    world: World
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.office, self.wiring = self.world.office, self.world.office.wiring
        self.register = Away(self.office.registers)
        self.wiring.give(registers=self.register)
        for whose in (CITIZEN, OTHER):
            self.office.addresses.confirm(KORTRIJK, mail_of(whose))

    def all(self) -> Iterator[tuple[str, str]]:
        """The name of each state as it is reached, and the case."""
        for life in (self._whole, self._refused, self._withdrawn, self._slept, self._over):
            for case_id in life():
                yield self.case(case_id).instance.state, case_id

    def case(self, case_id: str) -> Any:
        return self.office.store.get(KORTRIJK, case_id)

    def ways(self, case_id: str) -> list[str]:
        """Where anybody may try to get at the case."""
        keys, version = self.wiring.platform.keys, ["/api/v1/cases"]
        links = [f"/d/{link_of(keys, KORTRIJK, case_id, n)}" for n in (1, 2)]
        invited = [f"/uitnodiging/{invitation_of(keys, KORTRIJK, case_id, n)}" for n in (1, 2)]
        slots = [f"/document/{slot}" for slot in ("twonk", "gadj")]
        acts = ["/frobben", "/plonken", "/ontzworpen"]
        own = [f"/aanvragen/{case_id}{rest}" for rest in ("", "/tekst", "/agenda", *slots, *acts)]
        desk = [f"/loket/zaken/{case_id}", f"/loket/brieven/{case_id}", f"/wijk/{case_id}"]
        desk += [f"/loket/zaken/{case_id}/documenten/{slot}" for slot in ("twonk", "gadj")]
        api = [f"/api/v1/cases/{case_id}{rest}" for rest in ("", "/documents/twonk")]
        lists = ["/aanvragen", "/mijn-gegevens", "/zaken/zworpen/nieuw", "/loket", "/wijk"]
        lists += [f"/loket/{name}" for name in ("mails", "brieven", "taken", "wachtend")]
        more = ["/api/v1/access-log", "/api/v1/worklists", "/api/v1/requests"]
        return [*links, *invited, *own, *desk, *api, *lists, *version, *more]

    def _whole(self) -> Iterator[str]:
        self.register.is_away = True
        case_id = self._open()
        self.office.drain()
        yield case_id
        self.register.is_away = False
        self.office.tick(timedelta(minutes=10))
        yield case_id
        self._accept(case_id)
        for who, whose in ((ZORP, CITIZEN), (QUIB, OTHER)):
            self._frob(case_id, who, word(whose, "opmerking"))
        self.wiring.handling.note(OURS, case_id, NOTE)
        yield case_id
        self._act(case_id, "plonk", ZORP)
        yield case_id
        self._act(case_id, "plonk", QUIB)
        yield case_id
        self.office.drain()
        yield case_id
        self._decide(case_id, "grommet")
        yield case_id
        self.office.drain()
        yield case_id

    def _refused(self) -> Iterator[str]:
        case_id = self._at_desk()
        self._decide(case_id, "skree", {"reason": "too_loud", "text": REFUSAL})
        self.office.drain()
        yield case_id

    def _withdrawn(self) -> Iterator[str]:
        case_id = self._joined()
        self._act(case_id, "unzworp", QUIB)
        self.office.drain()
        yield case_id

    def _slept(self) -> Iterator[str]:
        case_id = self._joined()
        self.office.tick(11 * DAY)
        yield case_id

    def _over(self) -> Iterator[str]:
        case_id = self._at_desk(blint_on=f"{self.office.clock.now() + DAY:%Y-%m-%d}")
        self.office.tick(6 * DAY)
        yield case_id

    def _at_desk(self, **more: str) -> str:
        case_id = self._joined(**more)
        for who in (ZORP, QUIB):
            self._act(case_id, "plonk", who)
        self.office.drain()
        return case_id

    def _joined(self, **more: str) -> str:
        case_id = self._open(**more)
        self.office.drain()
        self._accept(case_id)
        self._frob(case_id, QUIB, word(OTHER, "opmerking"))
        return case_id

    def _open(self, **more: str) -> str:
        number = next(self.keys)
        raw = {"nook": f"Hoek {number}", "blint_on": "2040-01-01", "mood": "calm"}
        raw |= {"quib_mail": mail_of(OTHER), "hush": word(CITIZEN, "opmerking"), **more}
        person, mail = people.numbers()[CITIZEN], mail_of(CITIZEN)
        command = OpenCommand(
            KORTRIJK, "zworp", "zorp", person, mail, raw, f"open-{number}", Assurance.HIGH
        )
        return self.wiring.road.open_case(command).case.id

    def _accept(self, case_id: str) -> None:
        token = invitation_of(self.wiring.platform.keys, KORTRIJK, case_id, 2)
        number = people.numbers()[OTHER]
        self.wiring.road.invite.accept(KORTRIJK, token, number, Assurance.SUBSTANTIAL)

    def _frob(self, case_id: str, who: Actor, text: str) -> None:
        scan = [File(b"%PDF-1.7 " + text.encode())]
        self._act(case_id, "frob", who, {"mood": "calm", "why": text, "scan": scan})

    def _decide(self, case_id: str, action: str, raw: dict[str, Any] | None = None) -> None:
        case = self.case(case_id)
        lease = Lease(OURS.id, self.office.clock.now() + timedelta(hours=1))
        self.office.store.handle(case, held_by(case.handling, lease))
        self._act(case_id, action, Official(OURS), raw)

    def _act(
        self, case_id: str, action: str, who: Actor, raw: dict[str, Any] | None = None
    ) -> None:
        view = self.wiring.road.look.case(KORTRIJK, case_id, who)
        key = f"act-{next(self.keys)}"
        shown = view.shown_hash
        self.wiring.road.act(
            Acting(KORTRIJK, case_id, view.seen, action, who, raw or {}, key, shown=shown)
        )


@contextmanager
def states() -> Iterator[States]:
    """In use by the application for a while."""
    with beside_ours() as parts:
        world = World()
        offered = Offering(towns())
        world.office.wiring.give(
            municipalities=offered, identity=FlumersToo(), renderer=InWords(), **parts
        )
        with use(world.office.wiring):
            yield States(world)
