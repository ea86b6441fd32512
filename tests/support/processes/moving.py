"""People who move at a whole counter, with an officer and a clerk; each step is worked through."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.address_change.move import MoveCase
from chalicelib.domain.address_change.options import REQUIRED_CHECKS
from chalicelib.domain.cases.handling import Lease, held_by
from chalicelib.domain.cases.moving.acting import Actor, Behalf, Citizen, Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.access import AccessContext, ActorKind, Service
from chalicelib.domain.registers.access import Actor as Asker
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import Unreadable
from chalicelib.ports.sessions import SignIn
from chalicelib.usecases.cases.acting.act import Acted, Acting
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from ops.local.other import NIS, the_other
from ops.synthetic.staff import StaffMember, claims_of
from tests.support.counter import Badge, Counter, a_counter, population
from tests.support.printing.desk import poppler
from tests.support.requests import KORTRIJK, a_number
from tests.support.web.counter import Otherwise

PROCESS = "address_change"
OFFERED = (PROCESS, "certificate_request")
LIEN, LUCJA, JAN, SENNE, TINE, JOKE = (
    population().personas[key].number
    for key in ("volwassene", "letters", "naamgenoot-een", "verhuist", "elders", "beschermd")
)
"""With a family of four; alone; alone; alone with a change under way; in another municipality;
alone, with an address that the register shields."""

Role: Any = str
FAR = 4_000_000_000
"""When tokens are made: after everybody signed out."""

OFFICER = Official(Staff("w1", KORTRIJK, frozenset({Role("district_officer")}), a_number(702)))
CLERK = Official(Staff("k1", KORTRIJK, frozenset({Role("clerk")}), a_number(703)))
MINISTER = Official(CLERK.staff, Behalf("minister", established="brief"))
NEW = {
    "street": "vlasstr.",
    "number": "12",
    "box": "0203",
    "postcode": "8500",
    "locality": "Kortrijk",
}


OFFICER_AT_WORK, CLERK_AT_WORK = a_number(521), a_number(522)
ROLES = {OFFICER_AT_WORK: ("district_officer",), CLERK_AT_WORK: ("clerk",)}
"""Who signs in with a number of these works here, as a browser or a program shows them."""


@dataclass
class Entrance(Badge):
    """An identity provider that knows those at work, too."""

    def bearer(self, token: str, tenant: str) -> SignIn:
        known = super().bearer(token, tenant)
        roles = ROLES.get(known.number)
        if roles is None:
            return known
        post = StaffMember(f"k{token[6:9]}", "Collega", "", roles, 0)
        here = the_other() if tenant == NIS else Otherwise().all()[0]
        return replace(known, claims=claims_of(post, here.staff) | {"iat": FAR})


def household_of(number: NationalNumber) -> list[str]:
    household = population().by_number[number].household
    assert household is not None
    return [member.number.digits for member in household.members]


def home_of(number: NationalNumber) -> dict[str, str]:
    address = population().by_number[number].person.address
    assert address is not None
    return {
        "street": address.street,
        "number": address.house_number,
        "box": address.box,
        "postcode": address.postcode,
        "locality": address.locality,
    }


def a_form(movers: list[str] | str, to: Mapping[str, str], **more: Any) -> dict[str, Any]:
    address = {f"address.{part}": text for part, text in to.items()}
    rest = {"moved_on": "2026-03-12", "movers": movers, "joins": "nee", "declares": "ja"}
    return address | rest | more


def as_(number: NationalNumber) -> Citizen:
    return Citizen(number, Assurance.HIGH)


@dataclass
class Moves:
    """What people do, and what comes of it."""

    counter: Counter
    clock: MemoryClock
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    def declare(
        self, number: NationalNumber = LUCJA, to: Mapping[str, str] = NEW, **more: Any
    ) -> str:
        movers = more.pop("movers", household_of(number))
        raw, mail = a_form(movers, to, **more), f"p{number.digits[-4:]}@example.org"
        command = OpenCommand(
            KORTRIJK, PROCESS, "declarant", number, mail, raw, f"o{next(self.keys)}", Assurance.HIGH
        )
        case_id = self.counter.wiring.road.open_case(command).case.id
        self.drain()
        return case_id

    def act(self, case_id: str, action: str, who: Actor, event: str = "", **raw: Any) -> Acted:
        if isinstance(who, Official):
            self._hold(case_id, who)
        seen = self.counter.wiring.road.look.case(KORTRIJK, case_id, who).seen
        return self.act_seeing(case_id, seen, action, who, event, **raw)

    def act_seeing(
        self, case_id: str, seen: int, action: str, who: Actor, event: str = "", **raw: Any
    ) -> Acted:
        """On what was seen then."""
        look = self.counter.wiring.road.look
        is_party = isinstance(who, Citizen)
        shown = look.case(KORTRIJK, case_id, who).shown_hash if is_party else ""
        acting = Acting(
            KORTRIJK,
            case_id,
            seen,
            action,
            who,
            raw,
            f"a{next(self.keys)}",
            event=event,
            shown=shown,
        )
        acted = self.counter.wiring.road.act(acting)
        self.drain()
        return acted

    def visit(self, case_id: str, event: str, **raw: Any) -> None:
        raw = {"moment": f"{self.clock.now():%Y-%m-%dT%H:%M}"} | raw
        self.act(case_id, "visit", OFFICER, event, **raw)

    def found_there(self, case_id: str) -> None:
        self.visit(case_id, "lives_there", checklist=sorted(REQUIRED_CHECKS))

    def registered(self, case_id: str) -> None:
        """Found there, registered by the clerk, and the minutes to go back over."""
        self.found_there(case_id)
        self.act(case_id, "register", CLERK)
        self.wait(minutes=11)

    def case(self, case_id: str) -> MoveCase:
        found = self.counter.wiring.cases.store.get(KORTRIJK, case_id)
        assert found is not None
        assert not isinstance(found, Unreadable)
        return found

    def state(self, case_id: str) -> str:
        return self.case(case_id).instance.state

    def tasks(self, case_id: str) -> list[str]:
        return [task.code for task in self.case(case_id).tasks]

    def reads(self, number: NationalNumber, service: Service) -> Any:
        """What the register says of somebody now."""
        state = self.counter.wiring.state
        context = AccessContext(KORTRIJK, Asker(ActorKind.SYSTEM, "test"), number, "t", "g", None)
        found = getattr(state.registers, service.value)(state.access_log.record(context, [service]))
        assert isinstance(found, Found)
        return found.value

    def orders(self, number: NationalNumber) -> str:
        """Somebody orders the proof of where they live; the case."""
        command = OpenCommand(
            KORTRIJK,
            "certificate_request",
            "applicant",
            number,
            f"p{number.digits[-4:]}@example.org",
            {"document": "attest-hoofdverblijfplaats", "subject": number.digits},
            f"c{next(self.keys)}",
            Assurance.HIGH,
        )
        case_id = self.counter.wiring.road.open_case(command).case.id
        self.drain()
        return case_id

    def text_of(self, case_id: str, slot: str) -> str:
        """What stands on the document in a slot."""
        document = self.case(case_id).in_slot(slot)
        assert document is not None
        pdf = self.counter.pdf(document.object_key)
        return " ".join(poppler("pdftotext", pdf, "-layout", after="-").split())

    @property
    def today(self) -> str:
        """The day on the virtual clock, as forms take it."""
        return f"{self.clock.now():%Y-%m-%d}"

    def mails(self, to: NationalNumber) -> list[str]:
        """The subjects of the mails to somebody who declared."""
        mail = f"p{to.digits[-4:]}@example.org"
        return [sent.subject for sent in self.counter.mails() if sent.to == mail]

    def drain(self) -> None:
        while self.counter.drain():
            pass

    def wait(self, **by: float) -> None:
        self.clock.move(timedelta(**by))
        self.counter.tick()
        self.drain()

    def _hold(self, case_id: str, who: Official) -> None:
        case = self.case(case_id)
        if case.handling.since is not None:
            lease = Lease(who.staff.id, self.clock.now() + timedelta(hours=1))
            self.counter.wiring.cases.store.handle(case, held_by(case.handling, lease))


@contextmanager
def moves() -> Iterator[Moves]:
    clock = MemoryClock()
    numbers = {n for who in (LIEN, LUCJA, JAN, SENNE, TINE, JOKE) for n in household_of(who)}
    files = [file for file in population().files if file.number.digits in numbers]
    here = Otherwise(processes=dict.fromkeys(OFFERED, date(2020, 1, 1)))
    with a_counter(files, clock=clock, municipalities=here, identity=Entrance()) as counter:
        yield Moves(counter, clock)
