"""A zworp at a whole counter: what people do with it, and what its queues and clock do."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import app
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.handling import Lease, held_by
from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.access import LoggedAccess
from chalicelib.domain.registers.answers import Answer, Unavailable
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import Unreadable
from chalicelib.usecases.cases.acting.act import Acted, Acting
from chalicelib.usecases.cases.links import invitation_of
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.usecases.cases.reading.view import CaseView
from ops.local.outbox import SentMail
from ops.local.serve import context
from tests.support.counter import Counter, a_counter, population
from tests.support.requests import a_number
from tests.support.zworp.wiring import offered, parts

TENANT = "34022"
ADULT = population().personas["volwassene"].number
OTHER = next(file.number for file in population().files if file.number != ADULT)
ZORP = Citizen(ADULT, Assurance.HIGH)
QUIB = Citizen(OTHER, Assurance.SUBSTANTIAL, invited_as=2)
Role: Any = str
FLUMER = Staff("f1", TENANT, frozenset({Role("flumer")}), a_number(701))
ZORP_MAIL, QUIB_MAIL = "zorp@example.org", "quib@example.org"
WORD_OF_ZORP = "paarsgevlekt"
"""What is typed for the counter's eyes only."""


@dataclass
class Away:
    """A register of persons that can be away."""

    real: Any
    is_away: bool = False

    def person(self, access: LoggedAccess) -> Answer[Any]:
        return Unavailable("silent") if self.is_away else self.real.person(access)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@dataclass
class Zworps:
    """People with a zworp; each step is followed by what the queues do."""

    counter: Counter
    clock: MemoryClock
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.wiring = self.counter.wiring
        self.register = Away(self.wiring.state.registers)
        self.wiring.give(registers=self.register)

    def open(self, nook: str = "Noord", **more: Any) -> str:
        raw = {
            "nook": nook,
            "blint_on": "2026-03-20",
            "mood": "calm",
            "quib_mail": QUIB_MAIL,
            "hush": f"Het is {WORD_OF_ZORP}.",
        }
        given = {"tenant": TENANT, "process": "zworp", "role": "zorp", "person": ADULT}
        given |= {"email": ZORP_MAIL, "key": f"open-{next(self.keys)}"}
        given |= {"assurance": Assurance.HIGH, "raw": raw | more}
        case_id = self.wiring.road.open_case(OpenCommand(**given)).case.id
        self.drain()
        return case_id

    def joined(self, **more: Any) -> str:
        """Sent in, and answered by who was invited."""
        case_id = self.open(**more)
        self.accept(case_id)
        return case_id

    def at_desk(self, **more: Any) -> str:
        """Confirmed by both."""
        case_id = self.joined(**more)
        self.act(case_id, "plonk", ZORP)
        self.act(case_id, "plonk", QUIB)
        return case_id

    def accept(self, case_id: str) -> None:
        token = invitation_of(self.wiring.platform.keys, TENANT, case_id, 2)
        self.wiring.road.invite.accept(TENANT, token, OTHER, Assurance.SUBSTANTIAL)

    def act(
        self, case_id: str, action: str, actor: Actor, raw: Mapping[str, Any] | None = None
    ) -> Acted:
        view = self.view(case_id, actor)
        key = f"act-{next(self.keys)}"
        shown = view.shown_hash
        acting = Acting(TENANT, case_id, view.seen, action, actor, raw or {}, key, shown=shown)
        acted = self.wiring.road.act(acting)
        self.drain()
        return acted

    def frob(self, case_id: str, actor: Actor, secret: str, mood: str = "calm") -> None:
        """Two fields and a file."""
        scan = [File(b"%PDF-1.7 " + secret.encode())]
        self.act(case_id, "frob", actor, {"mood": mood, "why": f"Echt {secret}.", "scan": scan})

    def hold(self, case_id: str) -> None:
        lease = Lease(FLUMER.id, self.clock.now() + timedelta(hours=1))
        case = self.case(case_id)
        self.wiring.cases.store.handle(case, held_by(case.handling, lease))

    def decide(self, case_id: str, action: str, raw: Mapping[str, Any] | None = None) -> None:
        self.hold(case_id)
        self.act(case_id, action, Official(FLUMER), raw)

    def case(self, case_id: str) -> Case[Any]:
        found = self.wiring.cases.store.get(TENANT, case_id)
        assert found is not None
        assert not isinstance(found, Unreadable)
        return found

    def state(self, case_id: str) -> str:
        return self.case(case_id).instance.state

    def view(self, case_id: str, actor: Actor) -> CaseView:
        return self.wiring.road.look.case(TENANT, case_id, actor)

    def drain(self) -> None:
        """The issuance function gets everything, and what comes of it."""
        while self.counter.drain():
            pass

    def wait(self, **by: float) -> None:
        """Time passes, the schedule runs, and what it sends is worked on."""
        self.clock.move(timedelta(**by))
        self.counter.tick()
        self.drain()

    def bounce(self, case_id: str, template: str, address: str) -> None:
        """SES tells that a mail didn't arrive."""
        tags = {"tenant": [TENANT], "request": [case_id], "template": [template]}
        mail = {"messageId": str(uuid4()), "destination": [address], "tags": tags}
        to = [{"emailAddress": address}]
        came = {"bounceType": "Permanent", "bouncedRecipients": to}
        event = {"eventType": "Bounce", "mail": mail, "bounce": came}
        record = {"Sns": {"Message": json.dumps(event), "Subject": "s", "MessageAttributes": {}}}
        app.mail_feedback({"Records": [record]}, context())

    def mails(self, to: str) -> list[SentMail]:
        return [mail for mail in self.counter.mails() if mail.to == to]

    def bells(self) -> list[str]:
        """What waits for flumers."""
        return self.counter.bodies(f"{self.counter.review_queue}-flumer")


@contextmanager
def zworps() -> Iterator[Zworps]:
    clock = MemoryClock()
    files = [file for file in population().files if file.number in {ADULT, OTHER}]
    with a_counter(files, offered, clock=clock, **parts()) as counter:
        yield Zworps(counter, clock)
