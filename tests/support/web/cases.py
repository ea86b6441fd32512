"""The desk of every process behind its web pages: the made-up process, in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from chalice.test import HTTPResponse

from chalicelib.domain.cases.staff import StaffRole
from chalicelib.ports.sessions import SignIn
from chalicelib.wiring.handling import HandlingRoom
from ops.synthetic.staff import StaffMember, claims_of
from tests.support.handling import Bureau
from tests.support.requests import a_number
from tests.support.web.counter import Otherwise
from tests.support.web.desk import Desk, Everybody, multipart, open_office

SCRIBE, OTHER, CHIEF, WARDEN = 601, 602, 603, 604
POSTS = {
    SCRIBE: ("scribe",),
    OTHER: ("scribe",),
    CHIEF: ("scribe", StaffRole.SUPERVISOR),
    WARDEN: ("warden",),
}
"""Who signs in with which serial, beside the staff of the certificate."""


class Guild(Otherwise):
    """The municipality of the files, with the roles that the made-up process brings."""

    def __init__(self) -> None:
        super().__init__()
        here = self.all()[0].staff
        roles = here.roles | {"Schrijver": "scribe", "Wacht": "warden"}
        super().__init__(staff=replace(here, roles=roles))


class Scribes(Everybody):
    """An identity provider that knows them too."""

    def _person(self, serial: str) -> SignIn:
        roles = POSTS.get(int(serial))
        if roles is None:
            return super()._person(serial)
        post = StaffMember(f"k{serial}", f"Collega {serial}", "", roles, int(serial))
        claims = claims_of(post, Guild().all()[0].staff) | {"iat": self.made_at}
        known = super()._person(serial)
        return replace(known, name=post.name, number=a_number(int(serial)), claims=claims)


@dataclass
class CaseDesk:
    """A bureau with its pages."""

    bureau: Bureau
    office: Any

    def go(self, **by: float) -> None:
        """Let time pass for both."""
        self.bureau.hands.go(**by)
        self.office.clock.set(self.bureau.now())


@contextmanager
def open_cases() -> Iterator[CaseDesk]:
    """A bureau that the application uses for a while."""
    with open_office() as office:
        bureau, wiring = Bureau(), office.wiring
        office.clock.set(bureau.now())
        wiring.give(municipalities=Guild(), identity=Scribes(), frames=bureau.frames)
        road: Any = SimpleNamespace(
            platform=wiring.platform,
            state=wiring.state,
            cases=SimpleNamespace(store=bureau.cases),
            frames=bureau.frames,
            follow_up=bureau.follow_up,
            bells=bureau.lines,
            happen=bureau.happen,
            look=bureau.look,
            act=bureau.act_,
            case_four_eyes=bureau.eyes,
            log_looks=bureau.look.log_look,
        )
        wiring.handling = HandlingRoom(road)
        yield CaseDesk(bureau, office)


class Scribe(Desk):
    """A colleague at the desk of cases."""

    def __init__(self, serial: int = SCRIBE) -> None:
        super().__init__(serial)

    def case(self, case_id: str) -> str:
        """The page of a case."""
        return self.get(f"/loket/zaken/{case_id}").body.decode()

    def does(self, case_id: str, verb: str, **form: str) -> HTTPResponse:
        """Handle a case."""
        return self.send(f"/loket/zaken/{case_id}/{verb}", **form)

    def fills(
        self,
        case_id: str,
        slug: str,
        *files: tuple[str, str, bytes],
        to: str = "acties",
        **form: str,
    ) -> HTTPResponse:
        """Send the generated form of an action as its page has it."""
        sent = {"csrf": self.csrf, **self.hidden(case_id), **form}
        content_type, body = multipart(sent, *files)
        path = f"/loket/zaken/{case_id}/{to}/{slug}"
        return self.ask("POST", path, body, **{"content-type": content_type})

    def hidden(self, case_id: str) -> dict[str, str]:
        """What stands in the forms of a case beside what is filled in."""
        page = self.case(case_id)
        names = ("_gezien", "_sleutel", "_getoond")
        found = {n: page.split(f'name="{n}" value="') for n in names}
        return {n: parts[1].split('"')[0] for n, parts in found.items() if len(parts) > 1}
