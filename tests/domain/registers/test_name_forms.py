"""A name is found however somebody without its letters types it."""

import pytest

from chalicelib.domain.registers.name_forms import name_forms


@pytest.mark.parametrize(
    ("typed", "registered"),
    [
        ("Yilmaz", "Yılmaz"),
        ("YILMAZ", "Yılmaz"),
        ("Lukaszewicz", "Łukaszewicz"),
        ("Müller", "Mueller"),
        ("Mueller", "Müller"),
        ("Muller", "Müller"),
        ("Mu\u0308ller", "Müller"),
        ("Straße", "Strasse"),
        ("Sorensen", "Sørensen"),
        ("Soerensen", "Sørensen"),
        ("Dordevic", "Đorđević"),
        ("İnce", "Ince"),
        ("declercq", "De Clercq"),
        ("dhondt", "D’Hondt"),
        ("Francois", "François"),
    ],
)
def test_two_spellings_of_a_name_meet(typed: str, registered: str) -> None:
    assert set(name_forms(typed)) & set(name_forms(registered))


@pytest.mark.parametrize(("one", "other"), [("Peeters", "Pieters"), ("Moens", "Mons")])
def test_other_names_stay_others(one: str, other: str) -> None:
    assert not set(name_forms(one)) & set(name_forms(other))
