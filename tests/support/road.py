"""A municipality's counter with the made-up process on it, all of it in memory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.adapters.keys import HmacKeys
from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.cases.guards import Openings
from chalicelib.adapters.memory.mail import MemoryAddresses, MemorySuppressions, MemoryWishes
from chalicelib.adapters.memory.queues import MemoryBells
from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.handling import Lease, held_by
from chalicelib.domain.cases.intake import Channel, Identified
from chalicelib.domain.cases.moving.acting import Actor, Behalf, Citizen, Official
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import ProcessType, Values
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import replay
from chalicelib.domain.registers.access import AccessContext, LoggedAccess, Service
from chalicelib.domain.registers.answers import Answer, Found, Unavailable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.ports.cases.messages import CaseMessage, Rung
from chalicelib.ports.cases.notices import MunicipalNotice
from chalicelib.ports.cases.words import CaseLinks, ComposedLetter
from chalicelib.ports.documents import Rendered, Stored
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.mail import Mail, Suppressions
from chalicelib.usecases.cases.acting.act import Acted, Acting, ActOnCase
from chalicelib.usecases.cases.acting.behaving import Behaviour
from chalicelib.usecases.cases.archive_files import ArchiveFiles
from chalicelib.usecases.cases.confirm_address import ConfirmAddress
from chalicelib.usecases.cases.consult import Consult
from chalicelib.usecases.cases.follow_up import FollowUp
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.happen import Happen
from chalicelib.usecases.cases.invite import Invite
from chalicelib.usecases.cases.opening.open_case import OpenCase, OpenCommand, OpenedCase
from chalicelib.usecases.cases.reading.log_look import LogLooks
from chalicelib.usecases.cases.reading.look import CaseReader
from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.usecases.cases.sending.bounce import Bounce
from chalicelib.usecases.cases.sending.send_due import SendDue
from chalicelib.usecases.cases.sending.send_outgoing import SendOutgoing
from chalicelib.usecases.cases.sending.undeliverable import Undeliverable
from chalicelib.usecases.cases.working.clocks import Clocks
from chalicelib.usecases.cases.working.give_way import GiveWay
from chalicelib.usecases.cases.working.run_work import RunWork, WorkResult
from chalicelib.usecases.cases.working.tick import TickCases
from chalicelib.usecases.handling.four_eyes import FourEyes
from tests.support.municipalities import a_municipality
from tests.support.processes.pact import PACT, PactWorks
from tests.support.requests import KORTRIJK, a_number, an_id

PROCESSES = Path(__file__).parents[1] / "data" / "cases"
START = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)
KEYS = HmacKeys.of(b"a secret of at least thirty-two bytes")
ANN, BOB, STRANGER, CLERK = a_number(1), a_number(2), a_number(3), a_number(4)
SCRIBE = Staff("k17", KORTRIJK, frozenset({"scribe"}), CLERK)
WARDEN = Staff("w3", KORTRIJK, frozenset({"warden"}), a_number(5))
FORM = {"topic": "Vrede", "with_bob": "ja", "bob_mail": "bob@example.org"}
ALONE = {"topic": "Rust", "with_bob": "nee"}


def ann(assurance: Assurance = Assurance.HIGH) -> Citizen:
    return Citizen(ANN, assurance)


def bob(assurance: Assurance = Assurance.SUBSTANTIAL) -> Citizen:
    return Citizen(BOB, assurance, invited_as=2)


@dataclass(slots=True)
class Hands:
    """Clock: stands still until it is moved."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def go(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(slots=True)
class Counting:
    """Ids: one after the other."""

    last: int = 0

    def request_id(self) -> str:
        self.last += 1
        return an_id(self.last)

    def secret(self) -> str:
        return f"secret-{self.request_id()}"


@dataclass(slots=True)
class Registers:
    """The access log and one register; `away` makes it silent, `log_fails` the log."""

    away: bool = False
    log_fails: bool = False
    answer: Answer[Any] = field(default_factory=lambda: Found("somebody"))
    lines: list[AccessContext] = field(default_factory=list)
    asked: int = 0

    def record(self, context: AccessContext, services: Collection[Service]) -> LoggedAccess:
        if self.log_fails:
            raise RetryableError
        self.lines.append(context)
        return LoggedAccess(context, frozenset(services), str(len(self.lines)))

    def of_person(self, tenant: str, subject: NationalNumber, limit: int) -> list[Any]:
        return []

    def person(self, access: LoggedAccess) -> Answer[Any]:
        assert self.lines, "a register is read only after the log is written"
        self.asked += 1
        return Unavailable("silent") if self.away else self.answer


@dataclass(slots=True)
class Post:
    """Mailer, mails, letters, notices; `fails` is raised in place of sending."""

    sent: list[Mail] = field(default_factory=list)
    links: list[CaseLinks] = field(default_factory=list)
    notices: dict[str, MunicipalNotice] = field(default_factory=dict)
    fails: dict[str, Exception] = field(default_factory=dict)
    appeal: str = "Raad van State"

    def compose(self, template: str, *rest: Any) -> Any:
        if len(rest) > 3 and isinstance(rest[3], CaseLinks):
            return self._mail(template, *rest)
        return self._letter(template, *rest)

    def _mail(
        self,
        template: str,
        case: AnyCase,
        party: Party,
        here: Municipality,
        links: CaseLinks,
        *_: str,
    ) -> Mail:
        self.links.append(links)
        return Mail(party.email, template, "", "", case.tenant, case.id, template)

    def _letter(
        self, letter: str, case: AnyCase, values: Values, words: Mapping[str, str], here: Any
    ) -> ComposedLetter:
        if values["reason"] == "silly":
            return ComposedLetter("Weigering", (values["text"],), "silly", "", self.appeal)
        said = (words[values["reason"]], values["text"])
        return ComposedLetter("Weigering", said, values["reason"], "Wet X, art. 1", self.appeal)

    def send(self, mail: Mail, sender: Municipality) -> None:
        for name in (mail.to, mail.template):
            if name in self.fails:
                raise self.fails[name]
        self.sent.append(mail)

    def put(self, notice: MunicipalNotice) -> None:
        self.notices[notice.id] = notice

    def told(self) -> list[tuple[str, str]]:
        """Template and address of what went out."""
        return [(mail.template, mail.to) for mail in self.sent]


@dataclass(slots=True)
class Archived:
    """Archive: what came first stays."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put_once(self, key: str, document: Rendered, media_type: str = "") -> Stored:
        pdf = self.files.setdefault(key, document.pdf)
        return Stored("0" * 64, len(pdf), 1)

    def erase(self, key: str) -> int:
        return 1 if self.files.pop(key, None) else 0


@dataclass(slots=True)
class Lines:
    """Queue and bells; `lose` makes both silent, as a failing send does."""

    messages: list[tuple[CaseMessage, int]] = field(default_factory=list)
    bells: MemoryBells = field(default_factory=MemoryBells)
    lose: bool = False

    @property
    def rung(self) -> list[tuple[str, CaseMessage]]:
        return self.bells.rung

    def send(self, message: CaseMessage, delay: int = 0) -> None:
        if self.lose:
            raise RetryableError
        self.messages.append((message, delay))

    def ring(self, role: str, message: CaseMessage) -> None:
        if self.lose:
            raise RetryableError
        self.bells.ring(role, message)

    def hear(self, tenant: str, role: str) -> Rung | None:
        if self.lose:
            raise RetryableError
        return self.bells.hear(tenant, role)

    def give_back(self, rung: Rung) -> None:
        self.bells.give_back(rung)

    def forget(self, rung: Rung) -> None:
        self.bells.forget(rung)


@dataclass(slots=True)
class Types:
    """ProcessTypes with the made-up one."""

    type_: ProcessType[Any] = PACT
    files: FileDefinitions = field(default_factory=lambda: FileDefinitions(PROCESSES))
    gone: set[str] = field(default_factory=set)

    def ids(self) -> tuple[str, ...]:
        return ("pact",)

    def definition(self, process: str, version: int = 0) -> Definition:
        return self.files.get(process, version or 1)

    def versions(self, process: str) -> tuple[int, ...]:
        return self.files.versions(process)

    def has_state(self, process: str, version: int, state: str) -> bool:
        return state not in self.gone and state in self.definition(process, version).states

    def type(self, process: str) -> ProcessType[Any]:
        return self.type_


@dataclass(slots=True)
class Families:
    """The register of persons: who is whose, and whose file was read."""

    log: list[Any]
    relatives: dict[NationalNumber, set[NationalNumber]] = field(default_factory=dict)
    is_away: bool = False
    read: list[NationalNumber] = field(default_factory=list)

    def person(self, access: LoggedAccess) -> Answer[Any]:
        assert access.context in self.log, "a register is read only after the log is written"
        if self.is_away:
            return Unavailable("silent")
        self.read.append(access.context.subject)
        kin = self.relatives.get(access.context.subject, set())
        return Found(SimpleNamespace(relatives=[SimpleNamespace(number=one) for one in kin]))


@dataclass(slots=True)
class Here:
    """Municipalities: the same one under each code."""

    one: Municipality = field(
        default_factory=lambda: replace(a_municipality(), processes={"pact": START.date()})
    )

    def get(self, nis: str) -> Municipality:
        return replace(self.one, nis=nis)

    def at_host(self, host: str) -> Municipality:
        return self.one

    def all(self) -> tuple[Municipality, ...]:
        return (self.one,)


class World:
    """Everything at hand, and what people, queue and time do with it."""

    def __init__(
        self, cases: CaseStore | None = None, suppressions: Suppressions | None = None
    ) -> None:
        self.hands, self.ids = Hands(), Counting()
        self.registers, self.post = Registers(), Post()
        self.cases: Any = cases or MemoryCases()
        self.archive, self.lines, self.types, self.here = Archived(), Lines(), Types(), Here()
        self.works = PactWorks()
        self.reports: list[tuple[str, str]] = []
        self.keys = KEYS
        openings = getattr(self.cases, "openings", Openings())
        self.addresses = MemoryAddresses(openings, self.keys)
        self.suppressions = suppressions or MemorySuppressions(openings, self.keys)
        self._keyed = 0
        self._wire()

    def _wire(self) -> None:
        self.frames = Frames(self.cases, self.types, self.here, self.hands)
        self.follow_up = FollowUp(self.lines, self.lines, self.types)
        self.happen = Happen(self.cases, self.follow_up)
        self.consult = Consult(self.registers, {Service.PERSON: self.registers.person})
        files: Any = self.archive
        self.files = ArchiveFiles(files)
        self.open_case = OpenCase(
            self.cases, self.frames, self.files, self.follow_up, self.keys, self.ids, True
        )
        self.families = Families(self.registers.lines)
        self.eyes = FourEyes(self.registers, self.families)
        self.four_eyes_of: list[str] = []
        self.act_ = ActOnCase(
            self.cases,
            self.frames,
            self.happen,
            Behaviour(self.post, True),
            self.files,
            self.consult,
            self.keys,
            self._four_eyes,
        )
        self.look = CaseReader(self.cases, self.frames, LogLooks(self.eyes))
        self.addresses.confirm(KORTRIJK, "ann@example.org")
        clock: Any = self.hands
        self.wishes = MemoryWishes(clock)
        self.confirm = ConfirmAddress(self.addresses, self.wishes, clock)
        self.invite = Invite(self.cases, self.frames, self.keys, self.confirm, MemoryTries(clock))
        self.undeliverable = Undeliverable(self.happen)
        self.send = SendOutgoing(
            self.cases,
            self.frames,
            self.post,
            self.post,
            self.suppressions,
            self.post,
            self.undeliverable,
            self.keys,
            lambda here: f"https://{here.nis}.example",
            self.addresses,
            self.wishes,
        )
        self.bounce = Bounce(self.cases, self.frames, self.undeliverable)
        self.send_due = SendDue(self.cases, self.send, self.hands, self.report)
        give_way = GiveWay(self.cases, self.happen)
        follow_work = FollowUp(self.lines, self.lines, self.types, sends_itself=True)
        self.run_work = RunWork(
            self.cases,
            self.frames,
            GiveWay(self.cases, Happen(self.cases, follow_work)),
            follow_work,
            self.send_due,
            self.consult,
            self.works,
            self.report,
            self.post,
        )
        self.tick_cases = TickCases(
            self.cases,
            self.frames,
            Clocks(self.cases, self.follow_up, give_way, self.consult),
            self.follow_up,
            self.run_work,
            self.hands,
            self.report,
            timedelta(seconds=50),
        )

    def _four_eyes(self, official: Official, case: AnyCase) -> None:
        self.four_eyes_of.append(official.staff.id)

    def report(self, what: str, tenant: str, case_id: str, error: str) -> None:
        self.reports.append((what, error))

    def a_key(self) -> str:
        self._keyed += 1
        return f"key-{self._keyed}"

    def block(self, address: str) -> None:
        """A mail to an address came back for good."""
        self.suppressions.block(KORTRIJK, address, self.hands.now())

    def open(self, raw: Mapping[str, Any] | None = None, **more: Any) -> OpenedCase:
        """Ann sends a pact in."""
        given: dict[str, Any] = {
            "tenant": KORTRIJK,
            "process": "pact",
            "role": "ann",
            "person": ANN,
            "email": "ann@example.org",
            "raw": FORM if raw is None else raw,
            "key": self.a_key(),
            "assurance": Assurance.HIGH,
        }
        return self.open_case(OpenCommand(**(given | more)))

    def opened(self, raw: Mapping[str, Any] | None = None, **more: Any) -> str:
        """The id of a pact that was sent in and weighed."""
        case_id = self.open(raw, **more).case.id
        self.pump()
        return case_id

    def at_desk(self, raw: Mapping[str, Any] | None = None) -> str:
        """The id of a pact that a scribe holds."""
        case_id = self.opened(raw)
        self.act(case_id, "agree", ann(), {"sure": "ja"})
        if self.case(case_id).party(2):
            self.act(case_id, "agree", bob(), {"sure": "ja"})
        self.pump()
        self.hold(case_id)
        return case_id

    def hold(self, case_id: str, staff: Staff = SCRIBE) -> None:
        """A member of staff takes it."""
        case = self.case(case_id)
        lease = Lease(staff.id, self.hands.now() + timedelta(hours=1))
        self.cases.handle(case, held_by(case.handling, lease))

    def act(
        self,
        case_id: str,
        action: str,
        actor: Actor,
        raw: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Acted:
        """Somebody does something on what they see now."""
        view = self.view(case_id, actor)
        given: dict[str, Any] = {
            "tenant": KORTRIJK,
            "case_id": case_id,
            "seen": view.seen,
            "action": action,
            "actor": actor,
            "raw": raw or {},
            "key": self.a_key(),
            "shown": view.shown_hash,
        }
        return self.act_(Acting(**(given | more)))

    def view(self, case_id: str, actor: Actor, tenant: str = KORTRIJK) -> CaseView:
        return self.look.case(tenant, case_id, actor)

    def case(self, case_id: str) -> Case[Any]:
        found = self.cases.get(KORTRIJK, case_id)
        assert found is not None
        assert not isinstance(found, Unreadable)
        return found

    def state(self, case_id: str) -> str:
        return self.case(case_id).instance.state

    def events(self, case_id: str) -> list[str]:
        return [event.name for event in self.cases.events(KORTRIJK, case_id)]

    def outgoing(self, case_id: str) -> list[Outgoing]:
        return self.cases.outgoing(KORTRIJK, case_id)

    def tasks(self, case_id: str) -> list[str]:
        return [task.code for task in self.case(case_id).tasks]

    def pump(self, most: int = 50) -> list[WorkResult]:
        """The issuance function gets every message that waits, whatever its delay."""
        results = []
        for _ in range(most):
            if not self.lines.messages:
                break
            message, delay = self.lines.messages.pop(0)
            if delay:
                self.hands.go(seconds=delay)
            results.append(self.run_work(message)[0])
        return results

    def tick(self) -> dict[str, int]:
        return self.tick_cases(KORTRIJK)

    def is_replayed(self, case_id: str) -> bool:
        """Whether the events give the state as it is stored."""
        case = self.case(case_id)
        events = self.cases.events(KORTRIJK, case_id)
        return replay(self.types.definition("pact"), events) == case.instance.unmarked()


def scribe(**behalf: Any) -> Official:
    return Official(SCRIBE, Behalf(**behalf) if behalf else None)


def warden() -> Official:
    return Official(WARDEN)


AT_COUNTER = {
    "assurance": None,
    "staff": SCRIBE,
    "channel": Channel.COUNTER,
    "identified_by": Identified.CARD,
}
