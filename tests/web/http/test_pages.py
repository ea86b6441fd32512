"""What citizens read before and after they ask."""

import html
import re
from datetime import date, timedelta

import pytest

from chalicelib.adapters.files.retention import FileRetention
from chalicelib.domain.certificates.order import PROCESS
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.settings import TEMPLATES
from tests.support.municipalities import a_municipality
from tests.support.requests import KORTRIJK, a_number
from tests.support.web.counter import Counter, Otherwise, Visitor, form_of, open_counter

OFFERED = len([*(TEMPLATES / "documents").glob("*.toml")])


def text_of(visitor: Visitor, path: str, status: int = 200) -> str:
    """The words of a page."""
    answer = visitor.get(path)
    assert answer.status_code == status
    body = re.sub(r"<(script|head)\b.*?</\1>", " ", answer.body.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_home_offers_search_and_what_is_asked_most(visitor: Visitor) -> None:
    text = text_of(visitor, "/")
    assert "Welk document hebt u nodig?" in text
    assert "Uittreksel uit het strafregister" in text
    assert f"Alle {OFFERED} documenten" in text


def test_the_first_page_is_light_and_asks_nothing_of_others(visitor: Visitor) -> None:
    home = visitor.get("/").body.decode()
    fetched = set(re.findall(r'<(?:link rel="(?:stylesheet|icon)"|img)[^>]*?"(/[^"]+)"', home))
    sizes = [len(visitor.get(path).body) for path in fetched]
    assert not re.search(
        r"<script|<iframe|srcset=|(?<!<a )(?:src|href)=\"(?:https?:)?//", _bare(home)
    )
    assert len(sizes) == 3
    assert len(home.encode()) + sum(sizes) <= 30_000


def _bare(page: str) -> str:
    """A page without where it lives and what it links to."""
    return re.sub(r'<link rel="canonical"[^>]*>|<a [^>]*>', "", page)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("trouwboekje", "Akte van huwelijk"),
        ("goed gedrag en zeden", "Uittreksel uit het strafregister"),
        ("GEZIN", "Attest van gezinssamenstelling"),
        ("geboorteakte", "Akte van geboorte"),
        ("overlijden", "Akte van overlijden"),
    ],
)
def test_a_document_is_found_by_what_people_call_it(
    visitor: Visitor, query: str, name: str
) -> None:
    answer = visitor.get(f"/documenten?zoek={query.replace(' ', '+')}").body.decode()
    results = re.findall(r'<h2><a href="/documenten/[^"]+">([^<]+)', answer)
    assert results[0] == name


def test_a_search_that_finds_nothing_shows_everything(visitor: Visitor) -> None:
    text = text_of(visitor, "/documenten?zoek=zwembad")
    assert "Wij vonden niets voor “zwembad”" in text
    assert "Zoek met één of twee woorden" in text
    assert "of bel 056 00 00 00" in text
    assert "Akte van afwezigheid" in text


def test_what_somebody_else_has_leads_there(visitor: Visitor) -> None:
    assert "Bel meteen DOC STOP" in text_of(visitor, "/documenten?zoek=identiteitskaart+gestolen")
    page = visitor.get("/documenten?zoek=identiteitskaart+gestolen").body.decode()
    assert '<a href="https://www.docstop.be">Naar docstop.be</a>' in page


def test_what_the_counter_itself_has_says_how_to_reach_it(visitor: Visitor) -> None:
    text = text_of(visitor, "/documenten?zoek=rijbewijs")
    assert "Een rijbewijs vraagt u aan het loket van de gemeente waar u woont." in text
    assert "Bel 056 00 00 00 Naar de website van Stad Kortrijk" in text


@pytest.mark.parametrize(
    ("offered", "leads_there"),
    [({}, False), ({"marriage": date(2026, 3, 1)}, True), ({"marriage": date(2027, 1, 1)}, False)],
)
def test_a_process_is_linked_from_the_day_that_it_is_offered_here(
    offered: dict[str, date], leads_there: bool
) -> None:
    with open_counter({"municipalities": Otherwise(processes=offered)}):
        page = Visitor().get("/documenten?zoek=ik+ga+trouwen").body.decode()
        home = Visitor().get("/").body.decode()
        english = Visitor().get("/english").body.decode()
    assert ('<a href="/zaken/huwelijk">Een huwelijk aangeven</a>' in page) == leads_there
    assert "U geeft uw huwelijk aan bij de gemeente" in page
    assert ('<a href="/zaken/huwelijk">Huwelijksaangifte</a>' in home) == leads_there
    assert ("Getting married" in english) == leads_there


def test_what_a_municipality_does_not_offer_is_not_found() -> None:
    here = Otherwise(not_offered=frozenset({"akte-adoptie"}))
    with open_counter({"municipalities": here}):
        page = Visitor().get("/documenten?zoek=adoptie").body.decode()
    assert "/documenten/akte-adoptie" not in page


def test_what_is_searched_for_is_shown_as_text(visitor: Visitor) -> None:
    answer = visitor.get("/documenten?zoek=%3Cscript%3Ealert(1)%3C/script%3E").body.decode()
    assert "<script>alert" not in answer


def test_every_document_has_a_page_that_leads_to_its_form(counter: Counter) -> None:
    citizen = Visitor()
    citizen.sign_in()
    for document in counter.wiring.templates.catalogue.all():
        text = text_of(citizen, f"/documenten/{document.id}")
        for words in (document.names.nl, document.summary, "Gratis", "Wie mag het vragen?"):
            assert words in text
        form = f"/documenten/{document.id}/aanvragen"
        assert form_of(citizen.get(form), form)["sleutel"]


def test_the_extract_of_a_death_act_is_said_to_be_for_everybody(visitor: Visitor) -> None:
    assert "Iedereen mag deze vorm vragen: uittreksel." in text_of(
        visitor, "/documenten/akte-overlijden"
    )


def test_a_document_that_is_none_is_said_to_be_none(visitor: Visitor) -> None:
    assert "Dit document bestaat niet" in text_of(visitor, "/documenten/onbestaand", 404)


def test_a_page_that_is_none_is_shown_as_a_page(visitor: Visitor) -> None:
    assert "Naar de startpagina" in text_of(visitor, "/nergens", 404)


def submitted(counter: Counter, citizen: Visitor, document: str = "akte-geboorte") -> str:
    form = f"/documenten/{document}/aanvragen"
    answer = citizen.post(form, form_of(citizen.get(form), form))
    assert answer.status_code == 303
    path: str = answer.headers["Location"]
    return path


def test_while_it_is_being_made_the_page_says_how_long(counter: Counter, citizen: Visitor) -> None:
    path = submitted(counter, citizen)
    text = text_of(citizen, path)
    assert "Ontvangen" in text
    assert "binnen een minuut" in text
    assert '<noscript><meta http-equiv="refresh"' in citizen.get(path).body.decode()


def test_when_it_is_ready_it_can_be_downloaded(counter: Counter, citizen: Visitor) -> None:
    path = submitted(counter, citizen)
    counter.deliver(counter.stored()[0])
    text = text_of(citizen, path)
    assert "Download uw document (pdf)" in text
    assert "tot en met donderdag 16 april 2026" in text
    answer = citizen.get(f"{path}/document")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("memory://")


def test_after_its_days_it_cannot_be_downloaded_any_more(
    counter: Counter, citizen: Visitor
) -> None:
    path = submitted(counter, citizen)
    counter.deliver(counter.stored()[0])
    counter.clock.move(timedelta(days=31))
    citizen.sign_in()
    assert "Vraag een nieuw aan" in text_of(citizen, path)
    assert citizen.get(f"{path}/document").status_code == 410


def test_when_a_human_looks_the_page_says_why(counter: Counter, citizen: Visitor) -> None:
    path = submitted(counter, citizen)
    counter.hand_over(counter.stored()[0])
    text = text_of(citizen, path)
    assert "Waarom kijkt een medewerker mee? Uw akte staat nog op papier." in text
    assert "Oud Burgerlijk Wetboek, art. 29" in text
    assert "De akte is niet gedigitaliseerd" not in text


def test_a_refusal_carries_its_reason_its_law_and_the_means_of_appeal(
    counter: Counter, citizen: Visitor
) -> None:
    path = submitted(counter, citizen)
    counter.refuse(counter.stored()[0])
    text = text_of(citizen, path)
    assert "Waarom niet? Uw akte staat nog op papier." in text
    assert "Oud Burgerlijk Wetboek, art. 29" in text
    assert "Raad van State" in text


@pytest.mark.parametrize("tail", ["", "/document"])
def test_the_page_of_somebody_elses_request_is_like_one_that_is_not_there(
    counter: Counter, citizen: Visitor, tail: str
) -> None:
    path = submitted(counter, citizen)
    counter.deliver(counter.stored()[0])
    stranger = Visitor()
    stranger.sign_in(2)
    foreign, missing = path + tail, f"/aanvragen/{'0' * 26}{tail}"
    assert body_of(stranger, foreign) == body_of(stranger, missing)


def body_of(visitor: Visitor, path: str) -> str:
    """A page that isn't there, but for its own path and for what is new each time."""
    answer = visitor.get(path)
    assert answer.status_code == 404
    return re.sub(r'csrf(" value)?="[^"]+"', "", answer.body.decode()).replace(path, "")


def test_one_sees_all_ones_requests(counter: Counter, citizen: Visitor) -> None:
    assert "U hebt nog niets aangevraagd." in text_of(citizen, "/aanvragen")
    submitted(counter, citizen)
    submitted(counter, citizen, "attest-leven")
    text = text_of(citizen, "/aanvragen")
    assert "Akte van geboorte" in text
    assert "Attest van leven" in text


def test_one_sees_who_looked_into_ones_data(counter: Counter, citizen: Visitor) -> None:
    assert "nog niet opgevraagd" in text_of(citizen, "/mijn-gegevens")
    context = AccessContext(
        KORTRIJK, Actor(ActorKind.SYSTEM, "issue"), a_number(1), "attest-leven", "een wet", None
    )
    counter.wiring.state.access_log.record(context, {Service.PERSON})
    text = text_of(citizen, "/mijn-gegevens")
    assert "17 maart 2026 om 10.30 uur" in text
    assert "Voor een aanvraag: Attest van leven" in text
    assert "een wet" in text


def test_a_look_into_a_case_is_told_with_the_name_of_its_process(
    counter: Counter, citizen: Visitor
) -> None:
    context = AccessContext(
        KORTRIJK, Actor(ActorKind.CLERK, "k7"), a_number(1), PROCESS, "een wet", None
    )
    counter.wiring.state.access_log.record(context, ())
    text = text_of(citizen, "/mijn-gegevens")
    assert "Voor: Aanvraag van een akte of attest" in text


def test_certificates_are_begun_on_pages_of_their_own(visitor: Visitor) -> None:
    assert '<a href="/documenten">Aanvraag van een akte' in visitor.get("/zaken").body.decode()
    assert visitor.get("/zaken/documenten").headers["Location"] == "/documenten"
    assert visitor.get("/zaken/documenten/nieuw").status_code == 404


def test_no_address_ever_holds_something_of_a_person(counter: Counter, citizen: Visitor) -> None:
    path = submitted(counter, citizen)
    counter.deliver(counter.stored()[0])
    for place in ("/", "/aanvragen", path, "/mijn-gegevens", "/documenten/akte-geboorte/aanvragen"):
        citizen.get(place)
    addresses = " ".join(citizen.seen) + "".join(
        re.findall(r'(?:href|action)="([^"]*)"', citizen.get(path).body.decode())
    )
    for secret in (a_number(1).digits, a_number(1).printed, "Testpersoon", "iemand@voorbeeld"):
        assert secret not in addresses


def test_the_privacy_page_says_of_every_kind_of_data_how_long_and_why(visitor: Visitor) -> None:
    text = text_of(visitor, "/privacy")
    for rule in FileRetention(TEMPLATES / "retention.toml").get().rules:
        for sentence in (rule.what, rule.until, rule.why, rule.basis):
            assert sentence in text
    assert "en na een weigering 60 dagen later" in text


def test_a_look_at_what_the_counter_holds_is_told_as_that(
    counter: Counter, visitor: Visitor
) -> None:
    visitor.sign_in("1")
    actor = Actor(ActorKind.CLERK, "k7")
    context = AccessContext(KORTRIJK, actor, a_number(1), "Uw vraag", "AVG, art. 15", None)
    counter.wiring.state.access_log.record(context, frozenset())
    text = text_of(visitor, "/mijn-gegevens")
    assert "wat het Thuisloket zelf over u bewaart" in text


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ({"hours": 0}, "Nu open, tot 12.30 uur."),
        ({"hours": 5}, "Nu gesloten. Weer open morgen om 9.00 uur."),
        ({"days": 3, "hours": 5}, "Nu gesloten. Weer open maandag om 9.00 uur."),
    ],
)
def test_every_page_says_whether_the_counter_is_open(
    counter: Counter, visitor: Visitor, later: dict[str, int], said: str
) -> None:
    counter.clock.move(timedelta(**later))
    text = text_of(visitor, "/privacy")
    assert said in text
    assert "donderdag 9.00 – 12.30 14.00 – 19.00" in text
    assert "zaterdag gesloten" in text


def test_who_names_no_hours_has_none_shown() -> None:
    contact = a_municipality().contact
    with open_counter({"municipalities": Otherwise(contact=contact)}):
        assert "Openingsuren" not in text_of(Visitor(), "/privacy")
