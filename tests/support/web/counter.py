"""A counter in memory, and somebody who visits it as a browser or a program does."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from chalice.test import Client, HTTPResponse

import app
from chalicelib.adapters.eicar import EicarScanner
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.archive import MemoryArchive
from chalicelib.adapters.memory.cases import MemoryCases
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
from chalicelib.adapters.memory.queues import MemoryBells, MemoryQueue
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.adapters.memory.sessions import MemoryColleagues, MemoryDepartures, MemorySessions
from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.adapters.memory.uploads import MemoryBaskets, MemoryIncoming
from chalicelib.documents.seal.seals import Seals
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.moving.frame import Happening
from chalicelib.domain.cases.moving.steps import Extra
from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult, Verdict
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.ports.documents import Rendered
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.sessions import PendingSignIn, SignIn
from chalicelib.settings import TEMPLATES, Settings
from chalicelib.usecases.sign_in.begin import TIME_TO_SIGN_IN
from chalicelib.wiring import Wiring, use
from tests.support.orders import a_result
from tests.support.requests import ELSEWHERE, KORTRIJK, a_number

ON_PAPER = Finding(
    code="act_digital",
    version=1,
    result=RuleResult.FAILED,
    outcome=Outcome.REVIEW,
    basis="Oud Burgerlijk Wetboek, art. 29",
    citizen="Uw akte staat nog op papier. Een medewerker zoekt ze op.",
    clerk="De akte is niet gedigitaliseerd.",
)
MADE = ("evaluate", "all_conditions_met", "source_ok", "stored")
"""What happens to a document that nothing stands in the way of."""

HOST = "127.0.0.1:8000"
EMAIL = "iemand@voorbeeld.example"
"""Where who signs in gets mail, confirmed by a link opened before."""

PDF = b"%PDF-1.7 een document\n%%EOF\n"

LONGEST = 11
"""Digits of a token of ours: a serial or a whole number."""


@dataclass
class People:
    """An identity provider where a code or token is the serial of one of `a_number`'s people."""

    assurance: str = "high"
    email: str = EMAIL
    asked: list[PendingSignIn] = field(default_factory=list)
    is_down: bool = False
    down: Exception = field(default_factory=lambda: RetryableError("away"))
    made_at: float = 0.0
    """When the tokens of these people were made."""
    shown_at: Callable[[], datetime | None] = lambda: None
    """When whoever has a bearer token last showed who they are."""

    def authorization_url(self, pending: PendingSignIn) -> str:
        if self.is_down:
            raise self.down
        self.asked.append(pending)
        return f"https://aanmelden.example/?{urlencode({'state': pending.state})}"

    def exchange(self, code: str, pending: PendingSignIn) -> SignIn:
        if code == "stuk":
            raise PermanentError("there are no keys for signing in")
        if code == "weg":
            raise RetryableError("away")
        if not code.isdigit():
            known = {"klok": "sign_in_clock", "naamloos": "sign_in_no_number"}
            raise NotAllowedError(
                known.get(code, "sign_in_failed"), "Het aanmelden is niet gelukt."
            )
        return replace(self._person(code), at=pending.expires_at - TIME_TO_SIGN_IN)

    def bearer(self, token: str, tenant: str) -> SignIn:
        if not token.isdigit() or len(token) > LONGEST:
            raise NotAllowedError("invalid_token", "Meld u opnieuw aan.")
        return replace(self._person(token), at=self.shown_at())

    def leaving_url(self, tenant: str, way: str, back: str) -> str:
        if self.is_down:
            raise self.down
        return f"https://aanmelden.example/afmelden?{urlencode({'back': back})}"

    def published(self, tenant: str) -> dict[str, object]:
        return {"keys": []}

    def _person(self, serial: str) -> SignIn:
        return SignIn(
            number=a_number(int(serial)),
            name=f"Testpersoon {serial}",
            email=self.email,
            assurance=self.assurance,
            birth_date=None,
            claims={"iat": self.made_at},
        )


@dataclass
class Counter:
    """The counter with everything in memory."""

    wiring: Wiring
    people: People
    store: MemoryCases
    clock: MemoryClock
    queue: MemoryQueue

    def stored(self) -> list[CertificateCase]:
        """Every certificate there is, of the first nine people."""
        every = (self.store.of_person(KORTRIJK, a_number(n), 100) for n in range(1, 10))
        return [case for found in every for case in found if isinstance(case, Case)]

    def now(self, case: CertificateCase) -> CertificateCase:
        """A case as it is now."""
        found = self.store.get(case.tenant, case.id)
        assert isinstance(found, Case)
        return found

    def happen(
        self, case: CertificateCase, *events: str, extra: Extra | None = None
    ) -> CertificateCase:
        """Let its work have things happen, as the issuance function does."""
        happenings = tuple(Happening(event, "work", "work") for event in events)
        frame = self.wiring.road.frames.of(case)
        return self.wiring.road.happen(case, happenings, frame, extra or Extra()).case

    def deliver(self, case: CertificateCase, pdf: bytes = PDF) -> CertificateCase:
        """Issue the document that was asked for."""
        key, now = f"{case.files}.pdf", self.clock.now()
        stored = self.wiring.state.archive.put_once(key, Rendered(pdf, 1))
        issued = a_result(
            case,
            stored.sha256,
            object_key=key,
            size=stored.size,
            issued_at=now,
            issued_on=now.date(),
            valid_until=None,
            available_until=(now + timedelta(days=30)).date(),
            code_hash=self.code(case).hashed,
        )
        return self.happen(case, *MADE, extra=Extra(documents=(issued,)))

    def code(self, case: CertificateCase) -> VerificationCode:
        """The code on the document of a case."""
        keys = self.wiring.platform.keys
        return VerificationCode.of(keys.verification_code(case.tenant, case.id))

    def hand_over(self, case: CertificateCase) -> CertificateCase:
        """Give a case to a clerk, with the reason why."""
        verdict = Verdict(Outcome.REVIEW, "R2024", 1, (ON_PAPER,))
        return self.happen(case, "evaluate", "condition_failed", extra=Extra(verdict=verdict))

    def refuse(self, case: CertificateCase) -> CertificateCase:
        """Refuse it by the rules, with the reason why."""
        finding = replace(ON_PAPER, outcome=Outcome.REFUSE)
        verdict = Verdict(Outcome.REFUSE, "R2024", 1, (finding,))
        return self.happen(case, "evaluate", "not_eligible", extra=Extra(verdict=verdict))

    def ask(self, case: CertificateCase, text: str) -> CertificateCase:
        """Have a clerk ask who asked something."""
        frame = self.wiring.road.frames.of(case)
        question = Happening(
            "ask_applicant",
            "clerk",
            "staff:k1",
            values={"text": text},
            action=frame.definition.actions["ask_applicant"],
        )
        return self.wiring.road.happen(case, (question,), frame, Extra()).case


def settings(**changes: Any) -> Settings:
    """Settings of a counter that needs no AWS."""
    known = {
        "environment": "test",
        "public_url": f"http://{HOST}",
        "table": "table",
        "registers_table": "registers",
        "bucket": "bucket",
        "issue_queue": "http://127.0.0.1:1/issue",
        "review_queue": "http://127.0.0.1:1/review",
        "configuration_set": "set",
        "secrets_parameter": "/secrets",
        "oidc_parameters": "/sign-in",
        "seal_key": "alias/seal",
        "seal_parameters": "/seal",
    }
    return Settings.model_validate(known | changes)


def a_counter(parts: dict[str, object] | None = None, **changes: Any) -> Counter:
    """A counter; `parts` replace parts of the wiring, `changes` settings."""
    clock = MemoryClock()
    ids = SeededIds(clock)
    people, store = People(shown_at=clock.now), MemoryCases()
    queue, keys = MemoryQueue(), known_keys()
    addresses = MemoryAddresses(store.openings, keys)
    addresses.confirm(KORTRIJK, EMAIL)
    ledger = MemoryLedger(store)
    known: dict[str, object] = {
        "clock": clock,
        "ids": ids,
        "keys": keys,
        "mail_addresses": addresses,
        "wishes": MemoryWishes(clock),
        "asked_erasures": MemoryAskedErasures(),
        "store": store,
        "claims": store.claims,
        "ledger": ledger,
        "case_erasures": MemoryErasures(store, ledger),
        "forgetting": MemoryForgetting(store),
        "notices": MemoryNotices(),
        "suppressions": MemorySuppressions(store.openings, keys),
        "happenings": MemoryHappenings(store),
        "rollups": MemoryFigures(),
        "access_log": MemoryAccessLog(ids, clock),
        "sessions": MemorySessions(clock),
        "departures": MemoryDepartures(clock),
        "colleagues": MemoryColleagues(),
        "tries": MemoryTries(clock),
        "drafts": MemoryDrafts(keys, clock),
        "case_queue": queue,
        "bells": MemoryBells(),
        "archive": MemoryArchive(),
        "incoming": MemoryIncoming(),
        "baskets": MemoryBaskets(clock),
        "scanner": EicarScanner(),
        "registers": MemoryRegisters(()),
        "mailer": MemoryMailer(),
        "identity": people,
        "seals": Seals((), "alias/seal", lambda _: {}),
    }
    wiring = Wiring(settings(**changes), **(known | (parts or {})))
    return Counter(wiring, people, store, clock, queue)


class Two(FileMunicipalities):
    """Two municipalities: the one of the files, and another at `elders.example`."""

    def __init__(self) -> None:
        super().__init__(TEMPLATES / "municipalities")
        here = super().all()[0]
        other = replace(
            here, nis=ELSEWHERE, name="Elders", address="https://elders.example", aliases=()
        )
        self._by_nis = {here.nis: here, other.nis: other}
        self._by_host = {host: m for m in (here, other) for host in m.hosts}


class Otherwise(FileMunicipalities):
    """The municipality of the files, in something otherwise."""

    def __init__(self, **changes: Any) -> None:
        super().__init__(TEMPLATES / "municipalities")
        self._by_nis = {nis: replace(here, **changes) for nis, here in self._by_nis.items()}
        self._by_host = {host: here for here in self._by_nis.values() for host in here.hosts}


@contextmanager
def open_counter(parts: dict[str, object] | None = None, **changes: Any) -> Iterator[Counter]:
    """A counter that the application uses for a while."""
    counter = a_counter(parts, **changes)
    with use(counter.wiring):
        yield counter


class Visitor:
    """A browser without JavaScript: it keeps cookies and reads forms."""

    def __init__(self, host: str = HOST, http: Any = None) -> None:
        self.host = host
        self.cookies: dict[str, str] = {}
        self.seen: list[str] = []
        self._client = http or Client(app.app).http

    def get(self, path: str, **headers: str) -> HTTPResponse:
        """Go to a page; to a new form by way of the address of its first page."""
        answer = self._ask("GET", path, headers, b"")
        led = str(answer.headers.get("Location", ""))
        is_begun = led.startswith(f"{path.partition('?')[0]}?stap=")
        return self.get(led, **headers) if is_begun else answer

    def post(self, path: str, form: dict[str, str], **headers: str) -> HTTPResponse:
        sent = {"content-type": "application/x-www-form-urlencoded", **headers}
        return self._ask("POST", path, sent, urlencode(form).encode())

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> HTTPResponse:
        return self._ask(method, path, headers, body)

    def sign_in(self, serial: int | str = 1, return_to: str = "/") -> HTTPResponse:
        """Go to the identity provider and come back as one of its people."""
        there = self.get(f"/aanmelden?{urlencode({'terug': return_to})}")
        state = parse_qs(urlsplit(there.headers["Location"]).query)["state"][0]
        return self.get(f"/aanmelden/terug?{urlencode({'state': state, 'code': serial})}")

    def sign_in_again(self, refused: HTTPResponse, serial: int | str = 1) -> HTTPResponse:
        """By the first way that a page offers where what was typed is kept; back there."""
        page = " ".join(refused.body.decode().split())
        found = re.search(r'href="((?:/loket)?/aanmelden\?terug=[^"]+bewaard[^"]+)"', page)
        assert found, "nothing was kept"
        there = self.get(found[1].replace("&amp;", "&"))
        state = parse_qs(urlsplit(there.headers["Location"]).query)["state"][0]
        back = self.get(f"/aanmelden/terug?state={state}&code={serial}")
        return self.get(back.headers["Location"])

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> HTTPResponse:
        self.seen.append(path)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        answer = self._client.request(method, path, headers={"host": self.host, **sent}, body=body)
        for cookie in answer.headers.get("Set-Cookie", []):
            self._keep(cookie)
        return answer

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        if "Max-Age=0" in cookie:
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


class Program:
    """A program that calls the API with a bearer token: the serial of a person."""

    def __init__(self, serial: int = 1) -> None:
        self._serial = serial
        self._client = Client(app.app).http

    def get(self, path: str) -> HTTPResponse:
        return self.ask("GET", path)

    def submit(self, wish: object, key: str = "een sleutel") -> HTTPResponse:
        body = json.dumps(wish).encode()
        return self.ask("POST", "/api/v1/requests", body, **{"idempotency-key": key})

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> HTTPResponse:
        known = {
            "host": HOST,
            "authorization": f"Bearer {self._serial}",
            "content-type": "application/json",
        }
        return self._client.request(method, path, headers=known | headers, body=body)


def number_in_print(serial: int = 1) -> str:
    """A person's number as it stands on their card."""
    number: NationalNumber = a_number(serial)
    return number.printed


class _Form(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._action = action
        self._is_in = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._is_in = given.get("action", "") == self._action
        if not self._is_in:
            return
        ticked = given.get("type") in ("radio", "checkbox")
        if tag == "input" and (not ticked or "checked" in given):
            self.values[given["name"]] = given.get("value", "")
        if tag == "select":
            self._select = given["name"]
            self.values[self._select] = ""
        if tag == "option" and "selected" in given:
            self.values[self._select] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_in = False


def form_of(answer: HTTPResponse, action: str) -> dict[str, str]:
    """The fields of the form with an action, as a browser would send them untouched."""
    form = _Form(action)
    form.feed(answer.body.decode())
    assert form.values, f"no form to {action}"
    return form.values
