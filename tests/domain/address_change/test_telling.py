"""Who reads what of a declaration, and what remains of it."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.address_change.move import Member
from chalicelib.domain.address_change.process import address_change_type
from chalicelib.domain.address_change.rules import PAPER, judged
from chalicelib.domain.address_change.standing import standing
from chalicelib.domain.address_change.turns import TURNS
from chalicelib.domain.cases.party import Party
from chalicelib.domain.process.actions import ActionKind, FieldKind
from chalicelib.domain.registers.people import Kin, Relative
from tests.support.processes.address_change import (
    ANN,
    ASKED,
    BO,
    DECLARANT,
    DEFINITION,
    MOVE,
    TODAY,
    WORDS,
    a_scene,
    the_facts,
)
from tests.support.requests import a_number
from tests.support.rules.facts import a_birth, a_person

TYPE = address_change_type(WORDS, lambda _: {"leie": "Leie"})
MOVER = Party(3, "mover", BO)
CLEO, SIXTH = "Cleo Maes (2020)", date(2026, 3, 18)
CASE = a_scene("", ASKED, MOVER, verdict=judged(the_facts(dwelling=None))).case


@pytest.mark.parametrize(("party", "reads"), [(DECLARANT, True), (MOVER, True), (ASKED, False)])
def test_only_who_moves_reads_why_a_clerk_looks_at_it(party: Party, reads: bool) -> None:
    assert bool(TYPE.findings(CASE, party)) is reads


def test_who_sends_what_was_missing_of_a_child_is_asked_for_it_no_more() -> None:
    child = a_person(number=BO, birth=a_birth(2018), relatives=(Relative(ANN, Kin.PARENT),))
    move, facts = replace(MOVE, custody="ruling_here"), the_facts()
    verdict = judged(replace(facts, move=move, people={**facts.people, BO: child}))

    def asked_after(role: str) -> bool:
        scene = a_scene("paper_added", role=role, verdict=verdict, custody="ruling_here")
        after = replace(scene.case, payload=TURNS["paper_added"](scene))
        return PAPER in [finding.code for finding in TYPE.findings(after, DECLARANT)]

    assert [asked_after(role) for role in ("reference_person", "declarant")] == [True, False]


def test_what_is_confirmed_names_who_comes_to_live_where_and_no_number() -> None:
    assert TYPE.shown is not None
    shown = TYPE.shown(CASE.payload)
    assert shown["Wie er komt wonen"] == "Ann Maes, Bo Maes"
    assert ANN.digits not in repr(shown)


def test_only_who_moves_reads_where_to_and_with_which_code_whose_card_is_changed() -> None:
    child = Member("3", a_number(5), "Cleo Maes", date(2020, 3, 18))
    members = (*MOVE.household, child)
    movers = tuple(member.number for member in members)
    move = replace(MOVE, household=members, movers=movers)
    (declared,) = standing(move, MOVER, TODAY, WORDS)
    assert ("Nieuw adres", "Vlasstraat 12 bus 0203, 8500 Kortrijk") in declared.lines
    there = replace(move, registered=("1", "2", "3"), cards_done=("2",))
    cards = [dict(standing(there, DECLARANT, day, WORDS)[1].lines) for day in (TODAY, SIXTH)]
    pin, puk = "Breng de kaart en de pincode mee.", "Breng de Kids-ID en de pukcode mee."
    assert cards[0] == {"Ann Maes (1985)": pin, "Bo Maes (1986)": "Aangepast.", CLEO: puk}
    assert cards[1][CLEO] == pin
    for other in (ASKED, replace(ASKED, role="other_parent")):
        assert standing(there, other, TODAY, WORDS) == ()


def test_the_declarant_takes_the_whole_declaration_along_and_a_mover_only_themselves() -> None:
    assert TYPE.forgets is not None
    mover = TYPE.forgets(CASE, 3)
    assert [member.number for member in mover.household] == [ANN]
    assert mover.new_address is not None
    all_ = TYPE.forgets(CASE, 1)
    assert (all_.household, all_.movers, all_.new_address, all_.receipted) == ((), (), None, "")
    assert all_.declared_on == CASE.payload.declared_on
    assert TYPE.forgets(CASE, 2) == CASE.payload


def test_a_notice_goes_only_to_another_municipality() -> None:
    moved = replace(CASE, payload=replace(CASE.payload, former="34027"))
    assert TYPE.notified(CASE, "former_municipality") == ""
    assert TYPE.notified(moved, "former_municipality") == "34027"
    assert TYPE.notified(moved, "clerk") == ""


def test_a_declarant_keeps_others_from_declaring_only_for_known_members() -> None:
    keys = TYPE.keys["each_mover"]
    named = replace(CASE, payload=replace(CASE.payload, movers=(ANN, BO), household=()))
    assert keys(named) == (ANN.digits,)
    assert keys(CASE) == tuple(sorted((ANN.digits, BO.digits)))


def test_what_goes_by_post_to_the_old_address_does_not_tell_a_new_one_that_is_shielded() -> None:
    open_ = TYPE.printed(CASE, "refusal")["address"]
    shielded = replace(CASE, payload=replace(CASE.payload, hides_names=True))
    assert "Vlasstraat" in open_
    assert "Vlasstraat" not in repr(TYPE.printed(shielded, "refusal"))


@pytest.mark.parametrize("role", ["reference_person", "other_parent"])
def test_in_no_state_others_read_what_is_said_to_who_moves(role: str) -> None:
    theirs = ("uw aangifte", "uw kaart", "uw inschrijving", "uw beroep", "uw nieuwe", " u in")
    for state in DEFINITION.states.values():
        spoken = (state.label, state.explains)
        said = " ".join(one.for_reader(role, is_turn=False) for one in spoken).lower()
        assert not [words for words in theirs if words in said], state.id


def test_nobody_is_told_that_a_file_is_optional_where_nothing_goes_without_one() -> None:
    uploads = (a for a in DEFINITION.actions.values() if a.kind is ActionKind.UPLOAD)
    for action in uploads:
        files = [f for f in action.fields.values() if f.kind is FieldKind.FILE]
        assert all(file.required for file in files), action.id
