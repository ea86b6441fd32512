"""What one request adds to the figures."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from chalicelib.domain.former_cases.entries import Entry, EntryKind
from chalicelib.domain.former_process import Event

from chalicelib.domain.figures.age import is_minor
from chalicelib.domain.figures.line import Line, Outcome, line_of
from chalicelib.domain.registers.national_number import NationalNumber, check_number
from chalicelib.domain.tenants.workdays import Calendar
from tests.support.requests import a_number, a_request

CALENDAR = Calendar("Europe/Brussels", frozenset())
MONDAY = datetime(2022, 3, 7, 8, 0, tzinfo=UTC)
ASKED = (
    ("document", "akte-geboorte"),
    ("variant", "uittreksel"),
    ("language", "nl"),
    ("channel", "thuisloket"),
)


def history(
    *steps: tuple[str, str, timedelta], data: tuple[tuple[str, str], ...] = ()
) -> list[Event]:
    events = [Event(1, "started", "", "submitted", "citizen", MONDAY, ASKED)]
    for version, (name, target, after) in enumerate(steps, start=2):
        told = data if name in {"condition_failed", "not_eligible", "reject"} else ()
        source = events[-1].target
        events.append(Event(version, name, source, target, "system", MONDAY + after, told))
    return events


S = timedelta(seconds=1)
D = timedelta(days=1)
AUTOMATIC = history(
    ("evaluate", "evaluating", 4 * S),
    ("all_conditions_met", "fetching", 4 * S),
    ("source_ok", "sealing", 4 * S),
    ("stored", "delivered", 4 * S),
)
REVIEWED = history(
    ("evaluate", "evaluating", 3 * S),
    ("condition_failed", "clerk_queue", 3 * S),
    ("claim", "clerk_review", 2 * D),
    ("ask_applicant", "waiting_applicant", 2 * D),
    ("answered", "clerk_queue", 6 * D),
    ("claim", "clerk_review", 7 * D),
    ("approve", "fetching", 7 * D),
    ("source_ok", "sealing", 7 * D),
    ("stored", "delivered", 7 * D),
    data=(("rules", "remark_present act_digital"),),
)


def line(events: list[Event], **changes: object) -> Line:
    return line_of(a_request(1, at=MONDAY), events, CALENDAR, **changes)  # type: ignore[arg-type]


def test_a_document_that_no_clerk_touched_is_automatic() -> None:
    counted = line(AUTOMATIC)

    assert counted == Line(
        day=date(2022, 3, 7),
        hour=9,
        document="akte-geboorte",
        variant="uittreksel",
        language="nl",
        channel="thuisloket",
        outcome=Outcome.DELIVERED,
        is_automatic=True,
        seconds=4,
    )


def test_a_document_that_a_clerk_approved_is_not_automatic_and_tells_why() -> None:
    counted = line(REVIEWED)

    assert counted.outcome is Outcome.DELIVERED
    assert not counted.is_automatic
    assert counted.reasons == ("act_digital", "remark_present")


def test_only_the_working_days_with_a_clerk_count_as_review() -> None:
    assert line(REVIEWED).review_days == 3


def test_a_weekend_is_no_review() -> None:
    friday = timedelta(days=4)
    events = history(
        ("evaluate", "evaluating", friday),
        ("condition_failed", "clerk_queue", friday),
        ("claim", "clerk_review", 7 * D),
        ("reject", "rejected", 7 * D),
        data=(("rules", "act_found"), ("reason", "akte_onbekend")),
    )

    assert line(events).review_days == 1
    assert line(events).refusal == "akte_onbekend"


def test_a_refusal_by_the_rules_counts_under_the_first_rule() -> None:
    events = history(
        ("evaluate", "evaluating", S),
        ("not_eligible", "rejected", S),
        data=(("rules", "applicant_entitled"),),
    )

    counted = line(events)

    assert (counted.outcome, counted.refusal) == (Outcome.REJECTED, "applicant_entitled")
    assert counted.review_days is None


def test_events_in_any_order_and_twice_make_the_same_line() -> None:
    twice = [*AUTOMATIC, AUTOMATIC[2]]

    assert {line(list(order)) for order in permutations(twice)} == {line(AUTOMATIC)}
    assert line([*reversed(REVIEWED), *REVIEWED]) == line(REVIEWED)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("clerk_queue", Outcome.WITH_CLERK),
        ("fetching", Outcome.UNDER_WAY),
        ("withdrawn", Outcome.WITHDRAWN),
    ],
)
def test_the_last_event_tells_how_far_it_is(target: str, outcome: Outcome) -> None:
    assert line(history(("some_event", target, S))).outcome is outcome


def test_what_got_stuck_without_a_rule_says_where() -> None:
    counted = line(history(("source_failed", "clerk_queue", S)))

    assert counted.reasons == ("source_failed",)


def test_who_asks_at_the_counter_is_held_by_the_channel_alone() -> None:
    events = history(
        ("evaluate", "evaluating", S),
        ("condition_failed", "clerk_queue", S),
        data=(("rules", "channel_is_thuisloket assurance_sufficient"),),
    )

    assert line(events).reasons == ("channel_is_thuisloket",)


def test_a_request_counts_on_the_day_of_the_municipality() -> None:
    late = datetime(2022, 12, 31, 23, 30, tzinfo=UTC)
    events = [Event(1, "started", "", "submitted", "citizen", late, ASKED)]

    counted = line_of(a_request(1, at=late), events, CALENDAR)

    assert (counted.day, counted.hour) == (date(2023, 1, 1), 0)


def test_a_mail_that_bounced_counts() -> None:
    bounce = Entry("e1", 5, EntryKind.MAIL, "system", MONDAY, data=(("trouble", "bounced"),))

    assert line(AUTOMATIC, entries=(bounce,)).has_bounced
    assert not line(AUTOMATIC).has_bounced


def test_a_request_without_events_is_none() -> None:
    with pytest.raises(ValueError, match="without events"):
        line([])


def number(birth: str, *, late: bool) -> NationalNumber:
    nine = f"{birth}001"
    return NationalNumber(nine + check_number(nine, born_since_2000=late))


@pytest.mark.parametrize(
    ("born", "late", "minor"),
    [
        ("040308", True, True),
        ("040307", True, False),
        ("046307", True, False),
        ("106801", True, True),
        ("106801", False, False),
        ("850730", False, False),
    ],
)
def test_who_turns_18_today_is_no_minor(born: str, late: bool, minor: bool) -> None:
    assert is_minor(number(born, late=late), date(2022, 3, 7)) is minor


def test_a_request_for_oneself_is_for_no_child() -> None:
    assert not line(AUTOMATIC).is_for_minor
    assert a_number(1) == a_request(1, at=MONDAY).applicant.number
