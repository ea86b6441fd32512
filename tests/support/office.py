"""A counter with clerks, all in memory: requests that need a human, and people to handle them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count

from chalicelib.adapters.memory.former.store import MemoryRequests
from chalicelib.adapters.memory.former.tasks import MemoryNotices, MemorySuppressions, MemoryTasks
from chalicelib.domain.former_cases.case import Applicant, Request, Wish
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.usecases.former_cases.submit import SubmitCommand

from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.archive import MemoryArchive
from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.erasures import MemoryErasures
from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.adapters.memory.mailer import MemoryMailer
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds, known_keys
from chalicelib.adapters.memory.queues import MemoryBacklog, MemoryQueue, MemoryReviewQueue
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.cases.staff import Role, Staff
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.issued.sealing import SealKind, SealLook
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.documents import Rendered
from chalicelib.ports.mail import Mail
from chalicelib.settings import Settings
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


def a_clerk(serial: int = 1, *roles: Role, tenant: str = TENANT) -> Staff:
    """Somebody who works there, whom no register knows."""
    return Staff(f"k{serial}", tenant, frozenset(roles or {Role.CLERK}), a_number(500 + serial))


CLERK = a_clerk(1)
COLLEAGUE = a_clerk(2)
REGISTRAR = a_clerk(3, Role.REGISTRAR)
SUPERVISOR = a_clerk(4, Role.SUPERVISOR)
FOREIGN = a_clerk(5, *Role, tenant=ELSEWHERE)


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
        self.store, self.issue_queue = MemoryRequests(), MemoryQueue()
        self.queue, self.mailer = MemoryReviewQueue(self.clock), MemoryMailer()
        self.registers = MemoryRegisters(TENANT, population().files)
        self.archive, self.log = MemoryArchive(), MemoryAccessLog(ids, self.clock)
        self.tasks, self.notices, self.backlog = MemoryTasks(), MemoryNotices(), MemoryBacklog()
        self.suppressions = MemorySuppressions()
        self.wiring = Wiring(
            self.settings,
            clock=self.clock,
            ids=ids,
            keys=keys,
            requests=self.store,
            store=MemoryCases(),
            ledger=MemoryLedger(self.store),
            erasures=MemoryErasures(self.store),
            access_log=self.log,
            registers=self.registers,
            issue_queue=self.issue_queue,
            review_queue=self.queue,
            archive=self.archive,
            mailer=self.mailer,
            renderer=Sheets(),
            sealer=NoSeal(),
            tasks=self.tasks,
            notices=self.notices,
            suppressions=self.suppressions,
            backlog=self.backlog,
        )

    def submit(self, number: NationalNumber, document: str = RESIDENCE, **wish: str) -> Request:
        """Somebody asks for something about themselves."""
        asked = Wish(
            document,
            self.wiring.templates.catalogue.get(document).default_variant.id,
            "nl",
            subject=number,
            claimed=Relation.SELF,
            **wish,
        )
        command = SubmitCommand(
            tenant=TENANT,
            idempotency_key=f"key-{next(self.serial)}",
            applicant=Applicant(number, EMAIL, Assurance.HIGH),
            wish=asked,
            channel=Channel.THUISLOKET,
        )
        return self.wiring.cases.submit(command).request

    def waiting(
        self, key: str = "volwassene", document: str = RESIDENCE, remark: str = "Een vraag."
    ) -> Request:
        """A request that only a human can handle, before one."""
        request = self.submit(persona(key), document, remark=remark)
        self.drain()
        return self.now(request)

    def claimed(self, staff: Staff = CLERK, key: str = "volwassene", **more: str) -> Request:
        """The same, held by somebody."""
        request = self.waiting(key, **more)
        return self.wiring.workqueue.claim.chosen(staff, request.id)

    def drain(self) -> int:
        """Hand what waits to the issuance function."""
        return len([self.wiring.certificates.issue(message) for message in self.issue_queue.take()])

    def tick(self, after: timedelta = timedelta()) -> dict[str, int]:
        """Let time pass, then let the schedule and what it sent do their work."""
        self.clock.move(after)
        done = self.wiring.cases.tick(TENANT)
        self.drain()
        return done

    def now(self, request: Request) -> Request:
        """A request as it is stored."""
        stored = self.store.get(TENANT, request.id)
        assert stored is not None
        return stored

    def names(self, request: Request) -> list[str]:
        """What happened to a request."""
        return [event.name for event in self.store.events(TENANT, request.id)]

    def last_actor(self, request: Request) -> str:
        """Who did the last thing."""
        return self.store.events(TENANT, request.id)[-1].actor

    def entries(self, request: Request) -> list[Entry]:
        """What was said."""
        return self.store.entries(TENANT, request.id)

    def mails(self, request: Request) -> list[Mail]:
        """The mails about a request."""
        return [mail for mail in self.mailer.sent if mail.request_id == request.id]

    def templates(self, request: Request) -> list[str]:
        """Their templates."""
        return [mail.template for mail in self.mails(request)]
