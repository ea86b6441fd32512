"""Couples at a whole counter: what they and the registrar do over HTTP, and what time does."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from chalice.test import HTTPResponse

import app
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Behalf, Citizen, Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.order import PROCESS as CERTIFICATES
from chalicelib.domain.marriage.declaration import PROCESS, Declaration
from chalicelib.domain.process.engine import replay
from chalicelib.domain.registers.acts import ActKind
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import CivilStatus, PersonStatus
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import Unreadable
from chalicelib.ports.sessions import SignIn
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.links import invitation_of
from ops.local.outbox import SentMail
from ops.local.serve import context
from ops.synthetic.population import PersonFile
from ops.synthetic.staff import StaffMember, claims_of
from tests.support.counter import Badge, Counter, a_counter, population
from tests.support.printing.desk import poppler
from tests.support.requests import KORTRIJK, a_number
from tests.support.web.counter import Otherwise, Visitor, form_of

BEGUN = datetime(2026, 2, 2, 9, tzinfo=UTC)
A_MAIL, B_MAIL = "een@voorbeeld.example", "ander@voorbeeld.example"
REGISTRAR, CLERK, USHER = a_number(611), a_number(612), a_number(613)
POSTS = {
    REGISTRAR: StaffMember("k611", "Ambtenaar", "", ("registrar",), 611),
    CLERK: StaffMember("k612", "Medewerker", "", ("clerk",), 612),
    USHER: StaffMember("k613", "Bode", "", ("usher",), 613),
}
PAPER = File(b"%PDF-1.7 een papier")
FORM = {
    "partner_mail": B_MAIL,
    "home": "both",
    "language": "nl",
    "wedding.day": "2026-05-16",
    "wedding.moment": "10:30 Historisch stadhuis",
    "witnesses": "Els Peeters",
    "declares": "ja",
}


@cache
def singles() -> tuple[PersonFile, ...]:
    """Adults of the town in whose way nothing stands: Belgian, single, born here, alone in line."""
    return tuple(file for file in population().files if _is_free(file))


def _is_free(file: PersonFile) -> bool:
    person, births = file.person, file.acts.get(ActKind.BIRTH, ())
    return (
        person.civil_status is CivilStatus.UNMARRIED
        and person.status is PersonStatus.ACTIVE
        and person.managed_by == KORTRIJK
        and person.is_belgian
        and person.address is not None
        and person.cohabitation is None
        and person.birth.date.latest < date(2000, 1, 1)
        and len(births) == 1
        and births[0].is_digital
        and not person.relatives
        and not person.is_protected
        and not file.refusals
    )


@dataclass
class Office(Badge):
    """An identity provider that knows the colleagues too."""

    staff: Any = None

    def bearer(self, token: str, tenant: str) -> SignIn:
        known = super().bearer(token, tenant)
        post = POSTS.get(known.number)
        return known if post is None else replace(known, claims=claims_of(post, self.staff))


@dataclass
class Wedding:
    """Two people and a counter; each step is followed by what the queues do, unless `is_still`."""

    counter: Counter
    clock: MemoryClock
    a: NationalNumber
    b: NationalNumber
    office: Office = field(default_factory=Office)
    tokens: Mapping[NationalNumber, str] = field(default_factory=dict)
    keys: Iterator[int] = field(default_factory=lambda: count(1))
    is_still: bool = False

    def ask(
        self, who: NationalNumber, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> HTTPResponse:
        """The API, signed in."""
        headers = {
            "Authorization": f"Bearer {self.tokens.get(who, who.digits)}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"sleutel-{next(self.keys)}",
            "Host": "127.0.0.1:8000",
        }
        sent = b"" if body is None else json.dumps(body).encode()
        answer = self.counter.client.http.request(method, path, headers=headers, body=sent)
        self.drain()
        return answer

    def visitor(self, who: NationalNumber) -> Visitor:
        """A browser of somebody who signed in."""
        visitor = Visitor(http=self.counter.client.http)
        visitor.sign_in(who.digits)
        return visitor

    def at_desk(self, who: NationalNumber = REGISTRAR) -> Visitor:
        """A browser of a colleague who signed in."""
        visitor = Visitor(http=self.counter.client.http)
        there = visitor.get("/loket/aanmelden")
        state = parse_qs(urlsplit(there.headers["Location"]).query)["state"][0]
        visitor.get(f"/aanmelden/terug?state={state}&code={who.digits}")
        return visitor

    def try_to_begin(self, **fields: Any) -> HTTPResponse:
        sent = {"email": A_MAIL, "fields": {k: v for k, v in (FORM | fields).items() if v}}
        return self.ask(self.a, "POST", f"/api/v1/cases/{PROCESS}", sent)

    def begin(self, **fields: Any) -> str:
        answer = self.try_to_begin(**fields)
        assert answer.status_code == 202, answer.body
        case_id: str = answer.json_body["id"]
        return case_id

    def invitation(self, case_id: str) -> str:
        token = invitation_of(self.counter.wiring.platform.keys, KORTRIJK, case_id, 2)
        return f"/uitnodiging/{token}"

    def accept(self, case_id: str, who: NationalNumber | None = None) -> HTTPResponse:
        """Follow the link of the invitation, sign in, and go on."""
        visitor = self.visitor(who or self.b)
        path = self.invitation(case_id)
        page = visitor.get(path)
        if page.status_code != 200:
            return page
        return visitor.post(path, form_of(page, path))

    def seen(self, case_id: str, who: NationalNumber) -> dict[str, Any]:
        answer = self.ask(who, "GET", f"/api/v1/cases/{case_id}")
        assert answer.status_code == 200, answer.body
        found: dict[str, Any] = answer.json_body
        return found

    def try_to(
        self, case_id: str, who: NationalNumber, action: str, event: str = "", **fields: Any
    ) -> HTTPResponse:
        view = self.seen(case_id, who)
        sent = {"seen": view["version"], "fields": fields, "event": event}
        sent["shown"] = view["shown_hash"]
        return self.ask(who, "POST", f"/api/v1/cases/{case_id}/actions/{action}", sent)

    def do(
        self, case_id: str, who: NationalNumber, action: str, event: str = "", **fields: Any
    ) -> str:
        """Do it; the state it led to."""
        if who in POSTS:
            self.hold(case_id, who)
        answer = self.try_to(case_id, who, action, event, **fields)
        assert answer.status_code == 200, answer.body
        return self.state(case_id)

    def hold(self, case_id: str, who: NationalNumber) -> None:
        self.ask(who, "POST", f"/api/v1/cases/{case_id}/claim", {})

    def colleague(self, role: str = "registrar", number: NationalNumber = REGISTRAR) -> Staff:
        """Somebody who works here."""
        return Staff("k611", KORTRIJK, frozenset({role}), number)

    def file(
        self,
        case_id: str,
        action: str,
        event: str = "",
        behalf: Behalf | None = None,
        by: Staff | None = None,
        **raw: Any,
    ) -> str:
        """What the registrar, or `by`, does with a paper in hand; the state it led to."""
        actor = Official(by or self.colleague(), behalf)
        road = self.counter.wiring.road
        view = road.look.case(KORTRIJK, case_id, actor)
        key = f"papier-{next(self.keys)}"
        asked = road.frames.types.definition(PROCESS).actions[action].fields
        raw = {name: value for name, value in ({"file": [PAPER]} | raw).items() if name in asked}
        road.act(Acting(KORTRIJK, case_id, view.seen, action, actor, raw, key, event))
        self.drain()
        return self.state(case_id)

    def offered(self, case_id: str, role: str) -> set[tuple[str, int]]:
        """What a colleague may do: each action, and for which party by number (0: for none)."""
        actor = Official(self.colleague(role), None)
        view = self.counter.wiring.road.look.case(KORTRIJK, case_id, actor)
        return {(possible.action.id, possible.behalf) for possible in view.actions}

    def case(self, case_id: str) -> Case[Declaration]:
        found = self.counter.wiring.cases.store.get(KORTRIJK, case_id)
        assert found is not None
        assert not isinstance(found, Unreadable)
        return found

    def state(self, case_id: str) -> str:
        return self.case(case_id).instance.state

    def is_replayed(self, case_id: str) -> bool:
        case, cases = self.case(case_id), self.counter.wiring.cases
        definition = cases.types.definition(case.process)
        events = cases.store.events(KORTRIJK, case_id)
        return replay(definition, events) == case.instance.unmarked()

    def drain(self) -> None:
        while not self.is_still and self.counter.drain():
            pass

    def until(self, day: date, hour: int = 12) -> None:
        """Time goes to a day, noon, and the schedule runs each time something is due."""
        then = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        self.clock.move(then - self.clock.now())
        self.counter.tick()
        self.drain()
        self.counter.tick()
        self.drain()

    def wait(self, **by: float) -> None:
        self.until((self.clock.now() + timedelta(**by)).date())

    def mails(self, to: str) -> list[SentMail]:
        return [mail for mail in self.counter.mails() if mail.to == to]

    def bounce(self, case_id: str, template: str, address: str) -> None:
        """SES tells that a mail didn't arrive."""
        tags = {"tenant": [KORTRIJK], "request": [case_id], "template": [template]}
        mail = {"messageId": f"m-{case_id}", "destination": [address], "tags": tags}
        came = {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": address}]}
        event = {"eventType": "Bounce", "mail": mail, "bounce": came}
        record = {"Sns": {"Message": json.dumps(event), "Subject": "s", "MessageAttributes": {}}}
        app.mail_feedback({"Records": [record]}, context())
        self.drain()

    def paper_of(self, case_id: str, who: NationalNumber) -> None:
        """A partner sends a paper along."""
        actor, road = Citizen(who, Assurance.HIGH), self.counter.wiring.road
        seen = road.look.case(KORTRIJK, case_id, actor).seen
        key = f"papier-{next(self.keys)}"
        raw = {"files": [PAPER]}
        road.act(Acting(KORTRIJK, case_id, seen, "add_papers", actor, raw, key))
        self.drain()

    def everything_of(self, case_id: str, who: NationalNumber) -> str:
        """All that somebody can read of a case: page, list, answers, documents, mails."""
        visitor = self.visitor(who)
        address = A_MAIL if who == self.a else B_MAIL
        pages = (f"/aanvragen/{case_id}", "/aanvragen")
        read = [visitor.get(path).body.decode() for path in pages]
        seen = self.ask(who, "GET", f"/api/v1/cases/{case_id}")
        mails = [f"{mail.subject} {mail.text}" for mail in self.mails(address)]
        papers = [self.printed(case_id, slot) for slot in seen.json_body["documents"]]
        return " ".join((*read, seen.body.decode(), *mails, *papers))

    def printed(self, case_id: str, slot: str) -> str:
        """What a document says."""
        document = self.case(case_id).in_slot(slot)
        assert document is not None
        text = poppler("pdftotext", self.counter.pdf(document.object_key), "-layout", after="-")
        return " ".join(text.split())

    # The ways that most tests begin with.

    def confirmed(self, **fields: Any) -> str:
        """Both signed, each for themselves, and the conditions were looked at."""
        case_id = self.begin(**fields)
        assert self.accept(case_id).status_code == 303
        self.do(case_id, self.b, "confirm", declares="ja")
        return case_id

    def with_receipt(self, **fields: Any) -> str:
        case_id = self.confirmed(**fields)
        self.do(case_id, REGISTRAR, "complete")
        return case_id

    def declared(self, **fields: Any) -> str:
        """With an act, on the day itself."""
        case_id = self.with_receipt(**fields)
        self.do(case_id, REGISTRAR, "draw")
        return case_id

    def with_act(self, **fields: Any) -> str:
        """Drawn on 20 March: from 3 April to 3 October."""
        case_id = self.with_receipt(**fields)
        self.until(date(2026, 3, 2))
        self.do(case_id, REGISTRAR, "draw")
        return case_id


@contextmanager
def weddings(*more: PersonFile, **parts: object) -> Iterator[Wedding]:
    """A counter where two people can marry; `more` are others who live in town."""
    one, other = singles()[:2]
    here = Otherwise(processes=dict.fromkeys((PROCESS, CERTIFICATES), date(2026, 1, 1)))
    office = Office(staff=here.get(KORTRIJK).staff)
    clock = MemoryClock(BEGUN)
    known = {"clock": clock, "municipalities": here, "identity": office, **parts}
    with a_counter([one, other, *more], **known) as counter:
        yield Wedding(counter, clock, one.number, other.number, office)
