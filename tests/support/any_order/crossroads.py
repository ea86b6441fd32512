"""Cases of several processes at one counter in memory, where anything comes in any order."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.archive import MemoryArchive
from chalicelib.adapters.memory.cases.notices import MemoryNoticeTray
from chalicelib.adapters.memory.figures import MemoryFigures, MemoryHappenings
from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.adapters.memory.mail import (
    MemoryAddresses,
    MemoryNotices,
    MemorySuppressions,
    MemoryWishes,
)
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds, known_keys
from chalicelib.adapters.memory.queues import MemoryBells
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.adapters.memory.registers.marriages import MemoryMarriages
from chalicelib.adapters.memory.registers.updates import MemoryUpdates
from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.mail.trouble import Trouble
from chalicelib.domain.marriage import declaration
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import DomainError
from chalicelib.ports.cases import AnyCase, Unreadable
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.mail import Mail
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.links import invitation_of
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.usecases.cases.working.works import Work
from chalicelib.usecases.figures.count_days import CountDays
from chalicelib.usecases.mail.feedback import MailTrouble
from chalicelib.usecases.marriage.make_marriage import MakeMarriage
from chalicelib.usecases.marriage.read_partners import ReadPartners
from chalicelib.wiring import Wiring
from chalicelib.wiring.processes.marriage import bind as bind_marriage
from chalicelib.wiring.processes.works import Parts
from tests.support.any_order.chance import chance_of, form_of, own
from tests.support.any_order.flaky import Flaky
from tests.support.counter import population
from tests.support.office import SETTINGS, NoSeal, Sheets, a_clerk
from tests.support.processes import marriage, moving
from tests.support.requests import a_number
from tests.support.zworp import counter as zworps
from tests.support.zworp import wiring as zworp

TENANT = "34022"
ADULT = population().personas["volwassene"].number
A, B = (file.number for file in marriage.singles()[:2])
CLERK, REGISTRAR = a_clerk(1), a_clerk(3, StaffRole.REGISTRAR)
CHIEF = Staff(
    "s1",
    TENANT,
    frozenset().union(zworps.FLUMER.roles, moving.OFFICER.staff.roles, StaffRole),
    a_number(508),
)
HIGH = Assurance.HIGH
MOST_ASKED = 9
MAILS = {A: marriage.A_MAIL, zworps.ADULT: zworps.ZORP_MAIL, moving.LUCJA: "l@burger.example"}
LEAVING = frozenset({"withdraw", "unzworp"})
"""What ends a case at once: seldom, so that some get far."""

SELDOM = 0.2

A_DAY, FIGURES_PAUSE = timedelta(days=1), timedelta(days=29)


@dataclass(frozen=True)
class Road:
    """How cases of a process begin, who is invited into them, and who may have to do with them."""

    process: str
    role: str
    starter: Any
    raws: tuple[Mapping[str, Any], ...]
    actors: tuple[Actor, ...]
    partner: Any = None

    @property
    def staff(self) -> tuple[Staff, ...]:
        """Who works on it, and who is in charge."""
        return (*(a.staff for a in self.actors if isinstance(a, Official)), CHIEF)


ROADS = (
    Road(
        "certificate_request",
        "applicant",
        ADULT,
        (
            {"document": "attest-hoofdverblijfplaats", "subject": ADULT.digits},
            {"document": "akte-geboorte", "subject": ADULT.digits},
            {"document": "akte-geboorte", "subject": ADULT.digits, "remark": "Een vraag."},
        ),
        (Citizen(ADULT, HIGH), Official(CLERK), Official(REGISTRAR)),
    ),
    Road(
        declaration.PROCESS,
        "partner_a",
        A,
        (
            marriage.FORM | {"wedding.day": "2026-07-04"},
            marriage.FORM | {"wedding.day": "2026-05-16"},
        ),
        (Citizen(A, HIGH), Citizen(B, HIGH, invited_as=2), Official(REGISTRAR)),
        B,
    ),
    Road(
        moving.PROCESS,
        "declarant",
        moving.LUCJA,
        tuple(
            moving.a_form(moving.household_of(moving.LUCJA), to)
            for to in (moving.NEW, moving.home_of(moving.LIEN))
        ),
        (Citizen(moving.LUCJA, HIGH), moving.OFFICER, moving.CLERK),
    ),
    Road(
        "zworp",
        "zorp",
        zworps.ADULT,
        tuple(
            {"nook": nook, "blint_on": day, "mood": "calm", "quib_mail": zworps.QUIB_MAIL}
            for nook, day in (("Noord", "2026-06-01"), ("Zuid", "2026-03-20"))
        ),
        (zworps.ZORP, zworps.QUIB, Official(zworps.FLUMER)),
        zworps.OTHER,
    ),
)


class Post:
    """A mailer that fails as long as it is told to."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.fails: Exception | None = None

    def send(self, mail: Mail, sender: object) -> None:
        if self.fails:
            raise self.fails
        self.sent.append(mail)


class Queue:
    """The way to the issuance function; what lies in it may come in any order, and again."""

    def __init__(self) -> None:
        self.waiting: list[CaseMessage] = []
        self.ever: list[CaseMessage] = []
        self.is_away = False

    def send(self, message: CaseMessage, delay: int = 0) -> None:
        if self.is_away:
            raise RetryableError
        self.waiting.append(message)
        self.ever.append(message)


@contextmanager
def crossroads() -> Iterator["Crossroads"]:
    """A counter that offers every process with two parties, and the certificate."""
    with zworp.beside_ours() as given:
        yield Crossroads(given)


class Crossroads:
    """The counter, those who use it, and everything that was ever sent."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.clock, self.flaky = MemoryClock(), Flaky()
        self.store, self.archive = self.flaky.cases, MemoryArchive()
        self.queue, self.post = Queue(), Post()
        self.registers = MemoryRegisters(population().files)
        self.keys, self.figures = known_keys(), MemoryFigures()
        self.ids: dict[str, Road] = {}
        self.commands: list[tuple[OpenCommand, str]] = []
        self.acted: list[Acting] = []
        self.looked: list[Acting] = []
        self.reports: list[tuple[str, str]] = []
        self._serial, self._counted_at = count(1), self.clock.now()
        self.wiring = zworp.offered(self._wiring(given))
        self.wiring.give(count_days=self.counting(self.figures))

    def _wiring(self, given: Mapping[str, Any]) -> Wiring:
        ids = SeededIds(self.clock)
        addresses = MemoryAddresses(self.store.openings, self.keys)
        for address in ("ik@burger.example", *MAILS.values()):
            addresses.confirm(TENANT, address)
        bindings = {**given["bindings"], declaration.PROCESS: self._bind_marriage}
        return Wiring(
            SETTINGS,
            clients=SimpleNamespace(dynamodb=None),
            clock=self.clock,
            ids=ids,
            keys=self.keys,
            store=self.flaky,
            claims=self.store.claims,
            ledger=MemoryLedger(self.store),
            access_log=MemoryAccessLog(ids, self.clock),
            registers=self.registers,
            register_updates=MemoryUpdates(self.registers),
            case_queue=self.queue,
            bells=MemoryBells(),
            archive=self.archive,
            mailer=self.post,
            renderer=Sheets(),
            sealer=NoSeal(),
            notice_tray=MemoryNoticeTray(),
            notices=MemoryNotices(),
            suppressions=MemorySuppressions(self.store.openings, self.keys),
            mail_addresses=addresses,
            wishes=MemoryWishes(self.clock),
            report=lambda *said: self.reports.append((said[0], said[3])),
            **(dict(given) | {"bindings": bindings}),
        )

    def _bind_marriage(self, parts: Parts) -> Mapping[str, Work]:
        read = ReadPartners(parts.state.access_log, self.registers, self.registers)
        entered = MakeMarriage(read, MemoryMarriages(self.registers))
        return {**bind_marriage(parts), "make_marriage": entered}

    def counting(self, figures: MemoryFigures) -> CountDays:
        """What counts the cases into some figures."""
        road = self.wiring.road
        return CountDays(MemoryHappenings(self.store), figures, road.frames, road.report)

    def begin(self, road: Road, raw: Mapping[str, Any]) -> None:
        """Somebody sends something in, and asks again until it is answered."""
        mail = MAILS.get(road.starter, "")
        command = OpenCommand(
            TENANT, road.process, road.role, road.starter, mail, raw, self._key(), HIGH
        )
        with suppress(DomainError):
            opened = self.again(lambda: self.wiring.road.open_case(command))
            if opened.case.id not in self.ids:  # a duplicate leads to the first, for a while
                self.commands.append((command, opened.case.id))
            self.ids[opened.case.id] = road

    def accept(self, case_id: str, road: Road) -> None:
        """Who is invited follows the link of the mail."""
        token = invitation_of(self.keys, TENANT, case_id, 2)
        with suppress(DomainError):
            accept = self.wiring.road.invite.accept
            self.again(lambda: accept(TENANT, token, road.partner, HIGH))

    def look(self, case_id: str, actor: Actor, seed: int) -> None:
        """Somebody opens the page of a case, and fills something in, to send it now or later."""
        chance = chance_of(seed)
        with suppress(DomainError, RetryableError):
            actor = self._at_work(case_id, actor, chance)
            view = self.wiring.road.look.case(TENANT, case_id, actor)
            if not (possible := list(own(view, actor))):
                return
            gentle = [one for one in possible if one.action.id not in LEAVING]
            chosen = chance.choice(gentle if gentle and chance.random() < 0.85 else possible)
            raw, event = form_of(chosen, chance), chance.choice(sorted(chosen.events))
            given = (view.seen, chosen.action.id, actor, raw, self._key(), event, view.shown_hash)
            self.looked.append(Acting(TENANT, case_id, *given))

    def _at_work(self, case_id: str, actor: Actor, chance: Any) -> Actor:
        """Most often a colleague who has the case, or takes it, where a colleague looks."""
        if not isinstance(actor, Official) or chance.random() < SELDOM:
            return actor
        self.hand("claim", case_id, actor.staff)
        holder = self.case(case_id).handling.holder(self.clock.now())
        return next((Official(s) for s in self.ids[case_id].staff if s.id == holder), actor)

    def send(self, asked: Acting) -> None:
        """They send it, and again until it is answered."""
        with suppress(DomainError, RetryableError):
            self.again(lambda: self.wiring.road.act(asked))
            self.acted.append(asked)

    def hand(self, what: str, case_id: str, staff: Staff) -> None:
        """A colleague takes a case, gives it back, or takes it from another."""
        handling = self.wiring.handling
        do = {
            "claim": handling.claim.chosen,
            "release": handling.release,
            "take_over": handling.take_over,
        }[what]
        with suppress(DomainError, RetryableError):
            do(staff, case_id)

    def bounce(self, mail: Mail) -> None:
        """A mail comes back, however late; what dies of it is told again."""
        what = (mail.request_id, mail.template, Trouble.BOUNCED, True, mail.to)
        told = MailTrouble(f"told-{next(self._serial)}", TENANT, *what)
        with suppress(DomainError, RetryableError):
            self.again(lambda: self.wiring.mail.feedback(told))

    def deliver(self, message: CaseMessage) -> None:
        """The issuance function gets a message; what it dies of comes again."""
        try:
            self.wiring.issuance.run_work(message)
        except RetryableError:
            self.queue.waiting.append(message)

    def tick(self) -> None:
        self.wiring.issuance.tick_cases(TENANT)

    def again[T](self, call: Callable[[], T]) -> T:
        """What somebody does who tries the same again, while it isn't answered."""
        for _ in range(MOST_ASKED):
            with suppress(RetryableError):
                return call()
            del self.flaky.plan[3:]
        return call()

    def trouble(self, which: int) -> None:
        """Some of what the counter needs is away."""
        self.queue.is_away = which % 5 == 1
        self.post.fails = (None, RetryableError(), PermanentError("no"))[which % 3]
        if which % 7 == 1:
            self.registers.break_down()
        else:
            self.registers.recover()

    def heal(self) -> None:
        """Everything is there again."""
        self.flaky.plan.clear()
        self.trouble(0)

    def pass_time(self, by: timedelta) -> None:
        """Time passes; whatever else stands still, figures are counted once a month."""
        end = self.clock.now() + by
        while self.clock.now() < end:
            self.clock.move(min(FIGURES_PAUSE, end - self.clock.now()))
            if self.clock.now() - self._counted_at >= A_DAY:
                self._counted_at = self.clock.now()
                self.wiring.figures.count_days(TENANT)

    def run_on(self, rounds: int) -> None:
        """Time goes from one moment at which something is due to the next, and all that waits."""
        self._settle()
        for _ in range(rounds):
            due = [case.due_at for case in self.cases() if case.due_at] + self._out()
            if not due:
                return
            self.pass_time(max(timedelta(), min(due) - self.clock.now()) + timedelta(seconds=1))
            self._settle()

    def _settle(self) -> None:
        self.tick()
        while self.queue.waiting:
            self.deliver(self.queue.waiting.pop(0))

    def _out(self) -> list[datetime]:
        return [o.due_at for id_ in self.ids for o in self.store.outgoing(TENANT, id_)]

    def case(self, case_id: str) -> AnyCase:
        found = self.store.get(TENANT, case_id)
        assert found is not None
        assert not isinstance(found, Unreadable)
        return found

    def cases(self) -> list[AnyCase]:
        return [self.case(case_id) for case_id in self.ids]

    def _key(self) -> str:
        return f"key-{next(self._serial)}"
