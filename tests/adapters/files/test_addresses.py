"""Addresses as people type them."""

from pathlib import Path

import pytest

from chalicelib.adapters.files.addresses import FileAddresses
from chalicelib.adapters.files.loading import CatalogueError
from chalicelib.domain.registers.dwellings import on_a_line
from chalicelib.domain.registers.people import Address
from chalicelib.settings import TEMPLATES
from tests.support.requests import ELSEWHERE, KORTRIJK
from tests.support.steps import steps

ADDRESSES = FileAddresses(TEMPLATES / "addresses")


def found(street: str, number: str = "12", box: str = "", place: str = "8500 Kortrijk") -> str:
    postcode, _, locality = place.partition(" ")
    dwelling = ADDRESSES.find(KORTRIJK, Address(street, number, box, postcode, locality, ""))
    if dwelling is None:
        return ""
    known = dwelling.address
    return f"{known.street} {known.house_number} {known.box} {known.locality}".replace("  ", " ")


@pytest.mark.parametrize(
    ("typed", "street"),
    [
        ("Vlasstraat", "Vlasstraat"),
        ("vlasstr.", "Vlasstraat"),
        ("VLAS STR", "Vlasstraat"),
        ("st-elooistraat", "Sint-Elooistraat"),
        ("St. Elooi straat", "Sint-Elooistraat"),
        ("O.L.V. laan", "Onze-Lieve-Vrouwlaan"),
        ("lindenln", "Lindenlaan"),
        ("Molenpl.", "Molenplein"),
    ],
)
def test_a_street_is_found_as_people_write_it(typed: str, street: str) -> None:
    assert found(typed) == f"{street} 12 Kortrijk"


@pytest.mark.parametrize(
    ("number", "is_known"),
    [
        *(("1", True), ("12A", True), ("12 b", True), ("239", True), ("240", False)),
        *(("0", False), ("", False), ("twaalf", False), ("1-3", False), ("12ABC", False)),
    ],
)
def test_a_number_that_the_street_has_is_known(number: str, is_known: bool) -> None:
    assert bool(found("Vlasstraat", number)) is is_known


def test_floor_and_box_are_not_lost_on_the_way() -> None:
    assert found("Vlasstr", "12a", "2de verdiep, 0203") == (
        "Vlasstraat 12A 2de verdiep, 0203 Kortrijk"
    )


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("0203", "Vlasstraat 12 bus 0203, 8500 Kortrijk"),
        ("bus 0203", "Vlasstraat 12 bus 0203, 8500 Kortrijk"),
        ("Bus.3", "Vlasstraat 12 bus 3, 8500 Kortrijk"),
        ("B", "Vlasstraat 12 bus B, 8500 Kortrijk"),
        ("2e  verdieping", "Vlasstraat 12, 2e verdieping, 8500 Kortrijk"),
        ("", "Vlasstraat 12, 8500 Kortrijk"),
    ],
)
def test_a_box_is_kept_however_it_is_called_and_a_floor_is_no_box(typed: str, line: str) -> None:
    dwelling = ADDRESSES.find(KORTRIJK, Address("Vlasstr.", "12", typed, "8500", "Kortrijk", ""))
    assert dwelling is not None
    assert on_a_line(dwelling.address) == line


@pytest.mark.parametrize("place", ["8500 Heule", "8501 Kortrijk", "8520 Kuurne", "9000 Gent", " "])
def test_a_street_of_the_same_name_elsewhere_is_another_one(place: str) -> None:
    assert found("Vlasstraat", place=place) == ""


def test_what_the_municipality_calls_its_places_is_known_with_the_officers_district() -> None:
    address = Address("vlasstr", "3", "", "8501", "heule", "")
    dwelling = ADDRESSES.find(KORTRIJK, address)
    assert dwelling is not None
    assert dwelling.address == Address("Vlasstraat", "3", "", "8501", "Heule", KORTRIJK)
    assert dwelling.district in ADDRESSES.districts(KORTRIJK)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Vlasst", "Vlasstraat"),
        ("vlastraat 12", "Vlasstraat"),
        ("Vlasstraet", "Vlasstraat"),
        ("onze lieve vr", "Onze-Lieve-Vrouw"),
    ],
)
def test_a_slip_of_the_pen_still_finds_the_street(typed: str, first: str) -> None:
    assert ADDRESSES.search(KORTRIJK, typed)[0].name.startswith(first)


def test_a_place_chooses_among_streets_of_one_name() -> None:
    meant = ADDRESSES.search(KORTRIJK, "Vlasstraat 12, 8501 Heule", 20)
    assert {street.postcode for street in meant} == {"8501"}
    assert len(ADDRESSES.search(KORTRIJK, "Vlasstraat", 5)) == 5


@pytest.mark.parametrize("typed", ["", "   ", "12", "Zzzzzz"])
def test_nothing_is_found_for_what_is_no_street(typed: str) -> None:
    assert ADDRESSES.search(KORTRIJK, typed) == ()


def test_what_is_far_too_long_for_a_street_is_compared_with_none() -> None:
    """Letter by letter with each street, a page of text would keep a function busy for minutes."""
    ADDRESSES.search(KORTRIJK, "Vlasstraat")
    typed = "vlas straat " * 100
    assert steps(lambda: ADDRESSES.search(KORTRIJK, typed)) < 30 * len(typed)


def test_a_municipality_without_a_register_knows_no_street() -> None:
    assert ADDRESSES.streets(ELSEWHERE) == ()


def test_a_wrong_file_says_what_is_expected(tmp_path: Path) -> None:
    wrong = '[districts]\nnoord = "Noord"\n[[localities]]\npostcode = "8500"\nname = "K"\n'
    (tmp_path / "34022.toml").write_text(f'highest = 9\n{wrong}district = "nord"\n')
    with pytest.raises(CatalogueError, match="noord"):
        FileAddresses(tmp_path).streets(KORTRIJK)
