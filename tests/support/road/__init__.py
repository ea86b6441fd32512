"""A municipality's counter with the made-up process on it, all of it in memory."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.cases.guards import Openings
from chalicelib.adapters.memory.mail import MemoryAddresses, MemorySuppressions, MemoryWishes
from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.adapters.secrets.keys import HmacKeys
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.handling import Lease, held_by
from chalicelib.domain.cases.intake import Channel, Identified
from chalicelib.domain.cases.moving.acting import Actor, Behalf, Citizen, Official
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.process.engine import replay
from chalicelib.domain.registers.access import Service
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.ports.mail import Suppressions
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
from tests.support.municipalities import CASE_WORDS
from tests.support.processes.pact import PactWorks
from tests.support.requests import KORTRIJK, a_number
from tests.support.road.given import Here, Types
from tests.support.road.platform import Counting, Hands, Lines
from tests.support.road.post import Archived, Post
from tests.support.road.registers import Families, Registers

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
        self.frames = Frames(self.cases, self.types, self.here, self.hands, CASE_WORDS)
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
