"""Somebody moves house, and everything that comes of it."""

from chalice.test import HTTPResponse

from chalicelib.domain.address_change.options import REQUIRED_CHECKS
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases.notices import MunicipalNotice
from tests.support.day.visits import TENANT, Day, fine
from tests.support.processes.moving import CLERK, JAN, LUCJA, NEW, PROCESS, Moves, as_, home_of
from tests.support.web.counter import form_of
from tests.support.web.desk import Desk, multipart
from tests.support.zworp.people import OFFICER

KEYING_IN = "/loket/ingeven/adreswijziging"


def somebody_moves(day: Day) -> None:
    """From the first page to the register; an officer calls meanwhile."""
    town = Moves(day.counter, day.clock)
    fine(day.citizen(LUCJA).get("/zaken/adreswijziging/nieuw"))
    case_id = town.declare(LUCJA)
    _called_on(day, case_id)
    town.act(case_id, "register", CLERK)
    town.wait(minutes=11)
    town.act(case_id, "card_done", CLERK, member=["1"])
    assert town.state(case_id) == "closed"


def somebody_joins(day: Day) -> None:
    """The reference person's mail address is known from before; a clerk asks them once more."""
    town = Moves(day.counter, day.clock)
    town.act(town.declare(JAN, NEW | {"number": "77"}), "withdraw", as_(JAN))
    case_id = town.declare(LUCJA, home_of(JAN), joins="ja")
    town.act(case_id, "no_letter", CLERK, reason="Zij antwoordt niet.")
    town.act(case_id, "ask_reference", CLERK)
    assert town.state(case_id) == "awaiting_reference"
    town.act(case_id, "withdraw", as_(LUCJA))


def somebody_phones(day: Day) -> None:
    """A clerk keys the declaration in; it is taken back."""
    town, desk = Moves(day.counter, day.clock), day.desk()
    fine(desk.get(KEYING_IN))
    address = {f"address.{part}": text for part, text in NEW.items()}
    usual = {"moved_on": "2026-03-12", "joins": "nee", "declares": "ja", "movers": JAN.digits}
    keyed = sent(desk, KEYING_IN, form_of(_found(desk, JAN), KEYING_IN) | address | usual)
    case_id = keyed.headers["Location"].split("?")[0].rsplit("/", 1)[1]
    town.drain()
    town.act(case_id, "withdraw", as_(JAN))


def another_municipality_tells(day: Day) -> None:
    """That somebody who was ours lives there now; it is seen to here."""
    tray, at = day.counter.wiring.issuance.notice_tray, day.clock.now()
    tray.put(MunicipalNotice("n1", TENANT, "34041", PROCESS, "01K0", "told_former", at))
    desk = day.desk()
    form = form_of(fine(desk.get("/loket/taken")), "/loket/taken")
    fine(desk.post("/loket/taken", form))


def sent(desk: Desk, path: str, form: dict[str, str], *more: tuple[str, str]) -> HTTPResponse:
    """A form as a page sends it that may carry files."""
    content_type, body = multipart([*form.items(), *more])
    return fine(desk.ask("POST", path, body, **{"content-type": content_type}))


def _called_on(day: Day, case_id: str) -> None:
    """On the officer's pages: they live there."""
    officer = day.desk(OFFICER)
    fine(officer.get("/wijk"))
    path = f"/wijk/{case_id}"
    form = form_of(fine(officer.get(path)), path)
    found = {"_gebeurtenis": "lives_there", "moment": f"{day.clock.now():%Y-%m-%dT%H:%M}"}
    sent(officer, path, form | found, *(("checklist", code) for code in sorted(REQUIRED_CHECKS)))


def _found(desk: Desk, number: NationalNumber) -> HTTPResponse:
    who = {"kanaal": "telefoon", "identificatie": "terugbellen", "aanvrager": number.digits}
    return fine(desk.send(f"{KEYING_IN}/persoon", **who))
