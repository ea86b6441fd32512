"""Two people marry, two others are refused, and everything that comes of it."""

from datetime import timedelta

from chalicelib.domain.cases.moving.acting import Behalf
from tests.support.day.visits import Day, fine
from tests.support.processes.marriage import CLERK, FORM, REGISTRAR, Wedding, singles
from tests.support.web import desk
from tests.support.web.counter import form_of

START = "/zaken/huwelijk/nieuw"
FRIDAY = 4
"""As `date.weekday` counts."""
PROSECUTOR = Behalf("prosecutor", 0, "brief")
AS_HERE = {REGISTRAR: str(desk.REGISTRAR), CLERK: str(desk.CLERK)}
OTHER = "partner@voorbeeld.example"
"""Nobody else of the day has it: mails to theirs come back."""

NO_DAY = {"wedding.day": "", "wedding.moment": "", "partner_mail": OTHER}


def somebody_marries(day: Day) -> None:
    """From the first page to the register, and the list of what comes up."""
    couple = a_couple(day, 5)
    case_id = couple.declared(**NO_DAY)
    couple.file(case_id, "waive", "waiting_waived", PROSECUTOR)
    fine(day.desk(desk.REGISTRAR).get("/loket/huwelijken"))
    at = day.clock.now().isoformat()
    assert couple.do(case_id, REGISTRAR, "celebrate", day=at) == "celebrated"


def somebody_is_refused(day: Day) -> None:
    """First postponed, then refused."""
    couple = a_couple(day, 7)
    case_id = couple.declared(**NO_DAY)
    why = {"reason": "sham", "text": "Dit gaan wij na."}
    assert couple.do(case_id, REGISTRAR, "postpone", **why) == "postponed"
    assert couple.do(case_id, REGISTRAR, "refuse", **why) == "refusal_to_send"


def somebody_has_a_day(day: Day) -> None:
    """It stands in both calendars once the act is drawn; one of them proposes another."""
    couple, today = a_couple(day, 13), day.clock.now().date()
    friday = today + timedelta(days=63 - today.weekday() + FRIDAY)
    hour = {"wedding.day": f"{friday}", "wedding.moment": "14:00 Historisch stadhuis"}
    case_id = couple.declared(**NO_DAY | hour)
    fine(day.citizen(couple.a).get(f"/aanvragen/{case_id}/agenda"))
    fine(day.citizen(couple.a).get(f"/aanvragen/{case_id}/datum"))
    later = hour | {"wedding.moment": "15:00 Historisch stadhuis"}
    assert couple.do(case_id, couple.a, "propose_date", **later) == "waiting"
    fine(day.citizen(couple.b).get(f"/aanvragen/{case_id}"))


def somebody_chooses_an_hour(day: Day) -> None:
    """It is held for them, somebody else reads what is free, and begins anew."""
    today = day.clock.now().date()
    friday = today + timedelta(days=70 - today.weekday() + FRIDAY)
    chosen = {"wedding.day": f"{friday}", "wedding.moment": "14:30 Historisch stadhuis"}
    typed = FORM | chosen | {"_stap": "wedding"}
    first, second = (day.citizen(singles()[place].person.number) for place in (15, 16))
    for visitor, status in ((first, 303), (second, 422)):
        form = form_of(fine(visitor.get(f"{START}?stap=wedding")), START)
        sent = visitor.post(START, form | typed | {"_naar": "verder"})
        assert sent.status_code == status, sent.body
    fine(first.post(START, form_of(fine(first.get(START)), START) | {"_naar": "opnieuw"}))


def somebody_is_asked_by_letter(day: Day) -> None:
    """The code in it leads to the invitation, for who is meant and signed in."""
    couple, path = a_couple(day, 17), "/uitnodiging"
    case_id = couple.begin(**NO_DAY | {"partner": couple.b.digits, "partner_mail": ""})
    partner = day.citizen(couple.b)
    form = form_of(fine(partner.get(path)), path) | {"code": couple.case(case_id).reference}
    fine(partner.get(fine(partner.post(path, form)).headers["Location"]))


def a_couple(day: Day, place: int) -> Wedding:
    """Two people who can marry; each place has others."""
    one, other = singles()[place : place + 2]
    return Wedding(day.counter, day.clock, one.number, other.number, tokens=AS_HERE)
