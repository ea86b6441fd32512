"""What clerks do with cases, at the console and by programs."""

from datetime import timedelta

from chalicelib.domain.former_cases.case import Request
from chalicelib.usecases.workqueue.claim import LEASE

from tests.support.counter import population
from tests.support.day.visits import REMARK, SOON, Day, fine, upload
from tests.support.office import PDF
from tests.support.web.desk import CLERK, COLLEAGUE, REGISTRAR, SUPERVISOR, Desk

LETTER = {
    "reason": "identiteit_niet_bewezen",
    "basis": "Verordening (EU) 2016/679, art. 12",
    "appeal": "raad_van_state",
    "explanation": REMARK,
}
REFUSAL = {name: LETTER[name] for name in ("reason", "basis", "appeal")}
ON_PAPER = population().personas["papieren-akte"].number
NAMESAKE = population().by_number[population().personas["naamgenoot-een"].number].person


def clerk_looks_around(day: Day) -> None:
    """Every list, and every way to search."""
    request, desk = day.waiting(), day.desk()
    for path in ("", "?reden=remark_present", "/wachtend", "/in-behandeling", "/sneltoetsen"):
        fine(desk.get(f"/loket{path}"))
    fine(desk.get("/loket/zoeken"))
    name = {"naam": NAMESAKE.name.family, "geboren": "1980-05-14", "reden": "klacht"}
    for form in (
        {"dossier": request.reference},
        {"nummer": request.applicant.number.printed},
        {"dag": request.intake.received_at.date().isoformat()},
        name,
    ):
        fine(desk.send("/loket/zoeken", **form))
    fine(desk.send("/loket/afmelden"))


def clerk_approves(day: Day) -> None:
    """The next case: read, kept alive, noted on, and given."""
    day.waiting()
    desk = day.desk()
    there = str(fine(desk.send("/loket/volgende")).headers["Location"])
    fine(desk.get(there))
    fine(desk.send(f"{there}/bezig"))
    fine(desk.send(f"{there}/notitie", text=REMARK))
    fine(desk.send(f"{there}/goedkeuren", ground=REMARK))
    day.counter.drain()
    day.in_state(day.now(there.rsplit("/", 1)[1]), "delivered")


def clerk_refuses(day: Day) -> None:
    """The letter is read, changed, and sent."""
    request, desk = day.waiting(), day.desk(REGISTRAR)
    for verb in ("nemen", "brief", "weigering", "weigeren"):
        fine(desk.act(request, verb, **LETTER))
    day.in_state(request, "rejected")


def clerk_waits(day: Day) -> None:
    """For the applicant, for an authority, until neither is waited for any longer."""
    request, desk = day.waiting(), day.desk()
    for verb, form in (
        ("nemen", {}),
        ("vragen", {"question": REMARK}),
        ("hervatten", {}),
        ("nemen", {}),
        ("wachten", {"authority": "politie", "text": REMARK, "days": "3"}),
        ("hervatten", {}),
        ("nemen", {}),
        ("vrijgeven", {}),
        ("nemen", {}),
        ("escaleren", {"text": REMARK}),
    ):
        fine(desk.act(request, verb, **form))
    assert day.now(request.id).review.is_escalated
    fine(desk.send("/loket/volgende"))
    supervisor = day.desk(SUPERVISOR)
    fine(supervisor.act(request, "overnemen"))
    fine(supervisor.act(request, "goedkeuren", ground=REMARK))
    day.counter.drain()
    day.in_state(request, "delivered")


def supervisor_takes_over(day: Day) -> None:
    """A case that somebody got from the queue, with its message."""
    day.waiting()
    program = day.program()
    request = day.now(fine(program.post("review/claim")).json_body["id"])
    fine(day.desk(SUPERVISOR).act(request, "overnemen"))
    approved = {"ground": REMARK}
    assert program.post(f"review/{request.id}/approve", approved).status_code == 409
    fine(day.program(SUPERVISOR).post(f"review/{request.id}/approve", approved))
    day.counter.drain()


def register_is_asked_again(day: Day) -> None:
    """An authority is waited for until the register has it."""
    request, desk = day.waiting(ON_PAPER, document="akte-geboorte"), day.desk(REGISTRAR)
    fine(desk.act(request, "nemen"))
    fine(desk.act(request, "wachten", authority="migratie_akte", text="", days="1"))
    day.clock.move(timedelta(days=1) + SOON)
    day.counter.tick()
    day.counter.drain()
    day.in_state(request, "waiting_authority")
    _uploads(day, day.desk(REGISTRAR), request)


def case_is_abandoned(day: Day) -> None:
    """Its clerk went home; a colleague gets it."""
    request = day.waiting()
    fine(day.desk().act(request, "nemen"))
    day.clock.move(LEASE + SOON)
    day.counter.tick()
    day.in_state(request, "clerk_queue")
    colleague = day.desk(COLLEAGUE)
    fine(colleague.act(request, "nemen"))
    fine(colleague.act(request, "goedkeuren", ground=REMARK))
    day.counter.drain()


def program_handles_cases(day: Day) -> None:
    """The next cases of the queue, each to another end."""
    for serial, verb, body, state in (
        (CLERK, "approve", {"ground": REMARK}, "fetching"),
        (CLERK, "release", {}, "clerk_queue"),
        (CLERK, "ask", {"question": REMARK}, "waiting_applicant"),
        (CLERK, "wait", {"authority": "politie", "text": REMARK}, "waiting_authority"),
        (REGISTRAR, "reject", REFUSAL, "rejected"),
    ):
        request, program = day.waiting(), day.program(serial)
        fine(program.get("review"))
        fine(program.get(f"review/{request.id}"))
        fine(program.post("review/claim", {"id": request.id}))
        fine(program.post(f"review/{request.id}/{verb}", body))
        day.in_state(request, state)
    fine(day.program().post("review/claim"))
    day.counter.drain()


def _uploads(day: Day, desk: Desk, request: Request) -> None:
    """The source came as a PDF: it is given as it is."""
    fine(desk.act(request, "hervatten"))
    fine(desk.act(request, "nemen"))
    fields = {"csrf": desk.csrf, "ground": REMARK}
    path = f"/loket/dossiers/{request.id}/document"
    fine(upload(desk, path, fields, ("pdf", "application/pdf", PDF)))
    day.counter.drain()
    day.in_state(request, "delivered")
    assert day.pdf(day.now(request.id)) == PDF
