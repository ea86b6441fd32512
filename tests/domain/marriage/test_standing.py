"""How it stands with the day of a wedding, for each of the two."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.cases.party import Party
from chalicelib.domain.marriage.declaration import Declaration
from chalicelib.domain.marriage.standing import WeddingDay
from chalicelib.web.http import texts
from tests.support.cases.made_up import a_case
from tests.support.municipalities import a_municipality
from tests.support.requests import a_number

WORDS = texts.of_process("marriage")
TODAY = date(2026, 2, 2)
DAY, OTHER = "2026-05-16 10:30 Historisch stadhuis", "2026-06-05 14:30 Historisch stadhuis"
A, B = Party(1, "partner_a", a_number(1)), Party(2, "partner_b", a_number(2))
DRAWN = {"act_on": TODAY}


def day_of(state: str, party: Party = A, *, is_taken: bool = False, **declared: Any) -> WeddingDay:
    case = a_case(payload=Declaration(**declared), parties=(A, B))
    case = replace(case, instance=replace(case.instance, state=state))
    return WeddingDay(case, party, a_municipality(), TODAY, WORDS, is_taken)


@pytest.mark.parametrize(
    ("day", "note", "must_choose"),
    [
        (day_of("file_check", wedding=DAY), "not_sure_yet", False),
        (day_of("waiting", wedding=DAY, **DRAWN), "stands", False),
        (day_of("waiting", **DRAWN), "to_choose", True),
        (day_of("waiting", is_date_excluded=True, **DRAWN), "excluded", True),
        (day_of("postponed", wedding=DAY, reason="sham", **DRAWN), "held_up", False),
        (
            day_of("celebratable", proposed=OTHER, proposed_by="party:1", **DRAWN),
            "to_wait",
            False,
        ),
        (
            day_of("celebratable", B, proposed=OTHER, proposed_by="party:1", **DRAWN),
            "to_answer",
            False,
        ),
        (
            day_of("waiting", B, proposed=OTHER, proposed_by="party:1", is_taken=True, **DRAWN),
            "overtaken",
            True,
        ),
    ],
)
def test_each_reads_what_is_to_be_done_about_the_day(
    day: WeddingDay, note: str, *, must_choose: bool
) -> None:
    assert (day.note, day.must_choose) == (note, must_choose)
    assert day.leaflet().notes[0]


@pytest.mark.parametrize(
    ("party", "by", "whose"),
    [
        (A, "party:1", "Uw voorstel"),
        (B, "party:1", "Voorstel van uw partner"),
        (B, "staff:k1", "Voorstel van de burgerlijke stand"),
    ],
)
def test_a_proposal_says_whose_it_is(party: Party, by: str, whose: str) -> None:
    day = day_of("waiting", party, proposed=OTHER, proposed_by=by, **DRAWN)
    assert dict(day.leaflet().lines)[whose].startswith("vrijdag 5 juni 2026, 14.30 uur")


def test_an_appointment_is_shown_to_whose_it_is_alone() -> None:
    visits = ("2 2026-02-03 09:00 Loket",)
    theirs = day_of("awaiting_papers", B, asked=(1, 2), visits=visits).visit()
    mine = day_of("awaiting_papers", A, asked=(1, 2), visits=visits).visit()
    assert theirs is not None
    assert mine is not None
    assert "dinsdag 3 februari 2026" in theirs.lines[0][1]
    assert mine.lines[0][1] == WORDS.say("standing.no_visit")
    assert day_of("awaiting_papers", A, asked=(2,), visits=visits).visit() is None
    assert day_of("file_check", B, asked=(2,), visits=visits).visit() is None
