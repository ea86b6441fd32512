"""What a move makes of persons, households and residences."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.registers.people import (
    Address,
    Household,
    HouseholdMember,
    Kin,
    Position,
    Relative,
    Residence,
)
from chalicelib.domain.registers.relocation import (
    Relocation,
    RelocationFacts,
    UnfitError,
    is_done,
    relocated,
)
from tests.support.requests import ELSEWHERE, KORTRIJK, a_number
from tests.support.rules.facts import a_birth, a_person

ANN, BO, KIM, TOM, EVA = (a_number(n) for n in range(1, 6))
HOME = Address("Leiestraat", "3", "", "8500", "Kortrijk", KORTRIJK)
NEW = Address("Vlasstraat", "12", "0203", "8500", "Kortrijk", KORTRIJK)
DAY, BEFORE = date(2026, 3, 2), date(2015, 2, 1)


def member(number: Any, position: Position, year: int) -> HouseholdMember:
    name = a_person().name
    return HouseholdMember(number, name, a_birth(year), position, BEFORE)


FAMILY = Household(
    HOME,
    (
        member(ANN, Position.REFERENCE, 1980),
        member(BO, Position.PARTNER, 1981),
        member(KIM, Position.CHILD, 2012),
    ),
)
OTHERS = Household(NEW, (member(TOM, Position.REFERENCE, 1990),))
KIN = {
    ANN: (Relative(BO, Kin.SPOUSE), Relative(KIM, Kin.CHILD)),
    BO: (Relative(ANN, Kin.SPOUSE), Relative(KIM, Kin.CHILD)),
    KIM: (Relative(ANN, Kin.PARENT), Relative(BO, Kin.PARENT)),
    TOM: (Relative(KIM, Kin.CHILD),),
}
KNOWN = RelocationFacts(
    {
        n: a_person(number=n, address=HOME, relatives=kin, pending_change=True)
        for n, kin in KIN.items()
    },
    {ANN: FAMILY, BO: FAMILY, KIM: FAMILY, TOM: OTHERS},
    {n: (Residence(HOME, BEFORE, None),) for n in KIN},
)


def after(*people: Any, joins: Any = None) -> RelocationFacts:
    return relocated(KNOWN, Relocation("case", people, NEW, DAY, joins))


def seen(known: RelocationFacts, number: Any) -> list[tuple[Any, Position]]:
    return [(m.number, m.position) for m in known.households[number].members]


def test_a_whole_family_keeps_its_places_at_the_new_address() -> None:
    known = after(ANN, BO, KIM)
    assert seen(known, KIM) == [(m.number, m.position) for m in FAMILY.members]
    assert known.households[ANN].address == NEW
    assert {m.since for m in known.households[ANN].members} == {DAY}


def test_who_stays_behind_forms_a_household_with_a_reference_person_of_its_own() -> None:
    known = after(ANN)
    assert seen(known, ANN) == [(ANN, Position.REFERENCE)]
    assert seen(known, BO) == [(BO, Position.REFERENCE), (KIM, Position.CHILD)]
    assert known.households[KIM].address == HOME
    assert BO not in known.people


def test_a_child_left_behind_alone_becomes_the_reference_person() -> None:
    assert seen(after(ANN, BO), KIM) == [(KIM, Position.REFERENCE)]


def test_who_joins_a_household_stands_there_as_its_reference_person_is_related() -> None:
    known = after(KIM, BO, joins=TOM)
    assert seen(known, TOM) == [
        (TOM, Position.REFERENCE),
        (KIM, Position.CHILD),
        (BO, Position.UNRELATED),
    ]
    assert seen(known, ANN) == [(ANN, Position.REFERENCE)]


def test_a_couple_that_leaves_the_parents_home_is_a_household_with_one_reference_person() -> None:
    couple = (member(KIM, Position.CHILD, 1998), member(EVA, Position.UNRELATED, 1999))
    family = Household(HOME, (*FAMILY.members[:2], *couple))
    kin = KNOWN.people | {
        KIM: replace(KNOWN.people[KIM], relatives=(Relative(EVA, Kin.SPOUSE),)),
        EVA: a_person(number=EVA, address=HOME, relatives=(Relative(KIM, Kin.SPOUSE),)),
    }
    known = replace(KNOWN, people=kin, households=dict.fromkeys((ANN, BO, KIM, EVA), family))
    moved = relocated(known, Relocation("case", (KIM, EVA), NEW, DAY, None))
    assert seen(moved, EVA) == [(KIM, Position.REFERENCE), (EVA, Position.PARTNER)]
    assert seen(moved, ANN) == [(ANN, Position.REFERENCE), (BO, Position.PARTNER)]


def test_two_households_can_live_in_one_dwelling() -> None:
    known = after(ANN, BO, KIM)
    assert TOM not in known.households


def test_the_history_goes_on_without_a_gap_and_the_mark_is_gone() -> None:
    known = after(ANN)
    assert known.residences[ANN] == (Residence(NEW, DAY, None), Residence(HOME, BEFORE, DAY))
    person = known.people[ANN]
    assert (person.address, person.address_since, person.pending_change) == (NEW, DAY, False)


def test_who_comes_from_another_municipality_is_managed_here_from_that_day() -> None:
    people = {ANN: replace(KNOWN.people[ANN], managed_by=ELSEWHERE)}
    known = relocated(replace(KNOWN, people=people), Relocation("case", (ANN,), NEW, DAY))
    assert (known.people[ANN].managed_by, known.people[ANN].registered_since) == (KORTRIJK, DAY)


def test_moving_again_in_the_same_way_is_known_to_be_done() -> None:
    move = Relocation("case", (ANN,), NEW, DAY)
    assert not is_done(KNOWN, move)
    assert is_done(relocated(KNOWN, move), move)


@pytest.mark.parametrize(
    ("people", "joins", "reason"),
    [
        ((EVA,), None, "unknown_person"),
        ((ANN, TOM), None, "not_one_household"),
        ((BO,), ANN, "joined_moved"),
        ((BO,), EVA, "joined_moved"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_changes(
    people: Any, joins: Any, reason: str
) -> None:
    with pytest.raises(UnfitError) as refused:
        after(*people, joins=joins)
    assert refused.value.reason == reason
