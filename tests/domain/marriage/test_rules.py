"""The conditions of a marriage: who may, who may not, and what is asked of whom."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.cases.verdict import Outcome, Verdict
from chalicelib.domain.marriage import kin
from chalicelib.domain.marriage.declaration import Declaration
from chalicelib.domain.marriage.known import MarriageFacts, Partner
from chalicelib.domain.marriage.rules import impediments, to_bring, verdict
from chalicelib.domain.registers.acts import Act, ActKind, ActOrigin
from chalicelib.domain.registers.answers import Answer, Found, NotFound
from chalicelib.domain.registers.people import (
    CivilStatus,
    Cohabitation,
    Kin,
    Nationality,
    Person,
    PersonName,
    PersonStatus,
    Place,
    Relative,
)
from chalicelib.domain.shared.partial_date import PartialDate
from tests.support.processes.marriage import singles
from tests.support.requests import ELSEWHERE, KORTRIJK, a_number

ONE, OTHER = (file.person for file in singles()[:2])
TODAY = date(2026, 2, 2)
MOTHER, GRANDMOTHER, FORMER = a_number(801), a_number(802), a_number(803)
STRANGER = PersonName(("Noor",), "Ander")


def birth(origin: ActOrigin = ActOrigin.MIGRATED) -> Found[Act]:
    (act,) = singles()[0].acts[ActKind.BIRTH]
    return Found(replace(act, origin=origin))


def judged(
    one: Person = ONE,
    other: Person = OTHER,
    act: Answer[Act] | None = None,
    **declared: Any,
) -> Verdict:
    partners = (Partner(1, one, act or birth()), Partner(2, other, birth()))
    return verdict(MarriageFacts(Declaration(**declared), partners, KORTRIJK, TODAY))


def failed(found: Verdict) -> set[tuple[str, int]]:
    return {(finding.code, finding.party) for finding in found.failed}


def test_nothing_stands_in_the_way_of_two_single_adults() -> None:
    found = judged()
    assert failed(found) == set()
    assert found.outcome is Outcome.ISSUE
    assert not impediments(found)
    assert to_bring(found) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"civil_status": CivilStatus.MARRIED}, "md_single"),
        ({"birth": replace(ONE.birth, date=PartialDate(2008, 2, 3))}, "md_adult"),
        ({"birth": replace(ONE.birth, date=PartialDate(2008))}, "md_adult"),
        ({"status": PersonStatus.STRUCK_OFF}, "md_resident"),
        ({"address": None}, "md_resident"),
        ({"relatives": (Relative(a_number(804), Kin.GUARDIAN),)}, "md_capable"),
    ],
)
def test_what_only_the_registrar_can_say_is_about_one_partner(
    changes: dict[str, Any], code: str
) -> None:
    found = judged(replace(ONE, **changes))
    assert failed(found) == {(code, 1)}
    assert impediments(found)
    assert to_bring(found) == ()


def test_eighteen_on_the_day_of_the_wedding_is_old_enough() -> None:
    young = replace(ONE, birth=replace(ONE.birth, date=PartialDate(2008, 5, 16)))
    assert failed(judged(young, wedding="2026-05-16 10:30 Stadhuis")) == set()
    assert failed(judged(young, wedding="2026-05-15 14:00 Stadhuis")) == {("md_adult", 1)}


def test_a_widow_and_who_divorced_may_marry() -> None:
    for status in (CivilStatus.WIDOWED, CivilStatus.DIVORCED):
        assert failed(judged(replace(ONE, civil_status=status))) == set()


def test_one_of_the_two_lives_here_or_we_are_not_competent() -> None:
    away = replace(ONE, managed_by=ELSEWHERE)
    assert failed(judged(away)) == set()
    assert failed(judged(away, replace(OTHER, managed_by=ELSEWHERE))) == {("md_competent", 0)}


def test_papers_from_abroad_are_asked_of_who_has_them() -> None:
    greek = (Nationality("140", "Griekenland"),)
    found = judged(ONE, replace(OTHER, nationalities=greek))
    assert failed(found) == {("md_nationality", 2)}
    assert (to_bring(found), impediments(found)) == ((2,), False)
    assert to_bring(judged(foreign=("ended_abroad",))) == (1, 2)


@pytest.mark.parametrize(
    ("country", "act", "code"),
    [
        ("BE", NotFound(), "md_birth_act"),
        ("BE", birth(ActOrigin.ON_PAPER), "md_birth_act"),
        ("GR", NotFound(), "md_foreign_birth"),
    ],
)
def test_a_belgian_act_is_fetched_by_us_and_a_foreign_one_is_asked(
    country: str, act: Answer[Act], code: str
) -> None:
    born = replace(ONE, birth=replace(ONE.birth, place=Place("Elders", country)))
    assert failed(judged(born, act=act)) == {(code, 1)}


def test_a_cohabitation_with_another_is_told_and_keeps_nobody_from_marrying() -> None:
    lives = Cohabitation(STRANGER, date(2020, 1, 1), "Kortrijk")
    found = judged(replace(ONE, cohabitation=lives))
    assert failed(found) == {("md_cohabiting", 1)}
    assert found.outcome is Outcome.ISSUE
    together = replace(lives, partner=OTHER.name)
    assert failed(judged(replace(ONE, cohabitation=together))) == set()


def related(person: Person, *relatives: Relative) -> Person:
    return replace(person, relatives=relatives)


@pytest.mark.parametrize(
    ("one", "other", "bars"),
    [
        ((Relative(OTHER.number, Kin.CHILD),), (), ("straight_line",)),
        ((Relative(OTHER.number, Kin.GRANDPARENT),), (), ("straight_line",)),
        ((Relative(MOTHER, Kin.PARENT),), (Relative(MOTHER, Kin.PARENT),), ("siblings",)),
        (
            (Relative(GRANDMOTHER, Kin.PARENT),),
            (Relative(MOTHER, Kin.PARENT), Relative(GRANDMOTHER, Kin.GRANDPARENT)),
            ("uncle_niece",),
        ),
        (
            (Relative(FORMER, Kin.FORMER_SPOUSE),),
            (Relative(FORMER, Kin.PARENT),),
            ("in_law",),
        ),
        (
            (Relative(GRANDMOTHER, Kin.GRANDPARENT),),
            (Relative(GRANDMOTHER, Kin.GRANDPARENT),),
            (),  # cousins may
        ),
        ((), (), ()),
    ],
)
def test_the_degrees_that_the_law_forbids_whoever_is_named_first(
    one: tuple[Relative, ...], other: tuple[Relative, ...], bars: tuple[str, ...]
) -> None:
    first, second = related(ONE, *one), related(OTHER, *other)
    assert kin.bars(first, second) == kin.bars(second, first) == bars


def test_kinship_is_about_both_and_names_its_article() -> None:
    found = judged(related(ONE, Relative(OTHER.number, Kin.PARENT)))
    (finding,) = found.failed
    assert (finding.code, finding.party) == ("md_kin", 0)
    assert finding.basis.endswith("art. 161")
