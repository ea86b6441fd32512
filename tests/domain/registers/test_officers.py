"""Who calls where, who stands in for whom, and not in one's own street."""

from datetime import date

import pytest

from chalicelib.domain.registers.officers import Leave, Officer, districts_of, lives_in

JULY = Leave(date(2026, 7, 6), date(2026, 7, 24))
OFFICERS = (
    Officer("an", ("noord",), deputies=("bo",), away=(JULY,), own_streets=("Vlasstraat",)),
    Officer("bo", ("zuid",), deputies=("an",)),
)


@pytest.mark.parametrize(
    ("staff", "day", "where"),
    [
        ("an", date(2026, 7, 5), {"noord"}),
        ("bo", date(2026, 7, 5), {"zuid"}),
        ("bo", date(2026, 7, 6), {"noord", "zuid"}),
        ("bo", date(2026, 7, 24), {"noord", "zuid"}),
        ("bo", date(2026, 7, 25), {"zuid"}),
        ("nobody", date(2026, 7, 6), None),
    ],
)
def test_a_deputy_calls_there_while_a_colleague_is_away(
    staff: str, day: date, where: set[str] | None
) -> None:
    assert districts_of(OFFICERS, staff, day) == where


def test_ones_own_street_is_known_however_it_is_written() -> None:
    assert lives_in(OFFICERS, "an", "vlasstr.")
    assert not lives_in(OFFICERS, "an", "Beekstraat")
    assert not lives_in(OFFICERS, "bo", "Vlasstraat")
