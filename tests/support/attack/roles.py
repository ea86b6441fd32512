"""Everybody who may ask the counter for something: by browser, by program, from elsewhere."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, urlencode, urlsplit

from chalice.test import HTTPResponse

from tests.support.attack import world as people
from tests.support.attack.world import SERIALS
from tests.support.web.counter import HOST, Visitor
from tests.support.web.desk import multipart

ELSEWHERE = "elders.example"
JSON = "application/json"
_TOKEN = re.compile(r'(?:data-csrf|name="csrf" value)="([^"]+)"')


class Kind(StrEnum):
    """How somebody shows who they are."""

    NOBODY = "nobody"
    CITIZEN = "citizen"
    STAFF = "staff"


@dataclass
class Caller:
    """Somebody who asks; `token` stands in forms, `bearer` is what a program shows."""

    name: str
    who: str
    kind: Kind
    host: str = HOST
    bearer: str = ""
    token: str = ""

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.host)
        if self.kind is Kind.CITIZEN and not self.bearer:
            self.visitor.sign_in(SERIALS[self.who])
            self.token = _token(self.visitor.get("/"))
        if self.kind is Kind.STAFF and not self.bearer:
            self._go_to_work()

    @property
    def is_foreign(self) -> bool:
        """Whether they work for another town."""
        return self.who == people.FOREIGN

    def ask(
        self, method: str, path: str, form: dict[str, str], kind: str, key: str
    ) -> HTTPResponse:
        """One request, with all that a page or program would send along."""
        headers = {"idempotency-key": key}
        if self.bearer:
            headers["authorization"] = f"Bearer {self.bearer}"
        body = b""
        if method == "POST":
            headers["content-type"], body = self._body(form, kind)
            headers["x-csrf-token"] = self.token
        return self.visitor.ask(method, path, body, **headers)

    def _body(self, form: dict[str, str], kind: str) -> tuple[str, bytes]:
        if kind == JSON:
            return JSON, json.dumps(form).encode()
        whole = {"csrf": self.token, **form}
        return multipart(whole) if kind.startswith("multi") else (kind, urlencode(whole).encode())

    def _go_to_work(self) -> None:
        there = self.visitor.get("/loket/aanmelden")
        state = parse_qs(urlsplit(there.headers["Location"]).query)["state"][0]
        self.visitor.get(f"/aanmelden/terug?state={state}&code={SERIALS[self.who]}")
        page = "/wijk" if self.who == people.OFFICER else "/loket/sneltoetsen"
        self.token = _token(self.visitor.get(page))


def _token(answer: HTTPResponse) -> str:
    found = _TOKEN.search(answer.body.decode())
    assert found, answer.body
    return found[1]


def everybody() -> tuple[Caller, ...]:
    """Each role once, citizens and staff as programs too."""
    citizens = (people.CITIZEN, people.OTHER, people.PARTY)
    staff = (people.CLERK, people.REGISTRAR, people.SUPERVISOR, people.OFFICER)
    serials = {name: str(SERIALS[name]) for name in (people.CITIZEN, people.CLERK)}
    return (
        Caller("nobody", "", Kind.NOBODY),
        *(Caller(name, name, Kind.CITIZEN) for name in citizens),
        *(Caller(name, name, Kind.STAFF) for name in staff),
        Caller(people.FOREIGN, people.FOREIGN, Kind.STAFF, ELSEWHERE),
        Caller("program", people.CITIZEN, Kind.CITIZEN, bearer=serials[people.CITIZEN]),
        Caller("clerk's program", people.CLERK, Kind.STAFF, bearer=serials[people.CLERK]),
    )
