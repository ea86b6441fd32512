"""A counter with clerks, all in memory: cases that need a human, and people to handle them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from chalicelib.adapters.eicar import EicarScanner
from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.archive import MemoryArchive
from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.cases.notices import MemoryNoticeTray
from chalicelib.adapters.memory.drafts import MemoryDrafts
from chalicelib.adapters.memory.erasures import (
    MemoryAskedErasures,
    MemoryErasures,
    MemoryForgetting,
)
from chalicelib.adapters.memory.figures import MemoryFigures, MemoryHappenings
from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.adapters.memory.mail import (
    MemoryAddresses,
    MemoryNotices,
    MemorySuppressions,
    MemoryWishes,
)
from chalicelib.adapters.memory.mailer import MemoryMailer
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds, known_keys
from chalicelib.adapters.memory.queues import MemoryBacklog, MemoryBells, MemoryQueue
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.adapters.memory.uploads import MemoryBaskets, MemoryIncoming
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, applicant_of
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.issued.sealing import SealKind, SealLook
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import Unreadable
from chalicelib.ports.documents import Rendered
from chalicelib.ports.mail import Mail
from chalicelib.settings import Settings
from chalicelib.usecases.cases.acting.act import Acted, Acting
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.wiring import Wiring
from ops.synthetic.population import Population, generate
from tests.support.requests import ELSEWHERE, a_number

TENANT = "34022"
EMAIL = "test@burger.example"
RESIDENCE, BIRTH = "attest-hoofdverblijfplaats", "akte-geboorte"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PDF = b"%PDF-1.7\n1 0 obj << /Type /Page >>\n%%EOF\n"


SETTINGS = Settings(
    environment="test",
    public_url="http://127.0.0.1:8000",
    table="table",
    registers_table="registers",
    bucket="bucket",
    issue_queue="http://127.0.0.1:1/issue",
    review_queue="http://127.0.0.1:1/review",
    configuration_set="set",
    secrets_parameter="/secrets",
    seal_key="alias/seal",
    seal_parameters="/seal",
    oidc_parameters="/sign-in",
)


@cache
def population() -> Population:
    """The inhabitants; nobody changes them."""
    return generate(100)


def persona(key: str) -> NationalNumber:
    """The number of somebody of note."""
    return population().personas[key].number


def a_clerk(serial: int = 1, *roles: StaffRole, tenant: str = TENANT) -> Staff:
    """Somebody who works there, whom no register knows."""
    return Staff(
        f"k{serial}", tenant, frozenset(roles or {StaffRole.CLERK}), a_number(500 + serial)
    )


CLERK = a_clerk(1)
COLLEAGUE = a_clerk(2)
REGISTRAR = a_clerk(3, StaffRole.REGISTRAR)
SUPERVISOR = a_clerk(4, StaffRole.SUPERVISOR)
FOREIGN = a_clerk(5, *StaffRole, tenant=ELSEWHERE)


class Sheets:
    """A renderer that draws nothing: the number is all there is."""

    def render(self, document: PrintedDocument, municipality: object) -> Rendered:
        return Rendered(b"%PDF-1.7 " + document.number.encode() + b"\n%%EOF\n", 1)


LOOK = SealLook("Stad Kortrijk", "Test", SealKind.ADVANCED, False, True, 0)


class NoSeal:
    """A sealer that leaves the bytes as they are."""

    def seal(self, pdf: bytes, tenant: str, at: datetime) -> bytes:
        return pdf

    def look(self, tenant: str, at: datetime) -> SealLook:
        return LOOK


@dataclass
class Office:
    """The wiring with everything in memory, and what it left behind."""

    clock: MemoryClock = field(default_factory=MemoryClock)
    serial: count = field(default_factory=lambda: count(1))
    settings: Settings = SETTINGS

    def __post_init__(self) -> None:
        keys, ids = known_keys(), SeededIds(self.clock)
        self.store, self.issue_queue = MemoryCases(), MemoryQueue()
        self.bells, self.mailer = MemoryBells(), MemoryMailer()
        self.registers = MemoryRegisters(population().files)
        self.archive, self.log = MemoryArchive(), MemoryAccessLog(ids, self.clock)
        self.notices, self.backlog = MemoryNotices(), MemoryBacklog()
        self.suppressions = MemorySuppressions(self.store.openings, keys)
        ledger = MemoryLedger(self.store)
        self.figures = MemoryFigures()
        self.addresses = MemoryAddresses(self.store.openings, keys)
        self.addresses.confirm(TENANT, EMAIL)
        self.wiring = Wiring(
            self.settings,
            clock=self.clock,
            ids=ids,
            keys=keys,
            store=self.store,
            claims=self.store.claims,
            ledger=ledger,
            case_erasures=MemoryErasures(self.store, ledger),
            forgetting=MemoryForgetting(self.store),
            access_log=self.log,
            registers=self.registers,
            case_queue=self.issue_queue,
            bells=self.bells,
            archive=self.archive,
            drafts=MemoryDrafts(keys, self.clock),
            incoming=MemoryIncoming(),
            baskets=MemoryBaskets(self.clock),
            scanner=EicarScanner(),
            mailer=self.mailer,
            renderer=Sheets(),
            sealer=NoSeal(),
            notices=self.notices,
            notice_tray=MemoryNoticeTray(),
            suppressions=self.suppressions,
            mail_addresses=self.addresses,
            wishes=MemoryWishes(self.clock),
            asked_erasures=MemoryAskedErasures(),
            backlog=self.backlog,
            rollups=self.figures,
            happenings=MemoryHappenings(self.store),
        )

    def submit(
        self, number: NationalNumber, document: str = RESIDENCE, **wish: str
    ) -> CertificateCase:
        """Somebody asks for something, about themselves unless the wish says otherwise."""
        command = OpenCommand(
            TENANT,
            PROCESS,
            "applicant",
            number,
            EMAIL,
            {"document": document, "subject": number.digits} | wish,
            f"key-{next(self.serial)}",
            Assurance.HIGH,
        )
        return self.wiring.road.open_case(command).case

    def waiting(
        self, key: str = "volwassene", document: str = RESIDENCE, remark: str = "Een vraag."
    ) -> CertificateCase:
        """A case that only a human can handle, before one."""
        case = self.submit(persona(key), document, remark=remark)
        self.drain()
        return self.now(case)

    def claimed(
        self, staff: Staff = CLERK, key: str = "volwassene", **more: str
    ) -> CertificateCase:
        """The same, held by somebody."""
        case = self.waiting(key, **more)
        return self.wiring.handling.claim.chosen(staff, case.id)

    def act(
        self,
        who: Staff | NationalNumber,
        case: CertificateCase,
        action: str,
        raw: dict[str, Any] | None = None,
    ) -> Acted:
        """Somebody does something in a case, on what they see now."""
        actor: Actor = Official(who) if isinstance(who, Staff) else Citizen(who, Assurance.HIGH)
        view = self.wiring.road.look.case(TENANT, case.id, actor)
        key = f"key-{next(self.serial)}"
        acting = Acting(TENANT, case.id, view.seen, action, actor, raw or {}, key)
        return self.wiring.road.act(acting)

    def withdraw(self, case: CertificateCase) -> CertificateCase:
        """Who asked takes it back."""
        person = applicant_of(case).person
        assert person is not None
        self.act(person, case, "withdraw")
        return self.now(case)

    def drain(self) -> int:
        """Hand what waits to the issuance function."""
        return len([self.wiring.issuance.run_work(message) for message in self.issue_queue.take()])

    def tick(self, after: timedelta = timedelta()) -> dict[str, int]:
        """Let time pass, then let the schedule and what it sent do their work."""
        self.clock.move(after)
        done = self.wiring.issuance.tick_cases(TENANT)
        self.drain()
        return done

    def now(self, case: CertificateCase) -> CertificateCase:
        """A case as it is stored."""
        stored = self.store.get(TENANT, case.id)
        assert stored is not None
        assert not isinstance(stored, Unreadable)
        return stored

    def names(self, case: CertificateCase) -> list[str]:
        """What happened to a case."""
        return [event.name for event in self.store.events(TENANT, case.id)]

    def last_actor(self, case: CertificateCase) -> str:
        """Who did the last thing."""
        return self.store.events(TENANT, case.id)[-1].actor

    def entries(self, case: CertificateCase) -> list[Entry]:
        """What was said."""
        return self.store.entries(TENANT, case.id)

    def mails(self, case: CertificateCase) -> list[Mail]:
        """The mails about a case."""
        return [mail for mail in self.mailer.sent if mail.request_id == case.id]

    def templates(self, case: CertificateCase) -> list[str]:
        """Their templates."""
        return [mail.template for mail in self.mails(case)]
