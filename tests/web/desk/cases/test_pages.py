"""The desk of any process, in a browser without JavaScript."""

import html
import re
from collections.abc import Iterator

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.registers.access import ActorKind
from chalicelib.ports.errors import PermanentError
from tests.support.requests import an_id
from tests.support.road import ann
from tests.support.web.cases import CHIEF, OTHER, SCRIBE, WARDEN, CaseDesk, Scribe, open_cases
from tests.support.web.counter import Visitor
from tests.support.web.desk import CLERK, Desk

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def desk() -> Iterator[CaseDesk]:
    with open_cases() as opened:
        yield opened


def plain(answer: HTTPResponse | str) -> str:
    text = answer if isinstance(answer, str) else answer.body.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def ids(answer: HTTPResponse) -> list[str]:
    return re.findall(r'class="what" href="/loket/zaken/([^"]+)"', answer.body.decode())


def test_the_worklist_leads_to_the_next_case_and_it_is_mine(desk: CaseDesk) -> None:
    first, second = desk.bureau.waiting("Rust"), desk.bureau.waiting("Vrede")
    me = Scribe()
    assert ids(me.get("/loket")) == [first, second]
    there = me.send("/loket/volgende").headers["Location"]
    assert there == f"/loket/zaken/{first}"
    assert "U behandelt dit dossier tot" in plain(me.get(there))
    assert ids(me.get("/loket")) == [first, second]
    assert ids(Scribe(OTHER).get("/loket")) == [second]
    seen = Scribe(OTHER).get("/loket/in-behandeling")
    assert ids(seen) == [first]
    assert "Verdeling" not in plain(seen)
    load = plain(Scribe(CHIEF).get("/loket/in-behandeling"))
    assert f"Collega {SCRIBE} 1 0 0 1 0 0 0" in load
    assert "Nog niemand 0 0 0 1 0 0 0" in load


def test_filters_are_in_the_address_and_the_next_case_is_one_of_them(desk: CaseDesk) -> None:
    late = desk.bureau.waiting("Rust")
    desk.go(days=12)
    fresh = desk.bureau.waiting("Vrede")
    me = Scribe()
    for query, found in (
        ("termijn=late", [late]),
        ("termijn=on_time", [fresh]),
        ("proces=pact&team=noord", [late, fresh]),
        ("proces=ander", []),
        ("team=zuid", []),
    ):
        assert ids(me.get(f"/loket?{query}")) == found, query
    assert "1 te laat" in plain(me.get("/loket"))
    answer = me.send("/loket/volgende", termijn="on_time")
    assert answer.headers["Location"].endswith(fresh)
    nothing = me.send("/loket/volgende", proces="ander")
    assert "Er wacht geen dossier meer" in plain(me.get(nothing.headers["Location"]))


def test_a_case_shows_what_was_filled_in_who_takes_part_and_what_happened(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting("Rust & <b>vrede</b>")
    page = Scribe().case(case_id)
    text = plain(page)
    for words in (
        "Waarover Rust & <b>vrede</b>",
        "wie het pact vraagt",
        "ann@example.org",
        "Nazicht",
        "Akkoord",
        "Dit dossier nemen",
    ):
        assert words.lower() in text.lower(), words
    assert "<b>vrede</b>" not in page


def test_every_look_is_in_the_log_before_it_is_shown(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me, log = Scribe(), desk.bureau.registers
    before = len(log.lines)
    me.case(case_id)
    looks = [(line.actor.kind, line.actor.ref) for line in log.lines[before:]]
    assert looks == [(ActorKind.CLERK, f"k{SCRIBE}")]
    desk.go(minutes=2)
    log.log_fails = True
    answer = me.get(f"/loket/zaken/{case_id}")
    assert answer.status_code == 503
    assert "ann@example.org" not in answer.body.decode()


def test_a_form_of_an_action_decides_once(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    assert "goedkeuren" not in me.case(case_id)
    me.does(case_id, "nemen")
    assert "Grond" in plain(me.case(case_id))
    first = me.hidden(case_id)
    for _ in range(2):
        answer = me.fills(case_id, "goedkeuren", ground="custom", **first)
        assert answer.status_code == 303, plain(answer)
        assert "gedaan=actie" in answer.headers["Location"]
    assert desk.bureau.events(case_id).count("approve") == 1


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    me.does(case_id, "nemen")
    answer = me.fills(case_id, "vragen", whom="ann")
    assert answer.status_code == 422
    page = answer.body.decode()
    assert "Schrijf hier wat wij moeten weten." in plain(page)
    assert re.search(r'value="ann" checked', page)
    assert desk.bureau.state(case_id) == "sifting"


def test_a_case_that_changed_meanwhile_says_what_happened(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    me.does(case_id, "nemen")
    seen = me.hidden(case_id)
    desk.bureau.act(case_id, "withdraw", ann())
    answer = me.fills(case_id, "vragen", whom="ann", question="Waarom?", **seen)
    assert answer.status_code == 409
    assert "Intussen: Intrekken." in plain(answer)


def test_a_refusal_is_read_before_it_is_sent_and_can_be_changed(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    me.does(case_id, "nemen")
    form = {"reason": "forbidden", "text": "Dit kan niet."}
    letter = me.fills(case_id, "weigeren", to="brief", **form)
    assert letter.status_code == 200
    assert "Er is nog niets verstuurd." in plain(letter)
    assert "forbidden in woorden" in plain(letter)
    assert desk.bureau.state(case_id) == "sifting"
    assert "Dit kan niet." in plain(me.fills(case_id, "weigeren", to="aanpassen", **form))
    me.fills(case_id, "weigeren", **form)
    assert desk.bureau.state(case_id) == "refused"


def test_a_refusal_without_its_law_is_no_letter(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    me.does(case_id, "nemen")
    answer = me.fills(case_id, "weigeren", to="brief", reason="silly", text="Zomaar.")
    assert answer.status_code == 422
    assert "Noem de reden, de wet en de weg van beroep." in plain(answer)


def test_staff_record_what_an_authority_decided_and_how_they_know(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    me.does(case_id, "nemen")
    me.fills(case_id, "naar-gilde")
    form = {"_namens": "guild:0", "_gebeurtenis": "guild_answered"}
    wrong = me.fills(case_id, "gilde", **form)
    assert wrong.status_code == 422
    assert "Noteer hoe u dit hebt vastgesteld." in plain(wrong)
    me.fills(case_id, "gilde", **form, _vastgesteld="brief")
    assert desk.bureau.events(case_id)[-1] == "guild_answered"


def test_the_watch_adds_its_report_and_it_can_be_fetched(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me, warden = Scribe(), Scribe(WARDEN)
    assert warden.get(f"/loket/zaken/{case_id}").status_code == 404
    me.does(case_id, "nemen")
    me.fills(case_id, "bezoek")
    assert ids(warden.get("/loket")) == [case_id]
    warden.does(case_id, "nemen")
    warden.fills(case_id, "verslag", ("report", "application/pdf", PDF))
    page = me.case(case_id)
    (path,) = re.findall(r'href="(/loket/zaken/[^"]+/bijlagen/[^"]+)"', page)
    assert me.get(path).status_code == 302
    assert warden.get(path).status_code == 404
    assert me.get(path.rpartition("/")[0] + "/x").status_code == 404


def test_a_supervisor_gives_a_case_to_a_colleague_by_name(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    Scribe(OTHER)
    chief, me = Scribe(CHIEF), Scribe()
    assert f"Collega {OTHER}" in plain(chief.case(case_id))
    assert "Toewijzen" not in plain(me.case(case_id).split("<dialog")[0])
    assert me.does(case_id, "toewijzen", to=f"k{SCRIBE}").status_code == 403
    chief.does(case_id, "toewijzen", to=f"k{OTHER}")
    assert "aan een collega toegewezen" in plain(me.does(case_id, "nemen"))
    assert ids(Scribe(OTHER).get("/loket"))[0] == case_id


def test_a_note_that_cant_be_kept_isnt_lost(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    answer = me.does(case_id, "notitie", text="x" * 4001)
    assert answer.status_code == 422
    assert "x" * 4001 in answer.body.decode()
    me.does(case_id, "notitie", text="Belde terug.")
    assert "Belde terug." in plain(me.case(case_id))


def test_a_mail_that_failed_is_put_right_on_the_page(desk: CaseDesk) -> None:
    desk.bureau.post.fails["ann@example.org"] = PermanentError("no")
    case_id = desk.bureau.waiting()
    me = Scribe()
    assert ids(me.get("/loket/taken")) == [case_id]
    assert "Opnieuw versturen" in plain(me.case(case_id))
    assert me.does(case_id, "adres", party="1", email="geen adres").status_code == 422
    me.does(case_id, "adres", party="1", email="ann.nieuw@example.org")
    me.does(case_id, "opnieuw", task=desk.bureau.case(case_id).tasks[0].key)
    desk.bureau.pump()
    assert desk.bureau.post.told()[-1] == ("both", "ann.nieuw@example.org")
    assert ids(me.get("/loket/taken")) == []


def test_what_waits_for_others_says_for_whom(desk: CaseDesk) -> None:
    case_id = desk.bureau.opened()
    answer = Scribe().get("/loket/wachtend")
    assert ids(answer) == [case_id]
    assert "wie meedoet" in plain(answer)


def test_a_heartbeat_answers_a_script_and_a_button(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    me.does(case_id, "nemen")
    desk.go(minutes=10)
    path, form = f"/loket/zaken/{case_id}/bezig", {"csrf": me.csrf}
    assert me.post(path, form, accept="application/json").json_body == {"until": "11.00"}
    assert me.post(path, form).status_code == 303
    desk.go(minutes=30)
    assert me.post(path, form, accept="application/json").status_code == 409
    assert "niet (meer)" in plain(me.post(path, form))


def test_a_case_of_nobody_here_and_of_others_answers_alike(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    clerk = Desk(CLERK)
    for found in (case_id, an_id(99)):
        assert clerk.get(f"/loket/zaken/{found}").status_code == 404
        for verb in ("nemen", "vrijgeven", "notitie", "overnemen", "onbekend", "bezig"):
            answer = clerk.send(f"/loket/zaken/{found}/{verb}", text="x")
            assert answer.status_code == 404, verb
    assert ids(clerk.get("/loket")) == []
    citizen = Visitor()
    citizen.sign_in()
    assert citizen.get(f"/loket/zaken/{case_id}").status_code == 401


def test_nothing_is_done_without_the_token_of_our_own_page(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Scribe()
    assert me.post(f"/loket/zaken/{case_id}/nemen", {}).status_code == 403
    assert me.post("/loket/volgende", {}).status_code == 403
    assert desk.bureau.holder(case_id) == ""
