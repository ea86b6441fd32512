"""Two towns in memory where everybody has something with a word in it that is theirs alone."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any

from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.figures import MemoryFigures
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.adapters.memory.sessions import MemoryColleagues, MemoryDepartures, MemorySessions
from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.documents.seal.seals import Seals
from chalicelib.domain.address_change.move import PROCESS as MOVE
from chalicelib.domain.certificates.order import PROCESS, CertificateCase
from chalicelib.domain.marriage.declaration import PROCESS as MARRIAGE
from chalicelib.domain.registers.access import AccessContext, LoggedAccess, Service
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Kin, PersonName, Relative
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.sessions import SignIn
from chalicelib.usecases.cases.links import invitation_of
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from ops.synthetic.population import PersonFile
from ops.synthetic.staff import StaffMember, claims_of
from tests.support.counter import population
from tests.support.office import CLERK as A_CLERK
from tests.support.office import RESIDENCE, Office
from tests.support.processes.marriage import FORM, singles
from tests.support.requests import ELSEWHERE, KORTRIJK
from tests.support.web.counter import People, Two

CITIZEN, OTHER, PARTY, FAR, KIN = "burger", "andere", "partij", "verre", "verwant"
CLERK, REGISTRAR, SUPERVISOR, OFFICER = "balie", "ambtenaar", "hoofd", "wijk"
FOREIGN, FLUMER = "vreemde", "flumer"
STATUS = "attest-hoofdverblijfplaats-burgerlijke-staat"

CITIZENS = (CITIZEN, OTHER, PARTY, FAR, KIN)
ROLES = {
    CLERK: ("clerk",),
    REGISTRAR: ("registrar",),
    SUPERVISOR: ("supervisor",),
    OFFICER: ("district_officer",),
    FOREIGN: ("clerk", "registrar", "supervisor", "district_officer"),
    FLUMER: ("flumer",),
}
SERIALS = {name: number for number, name in enumerate((*CITIZENS, *ROLES), 801)}


def word(whose: str, what: str) -> str:
    """A word that stands nowhere but in what is somebody's own."""
    return f"merk{whose}{what}"


@cache
def numbers() -> dict[str, NationalNumber]:
    """Whose number is whose: free adults of the town; staff stand in the register too."""
    free = [file.number for file in singles()]
    return dict(zip((*CITIZENS, *ROLES), free, strict=False))


@cache
def files() -> tuple[PersonFile, ...]:
    """The registers: each with a family name that is theirs; the kin is the clerks'."""
    marked = {number: name for name, number in numbers().items()}
    return tuple(
        _marked(file, marked[file.number]) if file.number in marked else file
        for file in population().files
    )


def _marked(file: PersonFile, whose: str) -> PersonFile:
    kin = ()
    if whose == KIN:
        kin = tuple(Relative(numbers()[s], Kin.PARENT) for s in (CLERK, REGISTRAR, SUPERVISOR))
    name = PersonName(("Jo",), word(whose, "naam").capitalize())
    town = ELSEWHERE if whose == FAR else KORTRIJK
    assert file.person.address is not None
    home = replace(file.person.address, nis=town)
    person = replace(
        file.person,
        name=name,
        relatives=kin,
        managed_by=town,
        address=home,
        pending_change=False,
    )
    return replace(file, person=person)


class Towns(Two):
    """Two municipalities, each with its own staff; the first has people marry."""

    def __init__(self) -> None:
        super().__init__()
        here, there = self._by_nis[KORTRIJK], self._by_nis[ELSEWHERE]
        offered = dict.fromkeys((PROCESS, MARRIAGE, MOVE), date(2020, 1, 1))
        limits = replace(here.limits, requests_per_day=1000)
        here = replace(here, processes=offered, limits=limits)
        roles = there.staff.roles | {"Wijk": "district_officer"}
        employer = replace(there.staff, organisation="0000000194", roles=roles, others=())
        there = replace(there, staff=employer)
        self._by_nis = {KORTRIJK: here, ELSEWHERE: there}
        self._by_host = {host: one for one in (here, there) for host in one.hosts}


@cache
def towns() -> Towns:
    """Read once: whoever of staff asks anything is looked up in them."""
    return Towns()


class Everyone(People):
    """An identity provider where a serial signs in citizens and staff of both towns."""

    def bearer(self, token: str, tenant: str) -> SignIn:
        if token not in map(str, SERIALS.values()):
            raise NotAllowedError("invalid_token", "Meld u opnieuw aan.")
        return replace(self._person(token), at=self.shown_at())

    def _person(self, serial: str) -> SignIn:
        known = super()._person(serial)
        name = next(name for name, number in SERIALS.items() if number == int(serial))
        person = replace(known, number=numbers()[name], name=name, email=f"{name}@stad.example")
        if name not in ROLES:
            return replace(person, email=f"{word(name, 'post')}@voorbeeld.example")
        there = self.town(ELSEWHERE if name == FOREIGN else KORTRIJK)
        post = StaffMember(f"k-{name}", name, "", self.roles(name), int(serial))
        return replace(person, claims=claims_of(post, there.staff) | {"iat": self.made_at})

    def roles(self, name: str) -> tuple[str, ...]:
        """What somebody is at work."""
        return ROLES[name]

    def town(self, nis: str) -> Municipality:
        """Where its staff work."""
        return towns().get(nis)


class Log(MemoryAccessLog):
    """An access log that can be away."""

    is_away = False

    def record(self, context: AccessContext, services: Collection[Service]) -> LoggedAccess:
        if self.is_away:
            raise RetryableError("away")
        return super().record(context, services)


class Patience(MemoryTries):
    """Nobody tries too often: how often is limited is tested by itself."""

    def take(self, what: str, limit: int, until: datetime) -> bool:
        return True


@dataclass
class Held:
    """What one person has: a case that waits, a document, a mail and a letter that can't go."""

    tenant: str
    waiting: AnyCase
    done: AnyCase
    mail: AnyCase
    letter: AnyCase

    @property
    def number(self) -> str:
        """The number of the document."""
        return self.done.issued[0].number


@dataclass
class World:
    """The towns, what everybody has there, and what they have together.

    `beside` is what whoever writes something writes after their own word.
    """

    office: Office = field(default_factory=Office)
    keys: Any = field(default_factory=lambda: count(1))
    held: dict[str, Held] = field(default_factory=dict)
    beside: str = ""

    def __post_init__(self) -> None:
        office = self.office
        office.registers = MemoryRegisters(files())
        self.log = Log(office.wiring.platform.ids, office.clock)
        office.wiring.give(
            sessions=MemorySessions(office.clock),
            departures=MemoryDepartures(office.clock),
            colleagues=MemoryColleagues(),
            tries=Patience(office.clock),
            rollups=MemoryFigures(),
            identity=Everyone(shown_at=self.office.clock.now),
            municipalities=Towns(),
            registers=office.registers,
            access_log=self.log,
            seals=Seals((), "alias/seal", lambda _: {}),
        )

    def fill(self) -> None:
        """Let everybody ask for something, and two people marry."""
        for name in (CITIZEN, OTHER, FAR, KIN, CLERK, REGISTRAR, SUPERVISOR):
            self.held[name] = self._has(name, ELSEWHERE if name == FAR else KORTRIJK)
        self.married = self._marries()

    def _has(self, name: str, tenant: str) -> Held:
        done = self._asks(name, tenant)
        waiting = self._asks(name, tenant, document=STATUS, remark=self._text(name, "opmerking"))
        at, suppressions = self.office.clock.now(), self.office.suppressions
        suppressions.block(tenant, _mail(name), at)
        unsent = self._asks(name, tenant, document="attest-leven")
        by_post = self._asks(name, tenant, document="attest-nationaliteit")
        suppressions.unblock(tenant, _mail(name))
        clerk, handling = replace(A_CLERK, tenant=tenant), self.office.wiring.handling
        handling.note(clerk, waiting.id, self._text(name, "notitie"))
        handling.send_again.by_letter(clerk, by_post.id, by_post.tasks[0].key)
        self.office.drain()
        return Held(tenant, self.now(waiting), done, unsent, self.now(by_post))

    def _text(self, name: str, what: str) -> str:
        return f"{word(name, what)} {self.beside}".strip()

    def _asks(self, name: str, tenant: str, **wish: str) -> CertificateCase:
        raw = {"document": RESIDENCE, "subject": numbers()[name].digits} | wish
        case = self.office.wiring.road.open_case(
            _command(name, tenant, PROCESS, raw, next(self.keys))
        ).case
        self.office.drain()
        return self.now(case)

    def _marries(self) -> AnyCase:
        raw = FORM | {"witnesses": self._text(CITIZEN, "getuige"), "name_use": self.beside}
        command = _command(CITIZEN, KORTRIJK, MARRIAGE, raw, next(self.keys))
        road = self.office.wiring.road
        case = road.open_case(command).case
        token = invitation_of(self.office.wiring.platform.keys, KORTRIJK, case.id, 2)
        road.invite.accept(KORTRIJK, token, numbers()[PARTY], Assurance.HIGH)
        return self.now(case)

    def now(self, case: AnyCase) -> AnyCase:
        """A case as it is stored."""
        found: Any = self.office.store.get(case.tenant, case.id)
        return found


def _mail(name: str) -> str:
    return f"{word(name, 'post')}@voorbeeld.example"


def _command(name: str, tenant: str, process: str, raw: dict[str, Any], serial: int) -> OpenCommand:
    role, key = "applicant" if process == PROCESS else "partner_a", f"sleutel-{serial}"
    person, mail = numbers()[name], _mail(name)
    return OpenCommand(tenant, process, role, person, mail, raw, key, Assurance.HIGH)
