"""An office in memory behind its web pages, and colleagues who visit the console."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from chalice.test import Client, HTTPResponse

import app
from chalicelib.adapters.memory.sessions import MemoryColleagues, MemoryDepartures, MemorySessions
from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.adapters.memory.uploads import MemoryBaskets
from chalicelib.adapters.system import SystemClock
from chalicelib.domain.cases.staff import StaffRole
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.sessions import SignIn
from chalicelib.wiring import Wiring, use
from ops.synthetic.population import oidc_users
from ops.synthetic.staff import POSTS, StaffMember, claims_of
from tests.support.office import Office, population
from tests.support.requests import a_number
from tests.support.signing_in import secrets_of_tests
from tests.support.web.bucket import incoming_at
from tests.support.web.counter import HOST, People, Two, Visitor, settings
from tests.support.web.live import WebArchive, served

CLERK, COLLEAGUE, REGISTRAR, SUPERVISOR, SECOND = 501, 502, 503, 504, 505
ROLES = {
    CLERK: (StaffRole.CLERK,),
    COLLEAGUE: (StaffRole.CLERK,),
    REGISTRAR: (StaffRole.REGISTRAR,),
    SUPERVISOR: (StaffRole.SUPERVISOR,),
    SECOND: (StaffRole.REGISTRAR,),
}
"""Who signs in with which serial; anybody else is a citizen."""


class Everybody(People):
    """An identity provider that knows citizens by serial or number, and staff by serial."""

    def _person(self, serial: str) -> SignIn:
        person = super()._person("1" if len(serial) == 11 else serial)
        if len(serial) == 11:
            return replace(person, number=type(person.number)(serial))
        roles = ROLES.get(int(serial))
        if roles is None:
            return person
        post = StaffMember(f"k{serial}", f"Collega {serial}", "", tuple(roles), int(serial))
        claims = claims_of(post, Two().all()[0].staff) | {"iat": self.made_at}
        return replace(person, name=post.name, number=a_number(int(serial)), claims=claims)


@contextmanager
def open_office() -> Iterator[Office]:
    """An office that the application uses for a while."""
    office = Office()
    office.wiring.give(
        sessions=MemorySessions(office.clock),
        departures=MemoryDepartures(office.clock),
        colleagues=MemoryColleagues(),
        tries=MemoryTries(office.clock),
        identity=Everybody(shown_at=office.clock.now),
        municipalities=Two(),
    )
    with use(office.wiring):
        yield office


class Desk(Visitor):
    """A colleague at the console, in a browser without JavaScript."""

    def __init__(self, serial: int = CLERK, http: Any = None) -> None:
        super().__init__(http=http)
        self.id = f"k{serial}"
        there = self.get("/loket/aanmelden")
        state = parse_qs(urlsplit(there.headers["Location"]).query)["state"][0]
        self.entered = self.get(f"/aanmelden/terug?state={state}&code={serial}")

    @property
    def csrf(self) -> str:
        """The token that stands in every form."""
        page = self.get("/loket/sneltoetsen").body.decode()
        return page.split('name="csrf" value="')[1].split('"')[0]

    def send(self, path: str, **form: str) -> HTTPResponse:
        """Send a form of one of our pages."""
        return self.post(path, {"csrf": self.csrf, **form})

    def act(self, case: AnyCase, verb: str, **form: str) -> HTTPResponse:
        """Do something with a case."""
        return self.send(f"/loket/zaken/{case.id}/{verb}", **form)

    def page(self, case: AnyCase) -> str:
        """The page of a case."""
        return self.get(f"/loket/zaken/{case.id}").body.decode()

    def fills(
        self,
        case: AnyCase,
        slug: str,
        *files: tuple[str, str, bytes],
        to: str = "acties",
        **form: str,
    ) -> HTTPResponse:
        """Send the generated form of an action as its page has it."""
        sent = {"csrf": self.csrf, **self.hidden(case), **form}
        content_type, body = multipart(sent, *files)
        path = f"/loket/zaken/{case.id}/{to}/{slug}"
        return self.ask("POST", path, body, **{"content-type": content_type})

    def hidden(self, case: AnyCase) -> dict[str, str]:
        """What stands in the forms of a case beside what is filled in."""
        page = self.page(case)
        names = ("_gezien", "_sleutel", "_getoond")
        found = {n: page.split(f'name="{n}" value="') for n in names}
        return {n: parts[1].split('"')[0] for n, parts in found.items() if len(parts) > 1}


class DeskProgram:
    """A program of a colleague, with a bearer token."""

    def __init__(self, serial: int | str = CLERK, http: Any = None) -> None:
        self._serial = serial
        self._client = http or Client(app.app).http

    def get(self, path: str) -> HTTPResponse:
        return self.ask("GET", path)

    def post(self, path: str, body: object = None, **headers: str) -> HTTPResponse:
        return self.ask("POST", path, json.dumps(body or {}).encode(), **headers)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> HTTPResponse:
        known = {
            "host": HOST,
            "authorization": f"Bearer {self._serial}",
            "content-type": "application/json",
        }
        sent = known | {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.request(method, f"/api/v1/{path}", headers=sent, body=body)


def multipart(
    fields: Mapping[str, str] | Iterable[tuple[str, str]], *files: tuple[str, str, bytes]
) -> tuple[str, bytes]:
    """The content type and body of a form with files: field, media type and contents of each.

    Pairs instead of a mapping when a field has several values.
    """
    pairs = fields.items() if isinstance(fields, Mapping) else fields
    boundary = "grens-4711"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in pairs
    ]
    for name, media_type, content in files:
        head = f'Content-Disposition: form-data; name="{name}"; filename="scan van Jan.pdf"'
        start = f"--{boundary}\r\n{head}\r\nContent-Type: {media_type}\r\n\r\n".encode()
        parts.append(start + content + b"\r\n")
    return f"multipart/form-data; boundary={boundary}", b"".join(
        parts
    ) + f"--{boundary}--\r\n".encode()


@contextmanager
def live_office() -> Iterator[tuple[str, Office]]:
    """An office at an address, with an identity provider that knows its staff and inhabitants."""
    here = Two().all()[0].staff
    citizens = [{**c, "sub": c["email"].split("@")[0]} for c in oidc_users(population())]
    people = [*(claims_of(post, here) for post in POSTS), *citizens]
    made: list[Office] = []

    def make(url: str, issuer: str, files: str) -> Wiring:
        known = settings(public_url=url, oidc_issuer=issuer)
        office = Office(clock=SystemClock(), settings=known)  # type: ignore[arg-type]
        parts = {
            "sessions": MemorySessions(office.clock),
            "departures": MemoryDepartures(office.clock),
            "colleagues": MemoryColleagues(),
            "sign_in_secret": secrets_of_tests,
            "tries": MemoryTries(office.clock),
            "archive": WebArchive(files),
            "incoming": incoming_at(files),
            "baskets": MemoryBaskets(office.clock),
        }
        office.wiring.give(**parts)
        made.append(office)
        return office.wiring

    with served(people, make) as url:
        yield url, made[0]


TEN = (
    "volwassene",
    "ouder",
    "nabestaande",
    "letters",
    "twaalf",
    "voogd",
    "strafblad",
    "papieren-akte",
    "dertig-adressen",
    "cyrillisch",
)
"""People of note of whom each may ask for whatever a clerk sees most."""


def somebody(key: str) -> str:
    """The digits of somebody of note, as a clerk types them."""
    return population().personas[key].number.digits
