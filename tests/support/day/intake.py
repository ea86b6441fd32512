"""What is asked through every other channel, and what goes out on paper or comes back."""

import json
from urllib.parse import urlencode

import app
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.registers.national_number import NationalNumber
from ops.local.serve import context
from tests.support.day.citizens import asked_of, whole_link
from tests.support.day.visits import LEVEN, REMARK, TENANT, Day, a_key, fine
from tests.support.web.counter import form_of
from tests.support.web.desk import CLERK, Desk
from tests.support.zworp.wiring import PLAIN

WISH = "/loket/intake"
EMAIL = "burger@kanariegeel.example"
LATER = "nieuw@kanariegeel.example"
CHANNELS = ("telefoon", "brief", "fax", "andere")


def each_channel_is_keyed_in(day: Day) -> None:
    """At the counter it is printed at once; by mail it is opened with a number."""
    desk = day.desk()
    fine(desk.get(WISH))
    path = _keyed_in(desk, day.somebody(), kanaal="balie")
    day.counter.drain()
    fine(desk.get(f"{path}/documenten/result"))
    for channel in CHANNELS:
        fine(desk.get(_keyed_in(desk, day.somebody(), kanaal=channel)))
    number = day.somebody(PLAIN)
    path = _keyed_in(desk, number, PLAIN, kanaal="mail", email=EMAIL)
    day.counter.drain()
    fine(desk.send(f"{path}/eigen/uitreiken"))
    day.counter.drain()
    whole_link(day, day.stranger(), number.printed)


def program_keys_in(day: Day) -> None:
    """With the same answer the second time."""
    body = {
        "channel": "balie",
        "applicant": day.somebody().digits,
        "document": LEVEN,
        "identified_by": "kaart",
        "delivery": "balie",
    }
    key = a_key()
    for _ in range(2):
        fine(day.program(CLERK).post("intake", body, idempotency_key=key))


def mistake_is_put_right(day: Day) -> None:
    """The delivery was keyed in wrongly; then it goes by post."""
    desk = day.desk()
    path = _keyed_in(desk, day.somebody(), kanaal="telefoon", levering="balie")
    day.counter.drain()
    right = {"variant": "attest", "language": "nl", "delivery": "post"}
    case = day.now(path.rsplit("/", 1)[1])
    fine(desk.act(case, "nemen"))
    fine(desk.fills(case, "verbeteren", why=REMARK, **right))
    fine(desk.fills(case, "goedkeuren", ground=REMARK))
    day.counter.drain()
    _posted(day, desk, case)


def _posted(day: Day, desk: Desk, case: CertificateCase) -> None:
    """The letter is printed with its address, and gone."""
    assert case.id in fine(desk.get("/loket/brieven")).body.decode()
    task = _task(day.now(case.id), "letter")
    fine(desk.get(f"/loket/brieven/{case.id}?{urlencode({'taak': task.key})}"))
    fine(desk.send(f"/loket/brieven/{case.id}/verzonden", taak=task.key))


def mails_come_back(day: Day) -> None:
    """Each to another end: another address, paper, told by phone, the same address once more."""
    desk = day.desk()
    for verb, form in (
        ("adres", {"email": LATER}),
        ("papier", {}),
        ("afgehandeld", {}),
        ("bevestigd", {}),
    ):
        case = _question_bounces(day)
        assert case.id in fine(desk.get("/loket/mails")).body.decode()
        task = _task(case, "mail_came_back")
        fine(desk.send(f"/loket/mails/{case.id}/{verb}", taak=task.key, **form))
        day.counter.drain()
        if verb == "papier":
            _posted(day, desk, case)


def _task(case: CertificateCase, code: str) -> CaseTask:
    return next(task for task in case.tasks if task.code == code)


def bounce(case: CertificateCase, template: str = "cr_ready", email: str = "") -> None:
    """SES tells that a mail did not arrive."""
    to = email or applicant_of(case).email
    event = {
        "eventType": "Bounce",
        "mail": {
            "messageId": a_key(),
            "destination": [to],
            "tags": {"tenant": [TENANT], "request": [case.id], "template": [template]},
        },
        "bounce": {
            "bounceType": "Permanent",
            "bouncedRecipients": [{"emailAddress": to, "diagnosticCode": f"550 5.1.1 <{to}>"}],
        },
    }
    record = {"Sns": {"Message": json.dumps(event), "Subject": "s", "MessageAttributes": {}}}
    app.mail_feedback({"Records": [record]}, context())


def _question_bounces(day: Day) -> CertificateCase:
    case = asked_of(day)
    day.counter.drain()
    bounce(case, "cr_question")
    return day.now(case.id)


def _keyed_in(desk: Desk, number: NationalNumber, document: str = LEVEN, **changes: str) -> str:
    """The path of the case of a request that was keyed in, with the usual choices but for some."""
    who = {"document": document, "aanvrager": number.printed, "kanaal": changes["kanaal"]}
    sure = {"identificatie": "kaart" if changes["kanaal"] == "balie" else "terugbellen"}
    found = fine(desk.send(f"{WISH}/persoon", **who))
    there = fine(desk.post(WISH, form_of(found, WISH) | sure | changes)).headers["Location"]
    return str(there).split("?")[0]
