"""The people of a day at the counter's address, where each visit is noted with its answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import cycle
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

from chalice.local import RouteMatcher
from chalice.test import Client, HTTPResponse

import app
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.registers.national_number import NationalNumber
from ops.synthetic.population import eligible
from ops.synthetic.population.eligibility import Eligible
from tests.support.counter import Counter, population
from tests.support.web.counter import Visitor
from tests.support.web.desk import CLERK, Desk, DeskProgram, multipart

TENANT = "34022"
LEVEN = "attest-leven"
ADULT = population().personas["volwassene"].number
REMARK = "Een kanariegele vraag."
"""What a person types anywhere holds this colour, so that it can be looked for in the log."""

FAILED = 400
SHORTEST = 8
"""What is shorter opens nothing, and may stand in any text."""

SOON = timedelta(minutes=1)


class Visit(NamedTuple):
    """A route as app.py has it, but for a verb, which is named."""

    method: str
    route: str


class Http:
    """Asks the application.

    `visits` are the routes that answered well; `secrets` what opens something: cookies, links,
    codes.
    """

    def __init__(self) -> None:
        self._client = Client(app.app).http
        self._matcher = RouteMatcher(app.app.routes)
        self.visits: set[Visit] = set()
        self.secrets: set[str] = set()

    def request(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> HTTPResponse:
        answer = self._client.request(method, path, headers=dict(headers or {}), body=body)
        found = self._matcher.match_route(path)
        self._keep(answer, found.captured)
        if answer.status_code < FAILED:
            verb = found.captured.get("verb", "{verb}")
            self.visits.add(Visit(method, found.route.replace("{verb}", verb)))
        return answer

    def _keep(self, answer: HTTPResponse, captured: Mapping[str, str]) -> None:
        headers = answer.headers.get("Set-Cookie", [])
        cookies = (header.partition(";")[0].partition("=")[2] for header in headers)
        parts = (captured[name] for name in ("code", "token") if name in captured)
        self.secrets.update(secret for secret in (*cookies, *parts) if len(secret) > SHORTEST)

    def get(self, path: str, **sent: object) -> HTTPResponse:
        return self.request("GET", path, **sent)

    def post(self, path: str, **sent: object) -> HTTPResponse:
        return self.request("POST", path, **sent)


@dataclass(frozen=True)
class _Address:
    """Where a counter's own helpers ask."""

    http: Http


@dataclass
class Day:
    """A counter, its clock, and who comes by."""

    counter: Counter
    clock: MemoryClock
    http: Http = field(default_factory=Http)
    _people: dict[str, Iterator[Eligible]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.counter = replace(self.counter, client=_Address(self.http))

    def citizen(self, number: NationalNumber = ADULT) -> Visitor:
        """Somebody who is signed in, in a browser."""
        visitor = self.stranger()
        fine(visitor.sign_in(number.digits))
        return visitor

    def stranger(self) -> Visitor:
        """Somebody whom we don't know, in a browser."""
        return Visitor(http=self.http)

    def desk(self, serial: int = CLERK) -> Desk:
        """A colleague who is signed in at the console."""
        desk = Desk(serial, http=self.http)
        fine(desk.entered)
        return desk

    def program(self, who: int | str = CLERK) -> DeskProgram:
        """A program of a colleague, or of a citizen by number."""
        return DeskProgram(who, http=self.http)

    def somebody(self, document: str = LEVEN) -> NationalNumber:
        """Somebody else each time, who gets a document without a clerk."""
        people = self._people.setdefault(document, cycle(eligible(population(), document)))
        return next(one.applicant for one in people if one.applicant != ADULT)

    def asks(self, number: NationalNumber | None = None, **wish: str) -> CertificateCase:
        """What a person asked for by a program; it waits in the queue for issuance."""
        wanted = {"document": LEVEN} | wish
        who = number or self.somebody(wanted["document"])
        own = {"email": f"inwoner-{who.digits[:8]}@burger.example"}
        answer = fine(self.counter.post(who, own | wanted))
        return self.now(answer.json_body["id"])

    def waiting(self, number: NationalNumber | None = None, **wish: str) -> CertificateCase:
        """A case that only a human can handle, before one."""
        return self.decided(number, **({"remark": REMARK} | wish))

    def issued(self, **wish: str) -> CertificateCase:
        """A case with its document."""
        case = self.decided(**wish)
        self.in_state(case, "delivered")
        return case

    def decided(self, number: NationalNumber | None = None, **wish: str) -> CertificateCase:
        """A case after the issuance function had it."""
        asked = self.asks(number, **wish)
        self.counter.drain()
        return self.now(asked.id)

    def now(self, case_id: str) -> CertificateCase:
        """A case as it is stored."""
        return self.counter.case(case_id)

    def pdf(self, case: CertificateCase) -> bytes:
        """The document of a case."""
        issued = result_of(case)
        assert issued is not None
        return self.counter.pdf(issued.object_key)

    def mailed(self) -> str:
        """The path of the link in the newest mail that has one."""
        texts = (mail.text for mail in reversed(self.counter.mails()))
        links = (re.search(r"https?://[^\s<>]+/d/[^\s<>]+", text) for text in texts)
        return urlsplit(next(found[0] for found in links if found)).path

    def in_state(self, case: CertificateCase, state: str) -> None:
        """What a step came to."""
        assert self.now(case.id).instance.state == state


def fine(answer: HTTPResponse) -> HTTPResponse:
    """An answer that is no refusal."""
    assert answer.status_code < FAILED, (answer.status_code, answer.body.decode())
    return answer


def upload(
    visitor: Visitor, path: str, fields: Mapping[str, str], *files: tuple[str, str, bytes]
) -> HTTPResponse:
    """Send a form with files."""
    content_type, body = multipart(dict(fields), *files)
    return visitor.ask("POST", path, body, **{"content-type": content_type})


def csrf(page: HTTPResponse) -> str:
    """The token that stands in the forms of a page."""
    return fine(page).body.decode().split('name="csrf" value="')[1].split('"')[0]


def a_key() -> str:
    """For a call that must happen once."""
    return str(uuid4())
