"""Declarations to judge: who moves, and a scene of a case with them."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.adapters.files.words import FileWords
from chalicelib.domain.address_change.facts import DeclarationFacts
from chalicelib.domain.address_change.move import JoinableHome, Member, Move
from chalicelib.domain.address_change.process import address_change_type
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.intake import Channel, Intake
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Scene
from chalicelib.domain.process.instance import Instance
from chalicelib.domain.registers.dwellings import Dwelling
from chalicelib.domain.registers.people import Address, Household, HouseholdMember, Position
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.wiring.processes.address_change import WORDS as FILE
from tests.support.municipalities import CASE_WORDS, a_municipality
from tests.support.requests import KORTRIJK, NOW, a_number, an_id
from tests.support.rules.facts import a_birth, a_person

ANN, BO, KIM = a_number(1), a_number(2), a_number(3)
HOME = Address("Leiestraat", "3", "", "8500", "Kortrijk", KORTRIJK)
NEW = Address("Vlasstraat", "12", "0203", "8500", "Kortrijk", KORTRIJK)
TODAY = date(2026, 3, 17)
DEFINITION = FileDefinitions(Path(__file__).parents[3] / "templates" / "processes").newest(
    "address_change"
)
MEMBERS = (
    Member("1", ANN, "Ann Maes", date(1985, 1, 1)),
    Member("2", BO, "Bo Maes", date(1986, 1, 1)),
)
MOVE = Move(
    declared_on=TODAY,
    moved_on=date(2026, 3, 16),
    new_address=NEW,
    movers=(ANN, BO),
    household=MEMBERS,
)
HOMES = (JoinableHome("1", KIM, "Kim Sabbe", 1), JoinableHome("2", a_number(4), "Lou Maes", 2))
DECLARANT = Party(1, "declarant", ANN, Assurance.HIGH, "ann@example.org")
ASKED = Party(2, "reference_person", KIM, email="kim@example.org")


def a_scene(event: str = "", *parties: Party, role: str = "clerk", **more: Any) -> Scene[Move]:
    """A case of Ann and Bo who move; fields of the payload, or of the scene, by name."""
    of_scene = {k: more.pop(k) for k in ("values", "author", "party", "verdict") if k in more}
    blank = Instance("address_change", 1, "deciding", 3, NOW, NOW)
    case = Case(
        KORTRIJK,
        an_id(),
        blank,
        (DECLARANT, *parties),
        replace(MOVE, **more),
        Intake(Channel.THUISLOKET, NOW),
        verdict=of_scene.pop("verdict", None),
    )
    author = of_scene.pop("author", "staff:k17")
    return Scene(case, DEFINITION, a_municipality(), event, role, author, NOW, TODAY, **of_scene)


WORDS = FileWords(FILE)
"""What the process says."""


def a_frame(at: datetime = NOW) -> Frame:
    return Frame(DEFINITION, address_change_type(WORDS), a_municipality(), at, CASE_WORDS)


def the_facts(**changes: Any) -> DeclarationFacts:
    """A declaration in which nothing is for a clerk."""
    birth = a_birth()
    people = {number: a_person(number=number) for number in (ANN, BO)}
    household = Household(
        HOME,
        tuple(
            HouseholdMember(n, p.name, birth, Position.UNRELATED, date(2020, 1, 1))
            for n, p in people.items()
        ),
    )
    facts = DeclarationFacts(MOVE, ANN, KORTRIJK, TODAY, people, household, Dwelling(NEW, "leie"))
    return replace(facts, **changes)
