"""Moving house at a whole counter: from the declaration to the register, and to each other end."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.address_change.options import REQUIRED_CHECKS
from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.process.engine import replay
from chalicelib.domain.process.judging import GuardNotMetError
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address
from chalicelib.domain.registers.relocation import Relocation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, NotThereError, TooWeakError
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.cases.acting.seeing import ChangedError
from tests.support.municipalities import a_municipality
from tests.support.processes.moving import (
    CLERK,
    JAN,
    LIEN,
    LUCJA,
    MINISTER,
    NEW,
    OFFICER,
    PROCESS,
    SENNE,
    TINE,
    Moves,
    a_form,
    as_,
    home_of,
    household_of,
    moves,
)
from tests.support.requests import KORTRIJK
from tests.support.web.counter import Visitor, form_of

AT_NEW = Address("Vlasstraat", "12", "0203", "8500", "Kortrijk", KORTRIJK)
PDF = File(b"%PDF-1.7 bewijs\n%%EOF\n")


@pytest.fixture
def town() -> Iterator[Moves]:
    with moves() as made:
        yield made


def is_replayed(town: Moves, case_id: str) -> bool:
    case, cases = town.case(case_id), town.counter.wiring.cases
    events = cases.store.events(KORTRIJK, case_id)
    return replay(cases.types.definition(PROCESS), events) == case.instance.unmarked()


def reasons(town: Moves, case_id: str) -> set[str]:
    verdict = town.case(case_id).verdict
    assert verdict is not None
    return {finding.code for finding in verdict.failed}


def test_who_moves_alone_is_visited_registered_and_done_without_a_clerk_before_the_visit(
    town: Moves,
) -> None:
    sent = town.counter.client.http.post(
        "/api/v1/cases/address_change",
        headers={
            "Authorization": f"Bearer {LUCJA.digits}",
            "Content-Type": "application/json",
            "Idempotency-Key": "een",
            "Host": "127.0.0.1:8000",
        },
        body=json.dumps(
            {
                "fields": {
                    "moved_on": "2026-03-12",
                    **{f"address.{part}": text for part, text in NEW.items()},
                    "movers": [LUCJA.digits],
                    "joins": "nee",
                    "declares": "ja",
                },
                "email": "p0212@example.org",
            }
        ).encode(),
    )
    assert sent.status_code == 202, sent.body
    case_id = sent.json_body["id"]
    town.drain()
    assert (town.state(case_id), reasons(town, case_id)) == ("visiting", set())
    assert town.reads(LUCJA, Service.PERSON).pending_change
    receipt = town.text_of(case_id, "receipt")
    assert "Vlasstraat 12 bus 0203, 8500 Kortrijk" in receipt
    assert "12 maart 2026" in receipt
    town.registered(case_id)
    assert town.state(case_id) == "registered"
    person = town.reads(LUCJA, Service.PERSON)
    assert (person.address, person.address_since) == (AT_NEW, date(2026, 3, 17))
    assert not person.pending_change
    assert town.counter.wiring.state.register_updates.living_at(AT_NEW) == [LUCJA]
    town.act(case_id, "card_done", CLERK, member=["1"])
    assert (town.state(case_id), town.tasks(case_id)) == ("closed", [])
    subjects = [subject.partition(" (")[0] for subject in town.mails(LUCJA)]
    assert subjects == [
        "Wij kregen uw aangifte",
        "U bent ingeschreven op uw nieuwe adres",
        "Uw adreswijziging is afgerond",
    ]
    assert is_replayed(town, case_id)


def paper_of(town: Moves, mover: NationalNumber, template: str) -> tuple[str, ...]:
    """The one letter that waits for a mover whom no mail reaches, to the new address."""
    mail = town.counter.wiring.mail
    (post,) = (p for p in mail.tray.letters(CLERK.staff).lines if p.message.template == template)
    sheet = mail.paper.sheet(CLERK.staff, post.found.case.id, post.task.key)
    assert sheet.lines[0] == town.reads(mover, Service.PERSON).name.whole
    assert sheet.lines[1].startswith("Vlasstraat 12")
    return sheet.letter.paragraphs


def test_a_family_moves_as_one_household_and_each_card_is_ticked_off(town: Moves) -> None:
    case_id = town.declare(LIEN, custody="both")
    assert town.state(case_id) == "visiting"
    (mover,) = (p.person for p in town.case(case_id).parties if p.role == "mover")
    assert mover, "the other adult follows it in their own account"
    town.registered(case_id)
    household = town.reads(LIEN, Service.HOUSEHOLD)
    assert (household.address, len(household.members)) == (AT_NEW, 4)
    for reader in (LIEN, mover):
        visitor = Visitor(http=town.counter.client.http)
        visitor.sign_in(reader.digits)
        page = visitor.get(f"/aanvragen/{case_id}").body.decode()
        assert "<dd>Vlasstraat 12 bus 0203, 8500 Kortrijk</dd>" in page
        assert re.findall(r"<dt>[^<]*\((\d+)\)</dt><dd>[^<]*(pincode|pukcode)", page) == [
            ("1983", "pincode"),
            ("1985", "pincode"),
            ("2020", "pukcode"),
            ("2023", "pukcode"),
        ]
        assert ("U krijgt over dit dossier geen e-mails." in page) is (reader == mover)
    assert "pincode" in " ".join(paper_of(town, mover, "ac_registered"))
    town.act(case_id, "card_done", CLERK, member=["1", "2", "3"])
    assert town.state(case_id) == "registered"
    town.act(case_id, "card_done", CLERK, member=["4"])
    assert town.state(case_id) == "closed"


def test_residence_certificates_wait_during_the_change_and_then_print_the_new_address(
    town: Moves,
) -> None:
    case_id = town.declare()
    during = town.orders(LUCJA)
    assert "address_change_pending" in reasons(town, during)
    town.registered(case_id)
    assert "Vlasstraat 12 bus 0203" in town.text_of(town.orders(LUCJA), "result")


def joining(town: Moves, **more: Any) -> str:
    return town.declare(LUCJA, home_of(JAN), joins="ja", **more)


def test_a_reference_person_who_agrees_gets_a_new_member_and_nobody_learns_who_lives_there(
    town: Moves,
) -> None:
    town.declare(JAN, to=NEW | {"number": "99"})  # so that their mail address is known
    case_id = joining(town)
    assert town.state(case_id) == "awaiting_reference"
    (asked,) = [m for m in town.counter.mails() if "vraag over uw adres" in m.subject]
    assert asked.to == f"p{JAN.digits[-4:]}@example.org"
    assert "/uitnodiging/" in asked.text
    assert "Strauß" not in asked.text
    mine = town.counter.wiring.road.look.case(KORTRIJK, case_id, as_(LUCJA))
    assert "Declercq" not in repr(mine)
    town.act(case_id, "agree", as_(JAN), lives_with="ja")
    assert town.state(case_id) == "visiting"
    town.registered(case_id)
    household = town.reads(JAN, Service.HOUSEHOLD)
    assert [member.number for member in household.members] == [JAN, LUCJA]


def beside(town: Moves, number: NationalNumber, neighbour: NationalNumber) -> None:
    """Somebody lives at a neighbour's address too, as a household of their own."""
    home = town.reads(neighbour, Service.PERSON).address
    moved = Relocation("earlier", (number,), home, date(2025, 5, 1))
    town.counter.wiring.state.register_updates.move(moved)


def test_of_two_households_in_one_dwelling_a_clerk_says_which_is_joined(town: Moves) -> None:
    beside(town, TINE, JAN)
    case_id = joining(town, joins_named="Tine")
    assert (town.state(case_id), reasons(town, case_id)) == ("clerk_check", {"reference_known"})
    homes = town.case(case_id).payload.homes
    assert {home.reference for home in homes} == {JAN, TINE}
    with pytest.raises(GuardNotMetError):
        town.act(case_id, "ask_reference", CLERK)
    chosen = next(home.code for home in homes if home.reference == TINE)
    town.act(case_id, "ask_reference", CLERK, household=chosen)
    assert town.state(case_id) == "consent_letter"
    mine = town.counter.wiring.road.look.case(KORTRIJK, case_id, as_(LUCJA))
    assert not {"Holvoet", "Declercq"} & set(repr(mine).split())
    with pytest.raises(NotThereError):
        town.act(case_id, "agree", as_(JAN), lives_with="ja")
    town.act(case_id, "letter_posted", CLERK, day="2026-03-17")
    town.act(case_id, "agree", as_(TINE), lives_with="ja")
    town.act(case_id, "send_officer", CLERK)
    town.registered(case_id)
    there = [m.number for m in town.reads(LUCJA, Service.HOUSEHOLD).members]
    assert there == [TINE, LUCJA]
    assert [m.number for m in town.reads(JAN, Service.HOUSEHOLD).members] == [JAN]
    assert town.reads(LUCJA, Service.PERSON).address == town.reads(JAN, Service.PERSON).address


def test_a_couple_from_two_homes_is_one_household_once_the_first_of_them_lives_there(
    town: Moves,
) -> None:
    first, second = town.declare(LUCJA), town.declare(JAN, joins="ja")
    assert "joins_as_declared" in reasons(town, second)
    town.act(second, "ask_reference", CLERK)
    assert town.state(second) == "clerk_check", "nobody lives there yet"
    town.registered(first)
    town.act(second, "ask_reference", CLERK)
    assert town.state(second) == "awaiting_reference"
    town.act(second, "agree", as_(LUCJA), lives_with="ja")
    town.act(second, "send_officer", CLERK)
    town.registered(second)
    assert [m.number for m in town.reads(JAN, Service.HOUSEHOLD).members] == [LUCJA, JAN]


def test_who_was_named_by_another_leaves_their_declaration_and_declares_alone(town: Moves) -> None:
    partner = NationalNumber(household_of(LIEN)[0])
    case_id = town.declare(LIEN, custody="both")
    with pytest.raises(ConflictError):
        town.declare(partner, NEW | {"number": "14"}, movers=[partner.digits])
    town.act(case_id, "stay_behind", as_(partner), declares="ja")
    (still,) = [p.role for p in town.case(case_id).parties if p.person == partner]
    assert still == "other_parent"
    assert len(town.case(case_id).payload.moving) == 3
    assert "parents_move_along" in reasons(town, case_id)
    other = town.declare(partner, NEW | {"number": "14"}, movers=[partner.digits])
    assert town.state(other) == "visiting"


def by_code(town: Moves, number: NationalNumber, code: str) -> HTTPResponse:
    """Who got a letter signs in, types its code, and goes on from there."""
    visitor = Visitor(http=town.counter.client.http)
    visitor.sign_in(number.digits)
    typed = form_of(visitor.get("/uitnodiging"), "/uitnodiging") | {"code": code}
    answer = visitor.post("/uitnodiging", typed)
    if answer.status_code != 303:
        return answer
    at = answer.headers["Location"]
    return visitor.post(at, form_of(visitor.get(at), at))


def test_without_a_known_address_a_letter_is_posted_and_only_who_is_meant_may_answer(
    town: Moves,
) -> None:
    case_id = joining(town)
    assert town.state(case_id) == "consent_letter"
    letter = town.counter.wiring.road.case_letters.compose(
        "ac_consent",
        town.case(case_id),
        {},
        {},
        a_municipality(),
    )
    (way,) = (text for text in letter.paragraphs if "/uitnodiging en meld u aan" in text)
    code = town.case(case_id).reference
    assert f"deze code in: {code}" in way
    assert by_code(town, SENNE, code).status_code == 422
    page = by_code(town, JAN, code)
    assert page.headers["Location"].endswith(f"/aanvragen/{case_id}")
    town.act(case_id, "letter_posted", CLERK, day=town.today)
    assert town.state(case_id) == "awaiting_reference"
    with pytest.raises(NotThereError):
        town.act(case_id, "agree", as_(SENNE), lives_with="ja")
    with pytest.raises(TooWeakError):
        town.act(case_id, "agree", Citizen(JAN, Assurance.LOW), lives_with="ja")
    town.wait(days=9)
    assert town.state(case_id) == "clerk_check"
    town.act(case_id, "send_officer", CLERK, ask="Vraag wie er woont.")
    assert town.state(case_id) == "visiting"


def test_an_empty_house_is_visited_three_times_and_then_a_clerk_decides(town: Moves) -> None:
    case_id = town.declare()
    for left in (2, 1, 0):
        town.visit(case_id, "nobody_home")
        assert town.state(case_id) == ("visiting" if left else "deciding")
        town.wait(days=1)
    missed = [subject for subject in town.mails(LUCJA) if subject.startswith("Wij waren bij u")]
    assert len(missed) == 2


def refused(town: Moves) -> str:
    """Not found there, told and heard, and the decision on its way by registered letter."""
    case_id = town.declare()
    town.visit(case_id, "not_living_there", remarks="Het huis staat leeg.")
    why = {"reason": "not_living_there", "text": "Het huis staat leeg."}
    with pytest.raises(GuardNotMetError):
        town.act(case_id, "refuse", CLERK, **why)
    town.act(case_id, "intend_refusal", CLERK, **why)
    town.act(case_id, "posted", CLERK, day=town.today)
    town.act(case_id, "react", as_(LUCJA), text="Ik woon er wel.", hearing="nee")
    town.act(case_id, "refuse", CLERK, **why)
    assert town.state(case_id) == "refusal_to_send"
    return case_id


def test_a_refusal_carries_visits_reasons_law_and_appeal_and_is_over_when_nobody_appeals(
    town: Moves,
) -> None:
    case_id = refused(town)
    words = town.text_of(case_id, "refusal")
    for said in ("17 maart 2026", "9.30 uur", "woont er niet", "30 dagen", "Koloniënstraat 11"):
        assert said in words
    entries = town.counter.wiring.cases.store.entries(KORTRIJK, case_id)
    (letter,) = [entry for entry in entries if entry.name == "ac_refusal"]
    (intention,) = [entry for entry in entries if entry.name == "ac_intention"]
    assert "U hebt 15 dagen, te tellen vanaf" in intention.text
    assert dict(letter.data)["means_of_appeal"] == "minister"
    view = town.counter.wiring.road.look.case(KORTRIJK, case_id, CLERK)
    asked = {(entry.text, view.labels.get(entry.id)) for entry in view.entries}
    assert {
        ("Het huis staat leeg.", "Opmerkingen"),
        ("Ik woon er wel.", "Uw reactie"),
        ("Het huis staat leeg.", "Uitleg voor de burger"),
    } <= asked
    assert "Waarom maakt u bezwaar?" not in {label for _, label in asked}
    assert not town.reads(LUCJA, Service.PERSON).pending_change
    town.act(case_id, "refusal_served", CLERK, day=town.today)
    assert town.state(case_id) == "refused"
    town.wait(days=60)
    assert town.state(case_id) == "closed_refused"
    assert is_replayed(town, case_id)


def test_the_ministers_decision_for_somebody_is_carried_out(town: Moves) -> None:
    case_id = refused(town)
    town.act(case_id, "refusal_served", CLERK, day=town.today)
    town.act(case_id, "appeal", as_(LUCJA), day=town.today)
    decided = {"day": town.today, "files": [PDF]}
    town.act(case_id, "minister_decides", MINISTER, "granted", **decided)
    assert town.state(case_id) == "registered"
    assert town.reads(LUCJA, Service.PERSON).address == AT_NEW


def test_after_proof_and_another_visit_a_barred_dwelling_is_registered_provisionally(
    town: Moves,
) -> None:
    case_id = town.declare()
    town.visit(case_id, "too_little_known")
    town.act(case_id, "ask_proof", CLERK, text="Bezorg een factuur van water of energie.")
    town.act(case_id, "posted", CLERK, day=town.today)
    visitor = Visitor(http=town.counter.client.http)
    visitor.sign_in(LUCJA.digits)
    page = visitor.get(f"/aanvragen/{case_id}").body.decode()
    assert re.findall(r'<a class="(\w+)" href="/aanvragen/[^/]+/(\w+)"', page) == [
        ("button", "bewijs"),
        ("quiet", "verbeteren"),
        ("quiet", "toevoegen"),
    ]
    town.act(case_id, "bring_proof", as_(LUCJA), files=[PDF])
    town.act(case_id, "more_inquiry", CLERK, ask="Staat er een bed?")
    town.found_there(case_id)
    barred = {"ground": "safety", "decision": [PDF]}
    with pytest.raises(FormError):
        town.act(case_id, "register_provisionally", CLERK, ground="safety")
    town.act(case_id, "register_provisionally", CLERK, **barred)
    town.wait(minutes=11)
    assert (town.state(case_id), town.case(case_id).payload.is_provisional) == ("registered", True)
    assert town.reads(LUCJA, Service.PERSON).address == AT_NEW
    town.act(case_id, "card_help", as_(LUCJA), text="Ik lig in het ziekenhuis.")
    assert "ac_card_help" in town.tasks(case_id)
    town.wait(days=100)
    assert town.state(case_id) == "closed"


def test_a_proposal_of_the_delegate_can_be_answered_and_an_appeal_that_fails_changes_nothing(
    town: Moves,
) -> None:
    before = town.reads(LUCJA, Service.PERSON).address
    case_id = refused(town)
    town.act(case_id, "refusal_served", CLERK, day=town.today)
    town.act(case_id, "appeal", as_(LUCJA), day=town.today)
    town.act(case_id, "propose", MINISTER, day=town.today)
    assert town.mails(LUCJA)[-1].startswith("Er is een voorstel over uw beroep")
    town.act(case_id, "react_to_proposal", as_(LUCJA), day=town.today)
    assert town.state(case_id) == "awaiting_decision"
    town.wait(days=100)
    assert town.tasks(case_id).count("minister_silent") == 1
    town.act(case_id, "minister_decides", MINISTER, "dismissed", day=town.today, files=[PDF])
    assert town.state(case_id) == "closed_refused"
    assert town.reads(LUCJA, Service.PERSON).address == before
    assert is_replayed(town, case_id)


def test_a_question_without_an_answer_lapses_and_leaves_no_mark(town: Moves) -> None:
    case_id = town.declare(LUCJA, NEW | {"street": "Onbestaandelaan"})
    assert (town.state(case_id), reasons(town, case_id)) == ("clerk_check", {"address_known"})
    town.act(case_id, "ask", CLERK, text="Welk adres is het?")
    town.wait(days=25)
    assert town.state(case_id) == "clerk_check"
    town.act(case_id, "close_unanswered", CLERK, reason="no_answer")
    assert town.state(case_id) == "lapsed"
    assert not town.reads(LUCJA, Service.PERSON).pending_change
    assert town.mails(LUCJA)[-1].startswith("Wij sloten uw aangifte af")


def test_withdrawing_leaves_everything_as_it_was_and_one_may_declare_again(town: Moves) -> None:
    before = town.reads(LUCJA, Service.PERSON)
    case_id = town.declare()
    with pytest.raises(ConflictError) as second:
        town.declare(LUCJA, NEW | {"number": "14"})
    assert second.value.public == "Voor deze persoon loopt al een aangifte."
    town.act(case_id, "withdraw", as_(LUCJA))
    assert town.state(case_id) == "withdrawn"
    assert town.reads(LUCJA, Service.PERSON) == before
    assert town.state(town.declare(LUCJA, NEW | {"number": "14"})) == "visiting"


def test_who_declares_again_is_told_which_declaration_runs_and_may_end_it(town: Moves) -> None:
    case_id = town.declare()
    visitor = Visitor(http=town.counter.client.http)
    visitor.sign_in(LUCJA.digits)
    at = "/zaken/adreswijziging/nieuw"
    raw = a_form(LUCJA.digits, NEW | {"number": "14"})
    answer = visitor.post(at, form_of(visitor.get(at), at) | raw | {"_stap": "", "_naar": "stuur"})
    text = answer.body.decode()
    assert answer.status_code == 409, text
    assert "Voor deze persoon loopt al een aangifte." in text
    assert f'href="/aanvragen/{case_id}"' in text
    assert town.case(case_id).reference in text
    assert "Aangifte intrekken" in visitor.get(f"/aanvragen/{case_id}").body.decode()


def test_a_form_sends_who_moves_without_a_national_number_in_any_page(town: Moves) -> None:
    visitor, at = Visitor(http=town.counter.client.http), "/zaken/adreswijziging/nieuw"
    visitor.sign_in(LUCJA.digits)
    raw = a_form(LUCJA.digits, NEW) | {"_stap": "movers"}
    assert visitor.post(at, form_of(visitor.get(at), at) | raw).status_code == 303
    pages = [visitor.get(f"{at}?stap={step}") for step in ("movers", "joining", "declare")]
    assert re.search(r'name="movers" value="p\.[^"]+" checked', pages[0].body.decode())
    last = form_of(pages[-1], at) | {"declares": "ja", "_email": "p0212@example.org"}
    sent = visitor.post(at, last | {"_stap": "", "_naar": "stuur"})
    town.drain()
    case_id = sent.headers["Location"].rsplit("/", 1)[1]
    assert town.case(case_id).payload.movers == (LUCJA,)
    pages.append(visitor.get(f"/aanvragen/{case_id}/verbeteren"))
    assert not [page for page in pages if LUCJA.digits in page.body.decode()]


def test_naming_strangers_tells_nothing_of_them_and_keeps_none_of_them_from_moving(
    town: Moves,
) -> None:
    case_id = town.declare(LUCJA, movers=[LUCJA.digits, SENNE.digits])
    assert "movers_of_household" in reasons(town, case_id)
    assert [member.number for member in town.case(case_id).payload.moving] == [LUCJA]
    assert town.case(case_id).party_of(SENNE) is None
    assert town.declare(SENNE, NEW | {"number": "20"})


def test_a_correction_makes_the_receipt_anew_and_moves_the_mark(town: Moves) -> None:
    case_id = town.declare(LIEN, custody="both")
    first = town.case(case_id).in_slot("receipt")
    other = next(n for n in household_of(LIEN) if n != LIEN.digits)
    corrected = a_form([LIEN.digits], NEW | {"number": "14"})
    fields = {k: v for k, v in corrected.items() if k.startswith(("address", "moved", "movers"))}
    town.act(case_id, "correct", as_(LIEN), **fields)
    second = town.case(case_id).in_slot("receipt")
    assert first is not None
    assert second is not None
    assert (second.issue, second.replaces) == (2, first.number)
    assert town.case(case_id).payload.where.startswith("Vlasstraat 14")
    assert [p.role for p in town.case(case_id).parties] == ["declarant"]
    assert not town.reads(NationalNumber(other), Service.PERSON).pending_change
    assert town.reads(LIEN, Service.PERSON).pending_change


def test_a_child_that_moves_without_a_parent_waits_for_that_parents_term(town: Moves) -> None:
    partner, lien, *children = household_of(LIEN)
    case_id = town.declare(LIEN, movers=[lien, *children], custody="no_ruling")
    assert {"custody_clear", "parents_move_along"} <= reasons(town, case_id)
    town.act(case_id, "tell_parent", CLERK)
    town.act(case_id, "parent_told", CLERK, day="2026-03-17")
    town.act(case_id, "send_officer", CLERK)
    town.found_there(case_id)
    with pytest.raises(GuardNotMetError):
        town.act(case_id, "register", CLERK)
    town.wait(days=17)
    town.act(case_id, "register", CLERK)
    town.wait(minutes=11)
    assert town.state(case_id) == "registered"
    left = town.reads(NationalNumber(partner), Service.HOUSEHOLD)
    assert [member.number.digits for member in left.members] == [partner]


def test_who_comes_from_another_municipality_is_told_of_there(town: Moves) -> None:
    case_id = town.declare(TINE)
    assert town.case(case_id).payload.former == "34027"
    town.registered(case_id)
    assert town.reads(TINE, Service.PERSON).managed_by == KORTRIJK
    assert "ingeschreven" in town.text_of(case_id, "notice_registered")
    (post,) = town.counter.wiring.mail.tray.letters(CLERK.staff).lines
    sheet = town.counter.wiring.mail.paper.sheet(CLERK.staff, case_id, post.task.key)
    assert sheet.lines == ("de vorige gemeente", "NIS-code 34027")
    assert sheet.letter.title == "Bericht van inschrijving aan de vorige gemeente"
    assert sheet.document is not None
    assert sheet.document.slot == "notice_registered"


def test_a_part_is_registered_and_the_rest_refused_in_one_case(town: Moves) -> None:
    partner, lien, *children = household_of(LIEN)
    case_id = town.declare(LIEN, custody="both")
    found = [lien, *children]
    town.visit(case_id, "some_live_there", checklist=sorted(REQUIRED_CHECKS), household=found)
    why = {"reason": "lives_elsewhere", "text": "Een van u woont elders."}
    town.act(case_id, "intend_refusal", CLERK, **why)
    town.act(case_id, "posted", CLERK, day="2026-03-17")
    town.wait(days=20)
    codes = ["2", "3", "4"]
    town.act(case_id, "register_part", CLERK, members=codes, reason="lives_elsewhere")
    town.wait(minutes=11)
    assert town.state(case_id) == "refusal_to_send"
    town.act(case_id, "refusal_served", CLERK, day=town.today)
    assert town.state(case_id) == "registered"
    assert len(town.reads(LIEN, Service.HOUSEHOLD).members) == 3
    assert not town.reads(NationalNumber(partner), Service.PERSON).pending_change


class Away:
    """A register of changes that fails as long as it is told to."""

    def __init__(self, real: Any) -> None:
        self.real, self.is_away = real, False

    def move(self, change: Any) -> None:
        if self.is_away:
            raise RetryableError("away")
        self.real.move(change)
        if self.is_lost:
            self.is_lost = False
            raise RetryableError("the answer is lost")

    is_lost = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@pytest.fixture
def away(town: Moves) -> Away:
    register = Away(town.counter.wiring.state.register_updates)
    town.counter.wiring.give(register_updates=register)
    return register


def test_a_register_that_stays_away_for_two_days_gives_the_case_to_a_clerk(
    town: Moves, away: Away
) -> None:
    case_id = town.declare()
    away.is_away = True
    town.registered(case_id)
    assert town.state(case_id) == "registering"
    for _ in range(5):
        town.wait(hours=11)
    assert town.state(case_id) == "deciding"
    away.is_away = False
    town.act(case_id, "register", CLERK)
    town.wait(minutes=11)
    assert town.state(case_id) == "registered"


def test_a_lost_answer_of_the_register_registers_once(town: Moves, away: Away) -> None:
    case_id = town.declare()
    away.is_lost = True
    town.registered(case_id)
    town.wait(minutes=5)
    assert town.state(case_id) == "registered"
    residences = town.reads(LUCJA, Service.RESIDENCES)
    assert [r.address for r in residences].count(AT_NEW) == 1


def test_within_ten_minutes_the_same_clerk_goes_back_and_nobody_else(town: Moves) -> None:
    case_id = town.declare()
    town.found_there(case_id)
    town.act(case_id, "register", CLERK)
    other = replace(CLERK, staff=replace(CLERK.staff, id="k2"))
    with pytest.raises(GuardNotMetError):
        town.act(case_id, "undo", other)
    mine = town.counter.wiring.road.look.case(KORTRIJK, case_id, as_(LUCJA))
    assert (mine.label, [line.clock for line in mine.dates]) == ("Wordt ingeschreven", [])
    town.wait(minutes=5)
    town.act(case_id, "undo", CLERK)
    after = town.counter.wiring.road.look.case(KORTRIJK, case_id, as_(LUCJA))
    assert {"register", "undone"}.isdisjoint(line.event for line in after.history)
    assert town.state(case_id) == "deciding"
    assert town.reads(LUCJA, Service.PERSON).address != AT_NEW


def test_two_officers_on_one_visit_report_once(town: Moves) -> None:
    case_id = town.declare()
    seen = town.counter.wiring.road.look.case(KORTRIJK, case_id, OFFICER).seen
    town.found_there(case_id)
    with pytest.raises(ChangedError):
        town.act_seeing(case_id, seen, "visit", OFFICER, "nobody_home", moment="2026-03-17T11:00")
    assert len(town.case(case_id).payload.visits) == 1


def test_a_late_declaration_is_accepted_and_kindly_said(town: Moves) -> None:
    case_id = town.declare(LUCJA, moved_on="2026-02-02")
    assert town.state(case_id) == "visiting"
    assert "later dan 8 werkdagen" in town.text_of(case_id, "receipt")


def test_the_inquirys_term_becomes_a_task_and_never_a_decision(town: Moves) -> None:
    case_id, within = town.declare(TINE), town.declare()
    for _ in range(4):
        town.wait(days=7)
    assert town.state(case_id) == "visiting"
    assert {"inquiry_late", "former_not_told"} <= set(town.tasks(case_id))
    assert "former_not_told" not in town.tasks(within), "no other municipality waits to hear"
    assert town.clock.now() > town.case(case_id).intake.received_at + timedelta(days=27)
