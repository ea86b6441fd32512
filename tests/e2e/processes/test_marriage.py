"""Two people marry, or don't: over HTTP, through the queues and the clock, to each end."""

import html
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.moving.acting import Behalf
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import CivilStatus, Nationality, PersonStatus
from chalicelib.domain.shared.errors import NotAllowedError, NotThereError
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.fill import fill
from ops.synthetic.population import PersonFile
from tests.support.processes.marriage import (
    A_MAIL,
    B_MAIL,
    CLERK,
    FORM,
    REGISTRAR,
    USHER,
    Wedding,
    singles,
    weddings,
)
from tests.support.requests import KORTRIJK, a_number
from tests.support.web.counter import Visitor, form_of

FIRST = "14:00 Historisch stadhuis"
PROSECUTOR, COURT = Behalf("prosecutor", 0, "brief"), Behalf("family_court", 0, "vonnis")


@pytest.fixture
def wedding() -> Iterator[Wedding]:
    with weddings() as made:
        yield made


def now(wedding: Wedding, file: PersonFile) -> None:
    """The register says something else of somebody from now on."""
    wiring = wedding.counter.wiring
    table = wedding.counter.outputs.registers
    list(fill(wiring.platform.clients.dynamodb, table, wiring.platform.keys, [file]))


def page_of(wedding: Wedding, case_id: str) -> str:
    """What the first partner reads."""
    return wedding.visitor(wedding.a).get(f"/aanvragen/{case_id}").body.decode()


def read(wedding: Wedding, case_id: str, who: NationalNumber) -> str:
    """The status page of one of the two."""
    return html.unescape(wedding.visitor(who).get(f"/aanvragen/{case_id}").body.decode())


def possible(wedding: Wedding, case_id: str, who: NationalNumber) -> set[str]:
    """The actions that somebody is offered."""
    return {action["action"] for action in wedding.seen(case_id, who)["actions"]}


def findings(wedding: Wedding, case_id: str) -> set[tuple[str, int]]:
    judged = wedding.case(case_id).verdict
    assert judged is not None
    return {(finding.code, finding.party) for finding in judged.failed}


def test_a_couple_declares_from_home_and_is_married(wedding: Wedding) -> None:
    case_id = wedding.begin()
    assert wedding.state(case_id) == "confirming"
    wedding.accept(case_id)
    assert wedding.do(case_id, wedding.b, "confirm", declares="ja") == "file_check"
    assert wedding.do(case_id, REGISTRAR, "complete") == "ready_to_draw"
    assert wedding.do(case_id, REGISTRAR, "draw") == "waiting"
    assert "16 februari 2026 tot en met 16 augustus 2026" in wedding.printed(case_id, "act")
    assert all(file.person.name.family in wedding.printed(case_id, "act") for file in singles()[:2])
    wedding.until(date(2026, 2, 15))
    assert wedding.state(case_id) == "waiting"
    wedding.until(date(2026, 2, 16))
    assert wedding.state(case_id) == "celebratable"
    wedding.until(date(2026, 5, 16))
    day = {"day": "2026-05-16T11:00", "witnesses": ["w1"]}
    assert wedding.do(case_id, REGISTRAR, "celebrate", **day) == "celebrated"
    assert wedding.is_replayed(case_id)
    for address in (A_MAIL, B_MAIL):
        assert "Proficiat" in wedding.mails(address)[-1].subject
    wish = {"document": "akte-huwelijk"}
    ordered = wedding.ask(wedding.b, "POST", "/api/v1/requests", wish)
    assert ordered.status_code == 202, ordered.body
    assert wedding.state(ordered.json_body["id"]) == "delivered"


def test_each_partner_has_the_day_in_a_calendar_and_then_the_order_of_the_act(
    wedding: Wedding,
) -> None:
    case_id = wedding.with_receipt()
    agenda, order = f"/aanvragen/{case_id}/agenda", "/documenten/akte-huwelijk/aanvragen"
    partners = [wedding.visitor(who) for who in (wedding.a, wedding.b)]
    assert {partner.get(agenda).status_code for partner in partners} == {404}
    wedding.do(case_id, REGISTRAR, "draw")
    for partner in partners:
        assert f'href="{agenda}"'.encode() in partner.get(f"/aanvragen/{case_id}").body
        lines = partner.get(agenda).body.decode().split("\r\n")
        assert {"DTSTART:20260516T083000Z", "LOCATION:Historisch stadhuis\\, Kortrijk"} <= set(
            lines
        )
        assert not any(file.person.name.family in "".join(lines) for file in singles()[:2])
    assert wedding.visitor(singles()[2].person.number).get(agenda).status_code == 404
    wedding.until(date(2026, 5, 16))
    wedding.do(case_id, REGISTRAR, "celebrate", day="2026-05-16T11:00", witnesses=["w1"])
    for partner in partners:
        partner.sign_in((wedding.a, wedding.b)[partners.index(partner)].digits)
        assert f'href="{order}"'.encode() in partner.get(f"/aanvragen/{case_id}").body
        assert f"{order}\r\n" in wedding.mails((A_MAIL, B_MAIL)[partners.index(partner)])[-1].text
        sent = partner.post(order, form_of(partner.get(order), order))
        assert sent.headers["Location"].startswith("/aanvragen/")


def test_who_is_invited_reads_what_was_entered_and_nobody_signs_for_both(wedding: Wedding) -> None:
    case_id = wedding.begin()
    mine = wedding.seen(case_id, wedding.a)["shown"]
    assert not {"confirm", "decline"} & possible(wedding, case_id, wedding.a)
    again = wedding.try_to(case_id, wedding.a, "confirm", declares="ja")
    assert (again.status_code, wedding.state(case_id)) == (409, "confirming")
    assert wedding.accept(case_id, wedding.a).status_code == 409
    wedding.accept(case_id)
    assert wedding.seen(case_id, wedding.b)["shown"] == mine
    assert "16 mei 2026" in mine["Trouwdag"]
    assert mine["Prijs"] == "30,00 euro"


def test_a_weaker_sign_in_signs_nothing(wedding: Wedding) -> None:
    wedding.office.assurance = "substantial"
    refused = wedding.try_to_begin()
    assert refused.json_body["code"] == "stronger_sign_in_needed"


def test_a_change_asks_the_other_again(wedding: Wedding) -> None:
    case_id = wedding.confirmed()
    assert wedding.do(case_id, wedding.b, "change", witnesses="Jan\nMie") == "confirming"
    assert wedding.seen(case_id, wedding.a)["is_turn"]
    assert not wedding.seen(case_id, wedding.b)["is_turn"]
    assert "opnieuw" in wedding.mails(A_MAIL)[-1].subject
    assert wedding.do(case_id, wedding.a, "confirm", declares="ja") == "file_check"


def test_a_partner_declines(wedding: Wedding) -> None:
    case_id = wedding.begin()
    wedding.accept(case_id)
    assert wedding.do(case_id, wedding.b, "decline") == "withdrawn"
    assert "afgesloten" in wedding.mails(A_MAIL)[-1].subject


def test_silence_is_reminded_of_and_then_ends_it(wedding: Wedding) -> None:
    case_id = wedding.begin()
    wedding.until(date(2026, 2, 16))
    wedding.until(date(2026, 3, 1))
    asked = [mail.subject for mail in wedding.mails(B_MAIL)]
    assert asked.count("Uw bevestiging ontbreekt nog") == 2
    wedding.until(date(2026, 3, 5))
    assert wedding.state(case_id) == "lapsed"
    late = wedding.accept(case_id)
    assert late.status_code == 410
    assert "<h1>Deze uitnodiging is voorbij</h1>" in late.body.decode()
    assert not any(word in late.body.decode() for word in ("uwelijk", "partner", A_MAIL))


def test_the_inviter_reads_the_same_whether_a_number_is_somebodys_or_nobodys(
    wedding: Wedding,
) -> None:
    def letter(number: str) -> tuple[str, ...]:
        case_id = wedding.begin(partner=number, partner_mail="")
        seen = wedding.seen(case_id, wedding.a)
        wedding.do(case_id, wedding.a, "withdraw")
        return seen["state"], seen["label"], seen["explanation"], str(seen["shown"])

    assert letter(wedding.b.digits) == letter(a_number(993).digits)


def test_without_an_address_a_letter_asks_and_the_term_counts_from_its_posting(
    wedding: Wedding,
) -> None:
    case_id = wedding.begin(partner=wedding.b.digits, partner_mail="")
    assert wedding.state(case_id) == "invitation_letter"
    (task,) = wedding.case(case_id).tasks
    paper = wedding.counter.wiring.mail.paper
    sheet = paper.sheet(Staff("k612", KORTRIJK, frozenset({"clerk"}), CLERK), case_id, task.key)
    assert sheet.lines[0] == singles()[1].person.name.whole
    code = wedding.case(case_id).reference
    asked = " ".join(sheet.letter.paragraphs)
    assert f"/uitnodiging en meld u aan met itsme of eID. Vul daar deze code in: {code}." in asked
    wedding.until(date(2026, 2, 4))
    assert wedding.do(case_id, CLERK, "letter_posted", day="2026-02-04") == "confirming"
    for day in ("2026-02-03", "2026-02-04"):
        wedding.do(case_id, CLERK, "correct_asked_day", day=day)
        clock = wedding.case(case_id).instance.clock("confirm")
        assert clock is not None
        assert f"{clock.from_day}" == day
    assert wedding.accept(case_id, singles()[2].number).status_code == 404
    partner = wedding.visitor(wedding.b)
    typed = form_of(partner.get("/uitnodiging"), "/uitnodiging") | {"code": f" {code.lower()} "}
    there = partner.post("/uitnodiging", typed).headers["Location"]
    assert there != wedding.invitation(case_id)
    assert partner.get(there).status_code == 200
    for who, said in ((singles()[2].number, code), (wedding.b, "26-AAAAA-AAAAA"), (wedding.b, "")):
        other = wedding.visitor(who)
        typed = form_of(other.get("/uitnodiging"), "/uitnodiging") | {"code": said}
        wrong = other.post("/uitnodiging", typed)
        assert wrong.status_code == 422
        assert f'value="{said}"'.encode() in wrong.body
    assert wedding.accept(case_id).status_code == 303


def test_an_invitation_that_bounces_goes_by_letter_until_another_address_is_given(
    wedding: Wedding,
) -> None:
    case_id = wedding.begin()
    wedding.bounce(case_id, "md_invite", B_MAIL)
    assert wedding.state(case_id) == "invitation_letter"
    other = {"partner_mail": "beter@voorbeeld.example"}
    assert wedding.do(case_id, wedding.a, "correct_partner", **other) == "confirming"
    assert len(wedding.mails(other["partner_mail"])) == 1
    wedding.accept(case_id)
    assert "correct_partner" not in possible(wedding, case_id, wedding.a)
    again = wedding.try_to(case_id, wedding.a, "correct_partner", **other)
    assert again.json_body["code"] == "event_not_possible"


@pytest.mark.parametrize("partner", ["a", "b"])
def test_each_may_withdraw_and_the_other_is_told_in_neutral_words(
    wedding: Wedding, partner: str
) -> None:
    case_id = wedding.with_act()
    assert wedding.do(case_id, getattr(wedding, partner), "withdraw") == "withdrawn"
    other = B_MAIL if partner == "a" else A_MAIL
    assert "afgesloten" in wedding.mails(other)[-1].subject


def posted(wedding: Wedding, case_id: str, key: str) -> str:
    """The state after a letter was marked as sent today."""
    wedding.counter.wiring.mail.mark_posted(wedding.colleague("clerk", CLERK), case_id, key)
    wedding.drain()
    return wedding.state(case_id)


def letters_of(wedding: Wedding, case_id: str) -> list[str]:
    tasks = wedding.case(case_id).tasks
    return [task.about.partition("/")[0] for task in tasks if task.code == "letter"]


def test_who_has_no_address_is_told_of_a_change_by_a_letter_that_waits_no_longer_once_they_confirm(
    wedding: Wedding,
) -> None:
    case_id = wedding.begin(partner=wedding.b.digits, partner_mail="")
    assert letters_of(wedding, case_id) == ["md_invitation"]
    wedding.do(case_id, CLERK, "letter_posted", day="2026-02-02")
    wedding.accept(case_id)
    wedding.do(case_id, wedding.a, "change", witnesses="Jan")
    assert letters_of(wedding, case_id) == ["md_confirm_again"]
    assert wedding.do(case_id, wedding.b, "confirm", declares="ja") == "file_check"
    assert letters_of(wedding, case_id) == []


def test_refused_with_a_letter_and_the_refusal_stands(wedding: Wedding) -> None:
    case_id = wedding.confirmed()
    wedding.until(date(2026, 2, 3))
    why = {"reason": "sham", "text": "De verklaringen spreken elkaar tegen."}
    assert wedding.do(case_id, REGISTRAR, "refuse", **why) == "refusal_to_send"
    text = wedding.printed(case_id, "refusal_of_act")
    assert "Schijnhuwelijk" in text
    assert "familierechtbank" in text
    letters = [task.key for task in wedding.case(case_id).tasks if task.code == "letter"]
    desk = wedding.at_desk(CLERK)
    for there in ("/loket/brieven", f"/loket/zaken/{case_id}"):
        shown = desk.get(there).body.decode()
        assert "Aan de ene partner." in shown
        assert "Aan de andere partner." in shown
    sheet = desk.get(f"/loket/brieven/{case_id}?{urlencode({'taak': letters[0]})}").body.decode()
    assert f"Bij deze brief: document {wedding.case(case_id).issued[-1].number}." in sheet
    assert desk.get(f"/loket/zaken/{case_id}/documenten/refusal_of_act").status_code == 302
    assert [posted(wedding, case_id, key) for key in letters] == ["refusal_to_send", "refused"]
    early = wedding.try_to(case_id, CLERK, "correct_served_day", day="2026-02-02")
    assert early.json_body["code"] == "posted_before_written"
    assert wedding.do(case_id, CLERK, "correct_served_day", day="2026-02-03") == "refused"
    wedding.until(date(2026, 3, 17))
    assert wedding.state(case_id) == "refused"
    wedding.until(date(2026, 3, 18))
    assert wedding.state(case_id) == "refused_final"


def test_a_court_overturns_a_refusal_and_the_same_reason_refuses_no_more(wedding: Wedding) -> None:
    case_id = wedding.with_act()
    wedding.do(case_id, REGISTRAR, "refuse", reason="sham", text="Twijfel.")
    wedding.do(case_id, CLERK, "refusal_served", day="2026-03-02")
    assert wedding.do(case_id, wedding.b, "appeal", day="2026-03-02") == "court"
    assert wedding.file(case_id, "court_decides", "overturned", COURT) == "waiting"
    wedding.counter.tick()
    wedding.hold(case_id, REGISTRAR)
    again = wedding.try_to(case_id, REGISTRAR, "refuse", reason="sham", text="Toch.")
    assert again.json_body["code"] == "guard_not_met"


def test_postponed_prolonged_and_then_silence_must_be_celebrated(wedding: Wedding) -> None:
    case_id = wedding.with_act()
    wedding.until(date(2026, 4, 1))
    why = {"reason": "sham", "text": "Wij vragen advies aan de procureur."}
    assert wedding.do(case_id, REGISTRAR, "postpone", **why) == "postponed"
    assert "16 juli 2026" in wedding.printed(case_id, "postponement")
    until = {"until": "2026-10-16"}
    assert wedding.file(case_id, "prolong", "", PROSECUTOR, **until) == "postponed_further"
    assert "Deze termijn staat nu stil." in page_of(wedding, case_id)
    wedding.until(date(2026, 10, 17))
    assert wedding.state(case_id) == "celebratable"
    agenda = f"/aanvragen/{case_id}/agenda"
    assert agenda not in page_of(wedding, case_id)
    assert wedding.visitor(wedding.a).get(agenda).status_code == 404
    assert "cancel_date" not in possible(wedding, case_id, wedding.a)
    assert "wedding_to_record" not in {task.code for task in wedding.case(case_id).tasks}
    again = wedding.try_to(case_id, REGISTRAR, "postpone", **why)
    assert again.status_code >= 400
    day = {"day": "2026-10-17T10:00"}
    assert wedding.do(case_id, REGISTRAR, "celebrate", **day) == "celebrated"


def test_not_celebrated_in_time_it_expires(wedding: Wedding) -> None:
    case_id = wedding.with_act(**{"wedding.day": "", "wedding.moment": ""})
    wedding.until(date(2026, 3, 16))
    for day in (date(2026, 7, 20), date(2026, 9, 2), date(2026, 9, 16)):
        wedding.until(day)
        assert wedding.state(case_id) == "celebratable"
    assert [m.subject for m in wedding.mails(A_MAIL)].count(
        f"Uw termijn om te trouwen loopt af (dossier {wedding.case(case_id).reference})"
    ) == 2
    terms = page_of(wedding, case_id)
    assert "Oud Burgerlijk Wetboek, art. 165" in terms
    assert "Eigen keuze" not in terms
    wedding.until(date(2026, 9, 17))
    assert wedding.state(case_id) == "expired"
    assert '<div class="state over">' in page_of(wedding, case_id)


def test_two_couples_want_one_hour(wedding: Wedding) -> None:
    wedding.begin()
    others = Wedding(
        wedding.counter, wedding.clock, singles()[2].number, singles()[3].number, wedding.office
    )
    refused = others.try_to_begin()
    assert refused.json_body["code"] == "claimed"
    assert others.begin(**{"wedding.moment": "11:00 Historisch stadhuis"})


def test_registrar_and_usher_have_the_list_of_a_week_and_the_usher_no_more(
    wedding: Wedding,
) -> None:
    """Also of who can't marry yet: on the first day they can, it must stand there."""
    case_id, week = wedding.declared(), "/loket/huwelijken?dag=2026-05-13"
    usher, registrar, clerk = (wedding.at_desk(who) for who in (USHER, REGISTRAR, CLERK))
    assert usher.get("/loket").headers["Location"] == "/loket/huwelijken"
    assert "In deze week is er geen huwelijk." in usher.get("/loket/huwelijken").body.decode()
    case = f"/loket/zaken/{case_id}"
    for colleague, is_led_on in ((usher, False), (registrar, True)):
        text = colleague.get(week).body.decode()
        assert "11 mei 2026 tot en met 17 mei 2026" in text
        assert "<h2>zaterdag 16 mei 2026" in text
        assert "<strong>10.30 uur</strong>, Historisch stadhuis" in text
        assert "Nederlands. 1 getuige." in text
        assert (case in text) is is_led_on
        assert not any(file.person.name.family in text for file in singles()[:2])
    assert "Historisch stadhuis" not in clerk.get(week).body.decode()
    others = (case, "/loket/zoeken", "/loket/intake", "/loket/taken", "/loket/brieven", "/wijk")
    assert {usher.get(path).status_code for path in others} == {404}
    assert wedding.ask(USHER, "GET", f"/api/v1/cases/{case_id}").status_code == 404


def test_an_hour_is_held_for_some_minutes_while_a_couple_fills_in_the_form(
    wedding: Wedding,
) -> None:
    """Two couples, in the same second; the second reads what is free, and gets it once let go."""
    start, hour = "/zaken/huwelijk/nieuw", "2026-05-16 10:30 Historisch stadhuis"
    others = [wedding.visitor(file.person.number) for file in singles()[2:4]]
    mine = wedding.visitor(wedding.a)

    def asks(
        visitor: Visitor, moment: str = "10:30 Historisch stadhuis", **more: str
    ) -> HTTPResponse:
        page = visitor.get(f"{start}?stap=wedding")
        typed = {**form_of(page, start), "_stap": "wedding", "_naar": "verder"}
        typed |= FORM | {"wedding.moment": moment, **more}
        return visitor.post(start, typed)

    def holder() -> str:
        claims, now = wedding.counter.wiring.cases.claims, wedding.clock.now()
        return claims.holders(KORTRIJK, "slot", (hour,), now).get(hour, "")

    page = mine.get(asks(mine).headers["Location"]).body.decode()
    assert "Wij houden dit voor u vrij tot 10.15 uur: zaterdag 16 mei 2026, 10.30 uur" in page
    assert holder().startswith("draft:marriage:")
    late = asks(others[0])
    assert late.status_code == 422
    text = html.unescape(late.body.decode())
    free = "Nog vrij op zaterdag 16 mei 2026, Historisch stadhuis: 10.00 uur; 11.00 uur; 11.30 uur."
    assert f"Dit uur is net door iemand anders gekozen. {free}" in text
    assert "Historisch stadhuis</dt><dd>30,00 euro, vanaf 1 januari 2022" in text
    assert "De stad moet ze nog bevestigen." in text
    assert "trouwt hier niemand" in asks(others[0], **{"wedding.day": "2026-05-17"}).body.decode()
    assert asks(mine, "11:00 Historisch stadhuis").status_code == 303
    assert holder() == ""
    assert asks(others[0]).status_code == 303
    wedding.clock.move(timedelta(minutes=15))
    over = others[0].get(f"{start}?stap=wishes").body.decode()
    assert "Wij hielden dit voor u vrij tot 10.15 uur" in over
    assert asks(others[1]).status_code == 303
    others[1].post(start, form_of(others[1].get(start), start) | {"_naar": "opnieuw"})
    assert holder() == ""
    assert asks(mine).status_code == 303
    form = mine.get(f"{start}?stap=nazicht")
    sent = mine.post(start, form_of(form, start) | FORM | {"_naar": "stuur", "_email": A_MAIL})
    assert holder() == f"case:{sent.headers['Location'].rsplit('/', 1)[1].partition('?')[0]}"
    form = others[0].get(f"{start}?stap=nazicht")
    late = others[0].post(start, form_of(form, start) | FORM | {"_naar": "stuur", "_email": A_MAIL})
    text = html.unescape(late.body.decode())
    assert "<h1>De trouwdag</h1>" in text
    assert f"Dit uur is net door iemand anders gekozen. {free}" in text


def test_a_day_is_proposed_by_one_and_agreed_by_the_other(wedding: Wedding) -> None:
    case_id = wedding.with_act()
    slot = {"wedding.day": "2026-06-05", "wedding.moment": "14:30 Historisch stadhuis"}
    assert not {"agree_date"} & possible(wedding, case_id, wedding.b)
    assert wedding.do(case_id, wedding.a, "propose_date", **slot) == "waiting"
    own = wedding.try_to(case_id, wedding.a, "agree_date")
    assert own.json_body["code"] == "event_not_possible"
    assert "agree_date" not in possible(wedding, case_id, wedding.a)
    assert {"agree_date", "cancel_date"} <= possible(wedding, case_id, wedding.b)
    wedding.do(case_id, wedding.b, "agree_date")
    assert wedding.case(case_id).payload.wedding_on == date(2026, 6, 5)
    assert not {"agree_date"} & possible(wedding, case_id, wedding.a)
    wrong = wedding.try_to(
        case_id, wedding.a, "propose_date", **slot | {"wedding.day": "2026-06-04"}
    )
    assert "trouwt hier niemand" in wrong.json_body["detail"]
    for who in (REGISTRAR, wedding.a):
        assert "cancel_date" in possible(wedding, case_id, who)
    wedding.do(case_id, wedding.a, "cancel_date")
    for who in (REGISTRAR, wedding.a):
        assert "cancel_date" not in possible(wedding, case_id, who)
    assert wedding.try_to(case_id, wedding.b, "cancel_date").json_body["code"] == (
        "event_not_possible"
    )


def test_who_wants_another_day_reads_which_hours_are_free(wedding: Wedding) -> None:
    """Before choosing, and again where somebody else has the hour: that day and the nearest."""
    case_id = wedding.confirmed()
    others = Wedding(
        wedding.counter, wedding.clock, singles()[2].number, singles()[3].number, wedding.office
    )
    hour = {"wedding.day": "2026-06-05", "wedding.moment": "14:30 Historisch stadhuis"}
    others.begin(**hour)

    def reads(slug: str, action: str, first: str) -> None:
        form = wedding.visitor(wedding.a).get(f"/aanvragen/{case_id}/{slug}").body.decode()
        free = form.partition("<h2>Nog vrij</h2>")[2].partition("<dt>")[2]
        assert free.startswith(f"{first}, Historisch stadhuis</dt><dd>14.00 uur; 14.30 uur")
        taken = wedding.try_to(case_id, wedding.a, action, **hour).json_body
        assert (taken["code"], taken["errors"][0]["pointer"]) == ("claimed", "/wedding")
        for day, hours in (("vrijdag 5", "14.00 uur; 15.00 uur;"), ("zaterdag 6", "10.00 uur;")):
            assert f"Nog vrij op {day} juni 2026, Historisch stadhuis: {hours}" in taken["detail"]

    reads("wijzigen", "change", "woensdag 18 maart 2026")
    for decision in ("complete", "draw"):
        wedding.do(case_id, REGISTRAR, decision)
    reads("datum", "propose_date", "woensdag 18 februari 2026")


def test_an_hour_that_others_took_meanwhile_is_said_to_both_with_what_is_free(
    wedding: Wedding,
) -> None:
    """One proposed and not agreed to yet, and one not held while the marriage was put off."""
    case_id, pair = wedding.with_act(), (wedding.a, wedding.b)
    others = [
        Wedding(wedding.counter, wedding.clock, one.number, other.number, wedding.office)
        for one, other in (singles()[2:4], singles()[4:6])
    ]
    hour = {"wedding.day": "2026-06-05", "wedding.moment": "14:30 Historisch stadhuis"}
    wedding.do(case_id, wedding.a, "propose_date", **hour)
    assert "Uw voorstel</dt><dd>vrijdag 5 juni 2026, 14.30 uur" in read(wedding, case_id, wedding.a)
    theirs = read(wedding, case_id, wedding.b)
    assert "Voorstel van uw partner</dt><dd>vrijdag 5 juni 2026, 14.30 uur" in theirs
    assert "Bevestig het voorstel, of stel een andere dag voor." in theirs
    others[0].begin(**hour)
    for who in pair:
        said = read(wedding, case_id, who)
        assert "Het voorgestelde uur is intussen door iemand anders gekozen." in said
        assert "Nog vrij" in said
        assert "Andere datum voorstellen" in said
    path = f"/aanvragen/{case_id}/datum-akkoord"
    partner = wedding.visitor(wedding.b)
    refused = partner.post(path, form_of(partner.get(path), path))
    said = html.unescape(refused.body.decode())
    assert refused.status_code == 422
    assert "Nog vrij op vrijdag 5 juni 2026, Historisch stadhuis: 14.00 uur; 15.00 uur;" in said
    assert "Kies een ander uur bij “Andere datum voorstellen”." in said
    wedding.until(date(2026, 3, 16))
    wedding.do(case_id, REGISTRAR, "postpone", reason="sham", text="Twijfel.")
    assert "houden wij geen uur voor u vrij" in read(wedding, case_id, wedding.a)
    others[1].begin()
    assert wedding.do(case_id, REGISTRAR, "lift") in {"waiting", "celebratable"}
    assert wedding.case(case_id).payload.wedding is None
    for who, address in zip(pair, (A_MAIL, B_MAIL), strict=True):
        assert any("Kies opnieuw" in mail.subject for mail in wedding.mails(address))
        assert "U koos nog geen dag." in read(wedding, case_id, who)


def test_a_day_that_the_act_excludes_is_offered_anew_to_both_with_what_is_free(
    wedding: Wedding,
) -> None:
    """Chosen for the first day there could be; then the couple changed something, and time went."""
    case_id = wedding.confirmed(**{"wedding.day": "2026-03-18", "wedding.moment": FIRST})
    assert "pas zeker als de akte" in read(wedding, case_id, wedding.a)
    wedding.until(date(2026, 2, 10))
    wedding.do(case_id, REGISTRAR, "complete")
    wedding.until(date(2026, 3, 9))
    assert wedding.do(case_id, REGISTRAR, "draw") == "waiting"
    for who, address in ((wedding.a, A_MAIL), (wedding.b, B_MAIL)):
        said = read(wedding, case_id, who)
        assert "valt te vroeg na de akte van aangifte. Kies samen een andere." in said
        assert "vanaf 23 maart 2026 tot en met 23 september 2026" in said
        assert "<dt>woensdag 25 maart 2026, Historisch stadhuis</dt><dd>14.00 uur;" in said
        assert [m.subject for m in wedding.mails(address)].count(
            f"Kies opnieuw een trouwdatum (dossier {wedding.case(case_id).reference})"
        ) == 1
    hour = {"wedding.day": "2026-03-25", "wedding.moment": FIRST}
    wedding.do(case_id, wedding.b, "propose_date", **hour)
    wedding.do(case_id, wedding.a, "agree_date")
    assert "Deze dag staat vast." in read(wedding, case_id, wedding.b)


def test_a_court_overturns_after_the_day_went_by_and_both_sign_a_declaration_without_it(
    wedding: Wedding,
) -> None:
    case_id = wedding.with_receipt()
    wedding.do(case_id, REGISTRAR, "refuse", reason="sham", text="Twijfel.")
    wedding.do(case_id, CLERK, "refusal_served", day="2026-02-02")
    wedding.until(date(2026, 2, 20))
    wedding.do(case_id, wedding.b, "appeal", day="2026-02-20")
    wedding.until(date(2026, 6, 1))
    assert wedding.file(case_id, "court_decides", "overturned", COURT) == "confirming"
    assert "De uitspraak" in read(wedding, case_id, wedding.a)
    wedding.do(case_id, wedding.a, "confirm", declares="ja")
    assert wedding.do(case_id, wedding.b, "confirm", declares="ja") == "file_check"
    assert wedding.do(case_id, REGISTRAR, "complete") == "ready_to_draw"
    assert wedding.do(case_id, REGISTRAR, "draw") == "waiting"


def test_papers_are_asked_of_whom_they_concern_alone(wedding: Wedding) -> None:
    file = singles()[1]
    greek = replace(file.person, nationalities=(Nationality("140", "Griekenland"),))
    now(wedding, replace(file, person=greek))
    case_id = wedding.confirmed()
    assert wedding.state(case_id) == "awaiting_papers"
    mine, theirs = (wedding.seen(case_id, who) for who in (wedding.b, wedding.a))
    assert (mine["is_turn"], theirs["is_turn"]) == (True, False)
    assert "Bij uw partner gaan wij nog iets na" in theirs["explanation"]
    assert "paspoort" in str(mine["findings"])
    assert "paspoort" not in str(theirs)
    assert "add_papers" in str(mine["actions"])
    page = wedding.visitor(wedding.b).get(f"/aanvragen/{case_id}").body.decode()
    assert "<h2>Wat is er nog nodig?</h2>" in page
    assert "Breng uw paspoort mee" in page
    assert "add_papers" not in str(theirs["actions"])
    assert "U maakte nog geen afspraak." in page
    path = f"/aanvragen/{case_id}/afspraak"
    partner = wedding.visitor(wedding.b)
    form = partner.get(path)
    assert "<dt>dinsdag 3 februari 2026, Loket Burgerlijke Stand</dt><dd>9.00" not in page
    assert "dinsdag 3 februari 2026, Loket Burgerlijke Stand" in form.body.decode()
    hour = {"visit.day": "2026-02-03", "visit.moment": "09:30 Loket Burgerlijke Stand"}
    wrong = partner.post(path, form_of(form, path) | hour | {"visit.day": "2026-02-04"})
    assert "Op woensdag 4 februari 2026 is er geen afspraak" in wrong.body.decode()
    assert partner.post(path, form_of(form, path) | hour).status_code == 303
    wedding.drain()
    when = "dinsdag 3 februari 2026, 09.30 uur, Loket Burgerlijke Stand"
    assert when in read(wedding, case_id, wedding.b)
    assert when in wedding.at_desk(CLERK).get(f"/loket/zaken/{case_id}").body.decode()
    assert "Uw afspraak aan het loket" in wedding.mails(B_MAIL)[-1].subject
    week = "/loket/huwelijken?dag=2026-02-05"
    listed = wedding.at_desk(CLERK).get(week).body.decode()
    assert "<strong>09.30 uur</strong>, Loket Burgerlijke Stand" in listed
    assert f"/loket/zaken/{case_id}" in listed
    assert "Loket Burgerlijke Stand" not in wedding.at_desk(USHER).get(week).body.decode()
    for said in ("fspraak", "09.30"):
        assert said not in wedding.everything_of(case_id, wedding.a)
    assert wedding.do(case_id, wedding.b, "cancel_visit") == "awaiting_papers"
    assert "U maakte nog geen afspraak." in read(wedding, case_id, wedding.b)
    refused = wedding.try_to(case_id, wedding.a, "add_papers")
    assert refused.json_body["code"] == "event_not_possible"
    assert not any("apieren" in term["words"] for term in theirs["terms"])
    assert not any("papieren" in mail.subject for mail in wedding.mails(A_MAIL))
    wedding.paper_of(case_id, wedding.b)
    assert wedding.state(case_id) == "file_check"
    assert "Breng uw paspoort mee" not in read(wedding, case_id, wedding.b)


def test_who_is_married_already_is_before_the_registrar_who_cannot_call_it_complete(
    wedding: Wedding,
) -> None:
    file = singles()[0]
    now(wedding, replace(file, person=replace(file.person, civil_status=CivilStatus.MARRIED)))
    case_id = wedding.confirmed()
    assert wedding.state(case_id) == "file_check"
    assert ("md_single", 1) in findings(wedding, case_id)
    wedding.hold(case_id, REGISTRAR)
    answer = wedding.try_to(case_id, REGISTRAR, "complete")
    assert answer.json_body["code"] == "guard_not_met"


def test_a_sixteen_year_old_whom_the_court_allows(wedding: Wedding) -> None:
    file = singles()[1]
    birth = replace(file.person.birth, date=PartialDate(2009, 9, 1))
    now(wedding, replace(file, person=replace(file.person, birth=birth)))
    case_id = wedding.confirmed()
    assert ("md_adult", 2) in findings(wedding, case_id)
    lifted = {"lifted": "ja", "ground": "Vonnis van 2 februari 2026."}
    assert wedding.do(case_id, REGISTRAR, "complete", **lifted) == "ready_to_draw"


def test_a_death_is_before_a_human(wedding: Wedding) -> None:

    file = singles()[1]
    now(wedding, replace(file, person=replace(file.person, status=PersonStatus.DECEASED)))
    case_id = wedding.confirmed()
    assert wedding.state(case_id) == "file_check"
    assert wedding.case(case_id).verdict is None


def test_nobody_signs_for_a_partner_but_the_registrar_with_the_legalised_paper(
    wedding: Wedding,
) -> None:
    case_id = wedding.begin(partner=wedding.b.digits)
    counter, paper = Behalf("partner_b", 2, "kaart"), {"for": "partner_b"}
    for role in ("clerk", "registrar"):
        colleague = wedding.colleague(role)
        with pytest.raises(NotAllowedError):
            wedding.file(case_id, "confirm", "", counter, colleague, declares="ja")
        offered = wedding.offered(case_id, role)
        assert ("withdraw", 1) in offered
        assert not {"confirm", "change", "decline"} & {action for action, _ in offered}
        assert (("consent_on_paper", 0) in offered) == (role == "registrar")
    partners = (wedding.colleague(number=number) for number in (wedding.a, wedding.b))
    for by in (wedding.colleague("clerk"), *partners):
        with pytest.raises((NotAllowedError, NotThereError)):
            wedding.file(case_id, "consent_on_paper", by=by, **paper)
    with pytest.raises(FormError):
        wedding.file(case_id, "consent_on_paper", **paper, file=[])
    assert wedding.file(case_id, "consent_on_paper", **paper) == "file_check"
    assert wedding.case(case_id).parties[1].person == wedding.b
    said = wedding.counter.wiring.cases.store.entries(KORTRIJK, case_id)
    (kept,) = (entry for entry in said if entry.attachments)
    assert set(kept.audience) >= {"partner_a", "partner_b", "handlers"}
    looks = wedding.counter.wiring.state.access_log.of_person(KORTRIJK, wedding.a, 50)
    assert any(look.request_id == case_id for look in looks)


def test_a_register_that_contradicts_the_wedding_is_before_the_registrar(wedding: Wedding) -> None:
    case_id = wedding.with_act()
    wedding.until(date(2026, 3, 16))
    file = singles()[0]
    now(wedding, replace(file, person=replace(file.person, civil_status=CivilStatus.MARRIED)))
    day = {"day": "2026-03-16T10:00"}
    assert wedding.do(case_id, REGISTRAR, "celebrate", **day) == "celebration_failed"
    now(wedding, file)
    assert wedding.do(case_id, REGISTRAR, "celebrate_again") == "celebrated"


def test_a_wedding_before_its_first_day_is_not_recorded(wedding: Wedding) -> None:
    case_id = wedding.with_act()
    wedding.until(date(2026, 3, 16))
    wedding.hold(case_id, REGISTRAR)
    early = wedding.try_to(case_id, REGISTRAR, "celebrate", day="2026-03-15T10:00")
    assert early.json_body["code"] == "guard_not_met"


def test_nothing_of_the_one_ever_reaches_the_other(wedding: Wedding) -> None:
    """Marker words in each file; every page, answer, document and mail of both, in each state."""
    words = {"a": ("Paarsgevlektstraat", "Grijsdorp"), "b": ("Groengestreeptlaan", "Zwartdorp")}
    for who, file in zip("ab", singles()[:2], strict=True):
        street, town = words[who]
        assert file.person.address is not None
        address = replace(file.person.address, street=street)
        born = replace(file.person.birth, place=replace(file.person.birth.place, name=town))
        now(wedding, replace(file, person=replace(file.person, address=address, birth=born)))
    greek = singles()[1].person
    foreign = replace(greek, nationalities=(Nationality("140", "Zwartland"),))
    now(wedding, replace(singles()[1], person=foreign))
    theirs = {
        "a": (*words["a"], A_MAIL, wedding.a.digits, wedding.a.printed),
        "b": (*words["b"], B_MAIL, wedding.b.digits, wedding.b.printed, "Zwartland", "paspoort"),
    }
    case_id = wedding.begin()
    wedding.accept(case_id)
    steps = [
        lambda: wedding.do(case_id, wedding.b, "confirm", declares="ja"),
        lambda: wedding.paper_of(case_id, wedding.b),
        lambda: wedding.do(case_id, REGISTRAR, "complete"),
        lambda: wedding.do(case_id, REGISTRAR, "draw"),
        lambda: wedding.do(case_id, REGISTRAR, "refuse", reason="papers", text="Niet in orde."),
        lambda: wedding.do(case_id, CLERK, "refusal_served", day="2026-02-02"),
        lambda: wedding.do(case_id, wedding.a, "withdraw"),
    ]
    said = ""
    for step in steps:
        step()
        for me, other in (("a", "b"), ("b", "a")):
            read = wedding.everything_of(case_id, getattr(wedding, me))
            leaked = [word for word in theirs[other] if word in read]
            assert leaked == [], f"{me} reads this in {wedding.state(case_id)}"
            assert "Dossier" in read
            said += read if me == "b" else ""
    assert "paspoort" in said
