"""The process that only tests have, over HTTP: citizens, colleagues, and programs of both."""

import re
from itertools import count

from chalice.test import HTTPResponse

from chalicelib.usecases.cases.links import invitation_of
from tests.support.day.visits import ADULT, REMARK, TENANT, Day, a_key, csrf, fine, upload
from tests.support.web.counter import Visitor, form_of
from tests.support.web.desk import Desk
from tests.support.zworp.counter import OTHER, ZORP, ZORP_MAIL, Zworps
from tests.support.zworp.people import FLUMER_HERE, FOREMAN, OTHER_FLUMER

NEW = "/zaken/zworpen/nieuw"
_KEYS = count(1000)
HIDDEN = ("_gezien", "_sleutel", "_getoond")


def citizens_go_it(day: Day) -> None:
    """Found, filled in, sent, joined, confirmed by both, and its document fetched."""
    for path in ("/zaken", "/zaken/zworpen"):
        fine(day.stranger().get(path))
    zorp, quib = day.citizen(), day.citizen(OTHER)
    fine(_stay(zorp))
    case_id = _sent(zorp)
    _of(day).drain()
    token = invitation_of(day.counter.wiring.platform.keys, TENANT, case_id, 2)
    invited = fine(quib.get(f"/uitnodiging/{token}"))
    fine(quib.post(f"/uitnodiging/{token}", form_of(invited, f"/uitnodiging/{token}")))
    for visitor in (zorp, quib):
        where = f"/aanvragen/{case_id}/plonken"
        fine(visitor.post(where, form_of(fine(visitor.get(where)), where)))
        _of(day).drain()
    fine(zorp.get(f"/aanvragen/{case_id}"))
    fine(zorp.get(f"/aanvragen/{case_id}/document/twonk"))
    fine(zorp.get("/afgemeld"))


def programs_go_it(day: Day) -> None:
    """The same by programs."""
    citizen = day.program(ADULT.digits)
    for path in ("processes", "processes/zworp"):
        fine(citizen.get(path))
    form = {"nook": "Zuidwest", "blint_on": "2030-01-01", "mood": "calm"}
    body = {"fields": form | {"quib_mail": "q@example.org"}, "email": ZORP_MAIL}
    begun = fine(citizen.post("cases/zworp", body, idempotency_key=a_key())).json_body["id"]
    _of(day).drain()
    fine(citizen.get("cases"))
    seen = fine(citizen.get(f"cases/{begun}")).json_body["version"]
    act = {"seen": seen, "fields": {}}
    fine(citizen.post(f"cases/{begun}/actions/unzworp", act, idempotency_key=a_key()))
    zworps = _of(day)
    done = zworps.at_desk(nook="Noordwest", blint_on="2030-01-01")
    fine(citizen.get(f"cases/{done}/documents/twonk"))


def colleagues_handle_it(day: Day) -> None:
    """Lists, the next case, every way to handle it, a letter read, a decision."""
    zworps = _of(day)
    first = zworps.at_desk(nook="Oosthoek", blint_on="2030-01-01")
    zworps.frob(first, ZORP, "kanariegeel")
    me, other, chief = day.desk(FLUMER_HERE), day.desk(OTHER_FLUMER), day.desk(FOREMAN)
    for path in ("", "/in-behandeling", "/taken", "/wachtend"):
        fine(me.get(f"/loket{path}"))
    fine(me.send("/loket/blijf"))
    there = str(fine(me.send("/loket/volgende")).headers["Location"])
    assert there.startswith("/loket/zaken/")
    fine(me.get(there))
    fine(me.send(f"{there}/bezig"))
    for verb, form in (("notitie", {"text": REMARK}), ("doorgeven", {"text": REMARK})):
        fine(me.send(f"{there}/{verb}", **form))
    fine(chief.send(f"{there}/toewijzen", to=f"k{OTHER_FLUMER}"))
    fine(other.send(f"{there}/nemen"))
    fine(chief.send(f"{there}/overnemen"))
    fine(chief.send(f"{there}/vrijgeven"))
    fine(me.send(f"/loket/zaken/{first}/nemen"))
    page = fine(me.get(f"/loket/zaken/{first}")).body.decode()
    for link in re.findall(r'href="(/loket/zaken/[^"]+/(?:bijlagen|documenten)/[^"]+)"', page):
        fine(me.get(link))
    form = {"reason": "too_loud", "text": REMARK}
    fine(_fills(me, first, "skreeen", "brief", **form))
    fine(_fills(me, first, "skreeen", "aanpassen", **form))
    fine(_fills(me, first, "skreeen", "acties", **form))
    assert zworps.state(first) == "skreed"


def programs_handle_it(day: Day) -> None:
    """The same by programs of colleagues."""
    zworps = _of(day)
    case_id = zworps.at_desk(nook="Westhoek", blint_on="2030-01-01")
    one = f"cases/{case_id}"
    me, other, chief = (day.program(n) for n in (FLUMER_HERE, OTHER_FLUMER, FOREMAN))
    fine(me.get("worklists?process=zworp"))
    fine(me.post("worklists/next", {"process": "zworp"}))
    fine(me.post(f"{one}/claim"))
    fine(me.post(f"{one}/heartbeat"))
    fine(me.get(f"{one}/facts"))
    seen = fine(me.get(one)).json_body["version"]
    form = {"seen": seen, "fields": {"reason": "too_loud", "text": REMARK}}
    fine(me.post(f"{one}/preview/skreeen", form))
    for verb in ("note", "escalate"):
        fine(me.post(f"{one}/{verb}", {"text": REMARK}))
    fine(chief.post(f"{one}/assign", {"to": f"k{OTHER_FLUMER}"}))
    fine(other.post(f"{one}/claim"))
    fine(chief.post(f"{one}/take-over"))
    fine(chief.post(f"{one}/release"))


def what_goes_wrong_is_seen_to(day: Day) -> None:
    """A mail that didn't arrive: another address, once more, by letter; a task struck off."""
    zworps, me = _of(day), day.desk(FLUMER_HERE)
    case_id = zworps.joined(nook="Middenhoek", blint_on="2030-01-01")
    zworps.act(case_id, "unzworp", ZORP)
    there = f"/loket/zaken/{case_id}"
    _bounced(zworps, case_id)
    fine(me.send(f"{there}/adres", party="1", email="nieuw@example.org"))
    fine(me.send(f"{there}/opnieuw", task=_mail_task(zworps, case_id)))
    zworps.drain()
    _bounced(zworps, case_id)
    fine(me.send(f"{there}/brief", task=_mail_task(zworps, case_id)))
    zworps.drain()
    for task in zworps.case(case_id).tasks:
        fine(me.send(f"{there}/afvinken", task=task.key))
    assert zworps.case(case_id).tasks == ()


def _bounced(zworps: Zworps, case_id: str) -> None:
    party = zworps.case(case_id).party(1)
    assert party is not None
    zworps.bounce(case_id, "zover", party.email)


def _mail_task(zworps: Zworps, case_id: str) -> str:
    return next(task.key for task in zworps.case(case_id).tasks if task.code.startswith("mail"))


def _of(day: Day) -> Zworps:
    return Zworps(day.counter, day.clock, _KEYS)


def _stay(visitor: Visitor) -> HTTPResponse:
    token = csrf(visitor.get("/aanvragen"))
    return visitor.post("/blijf", {"csrf": token})


def _sent(visitor: Visitor) -> str:
    page = fine(visitor.get(NEW))
    nooks = {"nook": "Zuidhoek", "blint_on": "2030-01-01", "mood": "calm"}
    page = _go(visitor, page, "verder", **nooks)
    page = _go(visitor, page, "verder", quib_mail="quib@example.org", hush=REMARK)
    return str(_go(visitor, page, "stuur").headers["Location"]).rpartition("/")[2]


def _go(visitor: Visitor, page: HTTPResponse, button: str, **typed: str) -> HTTPResponse:
    answer = fine(visitor.post(NEW, form_of(page, NEW) | typed | {"_naar": button}))
    place = answer.headers.get("Location", "")
    return fine(visitor.get(place)) if place.startswith(NEW) else answer


def _fills(desk: Desk, case_id: str, slug: str, to: str, **typed: str) -> HTTPResponse:
    page = fine(desk.get(f"/loket/zaken/{case_id}")).body.decode()
    found = {name: page.split(f'name="{name}" value="') for name in HIDDEN}
    hidden = {n: parts[1].split('"')[0] for n, parts in found.items() if len(parts) > 1}
    fields = {"csrf": desk.csrf, **hidden, **typed}
    return upload(desk, f"/loket/zaken/{case_id}/{to}/{slug}", fields)
