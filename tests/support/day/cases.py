"""What clerks do with certificates' cases, at the console and by programs."""

import re
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.usecases.handling.at_hand import LEASE
from tests.support.counter import population
from tests.support.day.citizens import act, who
from tests.support.day.visits import REMARK, SOON, Day, fine
from tests.support.office import PDF
from tests.support.web.desk import CLERK, COLLEAGUE, REGISTRAR, SUPERVISOR, Desk

REFUSAL = {"reason": "identiteit_niet_bewezen", "text": REMARK}
ON_PAPER = population().personas["papieren-akte"].number
NAMESAKE = population().by_number[population().personas["naamgenoot-een"].number].person


def clerk_looks_around(day: Day) -> None:
    """Every list, and every way to search."""
    case, desk = day.waiting(), day.desk()
    for path in ("", "/wachtend", "/in-behandeling", "/sneltoetsen"):
        fine(desk.get(f"/loket{path}"))
    fine(desk.get("/loket/zoeken"))
    name = {"naam": NAMESAKE.name.family, "geboren": "1980-05-14", "reden": "klacht"}
    for form in (
        {"dossier": case.reference},
        {"nummer": who(case).printed, "reden": "klacht"},
        {"dag": case.intake.received_at.date().isoformat()},
        name,
    ):
        there = str(fine(desk.send("/loket/zoeken", **form)).headers["Location"])
        fine(desk.get(there))
    fine(desk.send("/loket/afmelden"))


def clerk_approves(day: Day) -> None:
    """The next case: read, kept alive, noted on, and given."""
    day.waiting()
    desk = day.desk()
    there = str(fine(desk.send("/loket/volgende")).headers["Location"]).partition("?")[0]
    fine(desk.get(there))
    fine(desk.send(f"{there}/bezig"))
    fine(desk.send(f"{there}/notitie", text=REMARK))
    case = day.now(there.rsplit("/", 1)[1])
    fine(desk.fills(case, "goedkeuren", ground=REMARK))
    day.counter.drain()
    day.in_state(case, "delivered")


def clerk_decides_several(day: Day) -> None:
    """Two that are alike at once, on the page and by a program."""
    for decides in (_on_the_page, _by_program):
        cases = [day.waiting(), day.waiting()]
        decides(day, cases)
        day.counter.drain()
        for case in cases:
            day.in_state(case, "delivered")


def _on_the_page(day: Day, cases: Sequence[CertificateCase]) -> None:
    desk, pairs = day.desk(), [("dossier", f"{c.id}:{c.instance.version}") for c in cases]
    page = fine(desk.get(f"/loket/samen?{urlencode(pairs)}")).body.decode()
    form = page.split("/loket/samen/goedkeuren")[1].split("</form>", maxsplit=1)[0]
    hidden = re.findall(r'name="(_[^"]+|dossier)" value="([^"]*)"', form)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    body = urlencode([("csrf", desk.csrf), ("ground", REMARK), *hidden])
    fine(desk.ask("POST", "/loket/samen/goedkeuren", body.encode(), **kind))


def _by_program(day: Day, cases: Sequence[CertificateCase]) -> None:
    program, ids = day.program(), {case.id for case in cases}
    lines = [w for w in fine(program.get("worklists")).json_body["cases"] if w["id"] in ids]
    body = {
        "process": lines[0]["process"],
        "reasons": lines[0]["reasons"],
        "action": "approve",
        "fields": {"ground": REMARK},
        "cases": [{"id": line["id"], "seen": line["version"]} for line in lines],
    }
    fine(program.post("worklists/decide", body, idempotency_key="samen"))


def clerk_refuses(day: Day) -> None:
    """The letter is read, changed, and sent."""
    case, desk = day.waiting(), day.desk(REGISTRAR)
    fine(desk.act(case, "nemen"))
    for to in ("brief", "aanpassen", "acties"):
        fine(desk.fills(case, "weigeren", to=to, **REFUSAL))
    day.in_state(case, "rejected")


def clerk_waits(day: Day) -> None:
    """For the applicant, for an authority, until neither is waited for any longer."""
    case, desk = day.waiting(), day.desk()
    fine(desk.act(case, "nemen"))
    fine(desk.fills(case, "vragen", text=REMARK))
    fine(desk.fills(case, "hervatten"))
    fine(desk.act(case, "nemen"))
    fine(desk.fills(case, "navragen", authority="politie", text=REMARK))
    fine(desk.fills(case, "hervatten"))
    for verb in ("nemen", "vrijgeven", "nemen"):
        fine(desk.act(case, verb))
    fine(desk.act(case, "doorgeven", text=REMARK))
    assert day.now(case.id).handling.is_escalated
    while "/loket/zaken/" in str(fine(desk.send("/loket/volgende")).headers["Location"]):
        """Until only what they may not take is left."""
    supervisor = day.desk(SUPERVISOR)
    fine(supervisor.get("/loket/in-behandeling"))
    fine(supervisor.act(case, "overnemen"))
    fine(supervisor.fills(case, "goedkeuren", ground=REMARK))
    day.counter.drain()
    day.in_state(case, "delivered")


def supervisor_takes_over(day: Day) -> None:
    """A case that somebody else has; who had it can't decide on it any more."""
    case, program = day.waiting(), day.program()
    fine(program.post(f"cases/{case.id}/claim"))
    fine(day.desk(SUPERVISOR).act(case, "overnemen"))
    seen = fine(program.get(f"cases/{case.id}")).json_body["version"]
    body = {"seen": seen, "fields": {"ground": REMARK}}
    path = f"cases/{case.id}/actions/approve"
    assert program.post(path, body, idempotency_key="mine").status_code == 409
    fine(day.program(SUPERVISOR).post(path, body, idempotency_key="theirs"))
    day.counter.drain()


def register_is_asked_again(day: Day) -> None:
    """An authority is waited for, and the register asked each hour, until the source comes."""
    case, desk = day.waiting(ON_PAPER, document="akte-geboorte"), day.desk(REGISTRAR)
    fine(desk.act(case, "nemen"))
    fine(desk.fills(case, "navragen", authority="migratie_akte", text=""))
    day.clock.move(timedelta(hours=1) + SOON)
    day.counter.tick()
    day.counter.drain()
    day.in_state(case, "waiting_authority")
    _uploads(day, day.desk(REGISTRAR), case)


def case_is_abandoned(day: Day) -> None:
    """Its clerk went home; a colleague gets it."""
    case = day.waiting()
    fine(day.desk().act(case, "nemen"))
    day.clock.move(LEASE + SOON)
    day.counter.tick()
    assert day.now(case.id).handling.lease is None
    colleague = day.desk(COLLEAGUE)
    fine(colleague.act(case, "nemen"))
    fine(colleague.fills(case, "goedkeuren", ground=REMARK))
    day.counter.drain()


def program_handles_cases(day: Day) -> None:
    """Cases of the worklist, each to another end."""
    for serial, action, fields, state in (
        (CLERK, "approve", {"ground": REMARK}, "fetching"),
        (CLERK, "ask_applicant", {"text": REMARK}, "waiting_applicant"),
        (CLERK, "ask_authority", {"authority": "politie", "text": REMARK}, "waiting_authority"),
        (REGISTRAR, "reject", REFUSAL, "rejected"),
    ):
        case, program = day.waiting(), day.program(serial)
        fine(program.get("worklists"))
        act(program, case, action, **fields)
        day.in_state(case, state)
    fine(day.program().post("worklists/next"))
    day.counter.drain()


def _uploads(day: Day, desk: Desk, case: CertificateCase) -> None:
    """The source came as a PDF: it is given as it is."""
    fine(desk.fills(case, "hervatten"))
    fine(desk.act(case, "nemen"))
    fine(desk.fills(case, "toevoegen", ("pdf", "application/pdf", PDF), ground=REMARK))
    day.counter.drain()
    day.in_state(case, "delivered")
    assert day.pdf(day.now(case.id)) == PDF
