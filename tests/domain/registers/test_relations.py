"""What the register proves somebody to be to somebody else."""

from datetime import date

import pytest

from chalicelib.domain.registers.people import CivilStatus, Kin, PersonStatus, Relative
from chalicelib.domain.registers.relations import (
    Relation,
    is_surely_minor,
    may_be_minor,
    proven_relations,
)
from chalicelib.domain.shared.partial_date import PartialDate
from tests.support.rules.facts import RELATIVES, STRANGER, SUBJECT, TODAY, a_birth, a_person

UP, UP_1 = Relation.ASCENDANT_DIRECT_LINE, Relation.ASCENDANT_FIRST_DEGREE
DOWN, DOWN_1 = Relation.DESCENDANT_DIRECT_LINE, Relation.DESCENDANT_FIRST_DEGREE
REPRESENTATIVE = Relation.LEGAL_REPRESENTATIVE
DECEASED = PersonStatus.DECEASED

LIVING = {
    Kin.SPOUSE: {Relation.SPOUSE},
    Kin.FORMER_SPOUSE: set(),
    Kin.LEGAL_COHABITANT: {Relation.LEGAL_COHABITANT},
    Kin.PARENT: {UP, UP_1},
    Kin.CHILD: {DOWN, DOWN_1},
    Kin.GRANDPARENT: {UP},
    Kin.GRANDCHILD: {DOWN},
    Kin.GUARDIAN: {REPRESENTATIVE},
    Kin.WARD: set(),
}


@pytest.mark.parametrize("kin", Kin)
def test_a_relative_is_what_the_register_says(kin):
    assert proven_relations(a_person(), RELATIVES[kin], TODAY) == LIVING[kin]


def test_the_same_number_is_the_person_and_nothing_else():
    assert proven_relations(a_person(), SUBJECT, TODAY) == {Relation.SELF}


def test_a_stranger_is_nothing():
    assert proven_relations(a_person(), STRANGER, TODAY) == set()


def test_who_stands_in_the_file_twice_is_both():
    both = (Relative(STRANGER, Kin.SPOUSE), Relative(STRANGER, Kin.GUARDIAN))
    proven = proven_relations(a_person(relatives=both), STRANGER, TODAY)
    assert proven == {Relation.SPOUSE, REPRESENTATIVE}


def test_a_parent_represents_a_minor_child():
    child = a_person(birth=a_birth(2015))
    assert proven_relations(child, RELATIVES[Kin.PARENT], TODAY) == {UP, UP_1, REPRESENTATIVE}


def test_a_grandparent_represents_nobody():
    child = a_person(birth=a_birth(2015))
    assert proven_relations(child, RELATIVES[Kin.GRANDPARENT], TODAY) == {UP}


def test_death_ends_representation_and_leaves_kinship():
    child = a_person(birth=a_birth(2015), status=DECEASED)
    assert proven_relations(child, RELATIVES[Kin.PARENT], TODAY) == {UP, UP_1}
    assert proven_relations(child, RELATIVES[Kin.GUARDIAN], TODAY) == set()


def test_a_spouse_survives_the_other():
    dead = a_person(status=DECEASED, civil_status=CivilStatus.MARRIED)
    assert proven_relations(dead, RELATIVES[Kin.SPOUSE], TODAY) == {Relation.SURVIVING_SPOUSE}


def test_who_wasn_t_married_at_death_leaves_no_surviving_spouse():
    dead = a_person(status=DECEASED, civil_status=CivilStatus.DIVORCED)
    proven = proven_relations(dead, RELATIVES[Kin.SPOUSE], TODAY)
    assert Relation.SURVIVING_SPOUSE not in proven


@pytest.mark.parametrize(
    ("born", "on", "surely", "maybe"),
    [
        (PartialDate(2008, 3, 17), date(2026, 3, 16), True, True),
        (PartialDate(2008, 3, 17), date(2026, 3, 17), False, False),
        (PartialDate(2008, 2, 29), date(2026, 2, 28), True, True),
        (PartialDate(2008, 2, 29), date(2026, 3, 1), False, False),
        (PartialDate(2008), date(2025, 12, 31), True, True),
        (PartialDate(2008), date(2026, 1, 1), False, True),
        (PartialDate(2008), date(2026, 12, 30), False, True),
        (PartialDate(2008), date(2026, 12, 31), False, False),
        (PartialDate(2008, 5), date(2026, 5, 1), False, True),
        (PartialDate(2008, 5), date(2026, 5, 31), False, False),
    ],
)
def test_an_incomplete_birth_date_leaves_a_time_in_which_nobody_is_sure(born, on, surely, maybe):
    assert is_surely_minor(born, on) is surely
    assert may_be_minor(born, on) is maybe
