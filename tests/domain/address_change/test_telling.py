"""Who reads what of a declaration, and what remains of it."""

from dataclasses import replace

import pytest

from chalicelib.domain.address_change.process import address_change_type
from chalicelib.domain.address_change.rules import judged
from chalicelib.domain.cases.party import Party
from tests.support.processes.address_change import (
    ANN,
    ASKED,
    BO,
    DECLARANT,
    WORDS,
    a_scene,
    the_facts,
)

TYPE = address_change_type(WORDS, lambda _: {"leie": "Leie"})
MOVER = Party(3, "mover", BO)
CASE = a_scene("", ASKED, MOVER, verdict=judged(the_facts(dwelling=None))).case


@pytest.mark.parametrize(("party", "reads"), [(DECLARANT, True), (MOVER, True), (ASKED, False)])
def test_only_who_moves_reads_why_a_clerk_looks_at_it(party: Party, reads: bool) -> None:
    assert bool(TYPE.findings(CASE, party)) is reads


def test_what_is_confirmed_names_who_comes_to_live_where_and_no_number() -> None:
    assert TYPE.shown is not None
    shown = TYPE.shown(CASE.payload)
    assert shown["Wie er komt wonen"] == "Ann Maes, Bo Maes"
    assert ANN.digits not in repr(shown)


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
