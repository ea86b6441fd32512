"""A process that the portal doesn't know: found, filled in, sent, followed, joined, acted on."""

from collections.abc import Iterator
from datetime import date

import pytest

from chalicelib.ports.documents import Rendered
from tests.support.requests import KORTRIJK, an_id
from tests.support.road import ALONE, BOB, FORM, ann, bob, scribe
from tests.support.web.counter import Visitor, form_of
from tests.support.web.pacts import NEW, Pacts, go, open_pacts


@pytest.fixture
def pacts() -> Iterator[Pacts]:
    with open_pacts() as opened:
        yield opened


@pytest.fixture
def ann_here(pacts: Pacts) -> Visitor:
    return pacts.visitor(1)


@pytest.fixture
def bob_here(pacts: Pacts) -> Visitor:
    return pacts.visitor(2)


def text(answer: object) -> str:
    return " ".join(answer.body.decode().split())  # type: ignore[attr-defined]


def test_what_can_be_arranged_leads_to_the_process_and_to_certificates(pacts: Pacts) -> None:
    shown = text(Visitor().get("/zaken"))
    assert '<a href="/zaken/pact">Pact</a>' in shown
    assert '<a href="/documenten/akte-overlijden">' in shown


def test_a_process_says_who_how_long_and_what_it_costs(pacts: Pacts) -> None:
    shown = text(Visitor().get("/zaken/pact"))
    for words in (
        "U legt samen een pact vast.",
        "Wie het pact vraagt",
        "5 werkdagen",
        "12,50 euro",
    ):
        assert words in shown


def test_what_isnt_offered_yet_isnt_there() -> None:
    with open_pacts(processes={"pact": date(2999, 1, 1)}) as pacts:
        visitor = pacts.visitor(1)
        assert "/zaken/pact" not in text(visitor.get("/zaken"))
        assert visitor.get("/zaken/pact").status_code == 404
        assert visitor.get(NEW).status_code == 404


def test_who_isnt_signed_in_reads_how_to_before_any_form(pacts: Pacts) -> None:
    assert Visitor().get(NEW).status_code == 401


def test_who_signed_in_too_weakly_is_offered_a_stronger_way(pacts: Pacts) -> None:
    pacts.counter.people.assurance = "low"
    visitor = pacts.visitor(1)
    answer = visitor.get(NEW)
    assert answer.status_code == 403
    assert "niveau=high" in text(answer)


def filled(pacts: Pacts, visitor: Visitor) -> str:
    """Go through the form as ann does; the id of the case."""
    first = visitor.get(NEW)
    second = go(visitor, first, NEW, "verder", topic="Vrede", with_bob="ja")
    last = go(visitor, second, NEW, "verder", bob_mail="bob@example.org", secret="tussen ons")
    assert "Klopt alles?" in text(last)
    sent = go(visitor, last, NEW, "stuur")
    assert sent.status_code == 303
    pacts.world.pump()
    return str(sent.headers["Location"]).rpartition("/")[2]


def test_a_form_is_filled_in_page_by_page_read_over_and_sent(
    pacts: Pacts, ann_here: Visitor
) -> None:
    case_id = filled(pacts, ann_here)
    case = pacts.world.case(case_id)
    assert case.payload.topic == "Vrede"
    assert [party.email for party in case.parties] == [
        "iemand@voorbeeld.example",
        "bob@example.org",
    ]
    shown = text(ann_here.get(f"/aanvragen/{case_id}"))
    assert "Uw akkoord" in shown
    assert "tussen ons" in shown


def test_a_page_that_isnt_asked_is_left_out(ann_here: Visitor) -> None:
    first = ann_here.get(NEW)
    last = go(ann_here, first, NEW, "verder", topic="Rust", with_bob="nee")
    assert "Klopt alles?" in text(last)
    assert "Met wie" not in text(last)


def test_mistakes_stand_at_their_fields_and_nothing_typed_is_lost(ann_here: Visitor) -> None:
    answer = go(ann_here, ann_here.get(NEW), NEW, "verder", topic="", hour="9 <uur>")
    shown = text(answer)
    assert answer.status_code == 422
    assert '<a href="#topic">Waarover: Schrijf hier uw antwoord.</a>' in shown
    assert 'id="with_bob-fout"' in shown
    assert 'value="9 &lt;uur&gt;"' in shown


def test_back_and_change_keep_what_was_typed(ann_here: Visitor) -> None:
    second = go(ann_here, ann_here.get(NEW), NEW, "verder", topic="Vrede", with_bob="ja")
    back = go(ann_here, second, NEW, "terug", bob_mail="half")
    assert 'value="Vrede"' in text(back)
    again = go(ann_here, back, NEW, "verder")
    assert 'value="half"' in text(again)
    last = go(ann_here, again, NEW, "verder", bob_mail="bob@example.org")
    assert 'value="Vrede"' in text(go(ann_here, last, NEW, "wijzig-what"))


def test_what_was_tampered_with_comes_back_to_its_own_page(ann_here: Visitor) -> None:
    last = go(ann_here, ann_here.get(NEW), NEW, "verder", topic="Rust", with_bob="nee")
    answer = go(ann_here, last, NEW, "stuur", topic="")
    assert answer.status_code == 422
    assert "<h1>Wat</h1>" in text(answer)


def test_an_address_that_is_none_is_said_on_the_last_page(ann_here: Visitor) -> None:
    last = go(ann_here, ann_here.get(NEW), NEW, "verder", topic="Rust", with_bob="nee")
    answer = go(ann_here, last, NEW, "stuur", _email="geen adres")
    assert answer.status_code == 422
    assert 'href="#_email"' in text(answer)


def test_sending_twice_makes_one_case(pacts: Pacts, ann_here: Visitor) -> None:
    last = go(ann_here, ann_here.get(NEW), NEW, "verder", topic="Rust", with_bob="nee")
    once, twice = (go(ann_here, last, NEW, "stuur") for _ in range(2))
    assert once.headers["Location"] == twice.headers["Location"]


def test_what_only_one_case_may_hold_is_said_to_the_second(pacts: Pacts, ann_here: Visitor) -> None:
    pacts.world.opened(ALONE | {"topic": "Vrede"}, person=BOB)
    last = go(ann_here, ann_here.get(NEW), NEW, "verder", topic="Vrede", with_bob="nee")
    answer = go(ann_here, last, NEW, "stuur")
    assert answer.status_code == 409
    assert "Over dit onderwerp loopt al een pact." in text(answer)


def test_who_sends_the_same_again_is_led_to_the_first_and_told(
    pacts: Pacts, ann_here: Visitor
) -> None:
    first = pacts.world.opened(ALONE | {"topic": "Vrede"})
    last = go(ann_here, ann_here.get(NEW), NEW, "verder", topic="Vrede", with_bob="nee")
    place = go(ann_here, last, NEW, "stuur").headers["Location"]
    assert place.startswith(f"/aanvragen/{first}?")
    assert "U vroeg dit daarnet al aan." in text(ann_here.get(place))
    assert "daarnet" not in text(ann_here.get(f"/aanvragen/{first}"))


def test_one_too_many_in_a_day_is_told_kindly_and_when_it_is_possible_again(
    pacts: Pacts, ann_here: Visitor
) -> None:
    for number in range(30):
        pacts.world.open(ALONE | {"topic": f"T{number}"})
    before = list(pacts.world.archive.files)
    last = go(ann_here, ann_here.get(NEW), NEW, "verder", topic="Vrede", with_bob="nee")
    answer = go(ann_here, last, NEW, "stuur")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 24 * 60 * 60
    assert "Morgen kunt u er weer een beginnen." in text(answer)
    assert list(pacts.world.archive.files) == before


def test_a_form_from_elsewhere_is_refused(ann_here: Visitor) -> None:
    form = form_of(ann_here.get(NEW), NEW) | {"csrf": "van elders"}
    assert ann_here.post(NEW, form).status_code == 403


def test_an_invitation_tells_nothing_of_anybody_before_sign_in(pacts: Pacts) -> None:
    case_id = pacts.world.opened(FORM | {"topic": "Geheim"})
    shown = text(Visitor().get(pacts.invitation(case_id)))
    assert "Wie meedoet" in shown
    assert "Geheim" not in shown
    assert pacts.world.case(case_id).reference not in shown


def test_who_is_invited_joins_agrees_and_reads_only_their_own(
    pacts: Pacts, ann_here: Visitor, bob_here: Visitor
) -> None:
    case_id = filled(pacts, ann_here)
    path = pacts.invitation(case_id)
    joined = go(bob_here, bob_here.get(path), path, "")
    assert joined.headers["Location"] == f"/aanvragen/{case_id}"
    assert pacts.world.case(case_id).parties[1].person == BOB
    assert "tussen ons" not in text(bob_here.get(f"/aanvragen/{case_id}"))
    agree = f"/aanvragen/{case_id}/akkoord"
    form = bob_here.get(agree)
    assert '<dd class="said">Vrede</dd>' in text(form)
    assert go(bob_here, form, agree, "").status_code == 422
    assert go(bob_here, form, agree, "", sure="ja").status_code == 303
    assert pacts.world.events(case_id)[-1] == "agreed"


def test_an_invitation_in_the_wrong_hands_is_kindly_refused(
    pacts: Pacts, bob_here: Visitor, ann_here: Visitor
) -> None:
    case_id = pacts.world.opened()
    path = pacts.invitation(case_id)
    own = go(ann_here, ann_here.get(path), path, "")
    assert own.status_code == 409
    assert "U doet zelf al mee" in text(own)
    go(bob_here, bob_here.get(path), path, "")
    stranger = pacts.visitor(3)
    late = go(stranger, stranger.get(path), path, "")
    assert late.status_code == 404
    assert "Deze uitnodiging is niet voor u" in text(late)


def test_a_case_of_somebody_else_is_as_one_that_isnt_there(pacts: Pacts, bob_here: Visitor) -> None:
    case_id = pacts.world.opened(ALONE)
    foreign = bob_here.get(f"/aanvragen/{case_id}")
    unknown = bob_here.get(f"/aanvragen/{an_id(99)}")
    assert foreign.status_code == unknown.status_code == 404
    assert bob_here.get(f"/aanvragen/{case_id}/akkoord").status_code == 404


def test_what_changed_meanwhile_is_shown_and_nothing_happens(
    pacts: Pacts, ann_here: Visitor
) -> None:
    case_id = pacts.world.opened()
    path = f"/aanvragen/{case_id}/akkoord"
    form = ann_here.get(path)
    pacts.world.act(case_id, "change", bob(), {"topic": "Nieuwe vrede"})
    answer = go(ann_here, form, path, "", sure="ja")
    assert answer.status_code == 409
    shown = text(answer)
    assert "Dit is intussen veranderd" in shown
    assert "Wijzigen" in shown
    assert "Nieuwe vrede" in shown
    assert go(ann_here, answer, path, "", sure="ja").status_code == 303


def test_what_isnt_possible_any_more_is_said(pacts: Pacts, ann_here: Visitor) -> None:
    case_id = pacts.world.opened(ALONE)
    path = f"/aanvragen/{case_id}/intrekken"
    form = ann_here.get(path)
    pacts.world.act(case_id, "withdraw", ann())
    answer = go(ann_here, form, path, "")
    assert answer.status_code == 409
    assert "Dit kan nu niet meer" in text(answer)
    assert ann_here.get(path).status_code == 409


def test_a_case_is_withdrawn_by_the_word_that_certificates_use_too(
    pacts: Pacts, ann_here: Visitor
) -> None:
    case_id = pacts.world.opened(ALONE)
    path = f"/aanvragen/{case_id}/intrekken"
    assert go(ann_here, ann_here.get(path), path, "").status_code == 303
    shown = text(ann_here.get(f"/aanvragen/{case_id}"))
    assert "Dit pact is ingetrokken." in shown
    assert "Intrekken" in shown


def test_a_document_of_a_case_is_fetched_by_its_parties_only(
    pacts: Pacts, ann_here: Visitor, bob_here: Visitor
) -> None:
    world = pacts.world
    case_id = world.at_desk(ALONE)

    world.act(case_id, "approve", scribe(), {"ground": "custom"})
    world.pump()
    document = world.case(case_id).issued[0]
    pacts.counter.wiring.state.archive.put_once(document.object_key, Rendered(b"%PDF", 1))
    path = f"/aanvragen/{case_id}/document/deed"
    assert path in text(ann_here.get(f"/aanvragen/{case_id}"))
    assert document.object_key in ann_here.get(path).headers["Location"]
    assert ann_here.get(path + "s").status_code == 404
    assert bob_here.get(path).status_code == 404


def test_the_list_has_cases_of_every_process_and_those_set_aside(
    pacts: Pacts, ann_here: Visitor
) -> None:
    case_id = pacts.world.opened(ALONE)
    other = pacts.world.opened(ALONE | {"topic": "Iets anders"})
    pacts.world.cases.spoil(KORTRIJK, other, "torn")
    shown = text(ann_here.get("/aanvragen"))
    assert f'<a href="/aanvragen/{case_id}">Pact</a>' in shown
    assert "U bent aan zet" in shown
    assert "Wij kijken dit dossier na." in shown
    assert other not in shown


def test_the_link_in_a_mail_of_any_process_leads_to_its_document(pacts: Pacts) -> None:
    case_id = pacts.world.opened(FORM)
    path, stranger = pacts.link(case_id), pacts.visitor(3)
    assert f'href="/aanmelden?terug={path}"' in text(Visitor().get(path))
    early = pacts.visitor(1).get(f"{path}/document")
    assert (early.status_code, "nog niet klaar" in text(early)) == (409, True)
    assert stranger.get(f"{path}/document").status_code == 404
