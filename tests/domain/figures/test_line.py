"""What one case adds to the figures."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.figures.age import is_minor
from chalicelib.domain.figures.line import CaseSummary, Counting, Open
from chalicelib.domain.figures.tally import tally_of
from chalicelib.domain.process.instance import Event
from chalicelib.domain.registers.national_number import NationalNumber, check_number
from chalicelib.domain.tenants.workdays import Calendar
from tests.support.orders import a_certificate_case, certificates, ordering
from tests.support.road import World

CALENDAR = Calendar("Europe/Brussels", frozenset())
MONDAY = datetime(2022, 3, 7, 8, 0, tzinfo=UTC)
ASKED = (("document", "akte-geboorte"), ("variant", "uittreksel"), ("language", "nl"))
TOUCHED = Handling(touched=True)


def history(
    *steps: tuple[str, str, timedelta], data: tuple[tuple[str, str], ...] = ()
) -> list[Event]:
    events = [Event(1, "started", "", "submitted", "applicant", "party:1", MONDAY, ASKED)]
    by_staff = {"ask_applicant", "approve", "reject"}
    for version, (name, target, after) in enumerate(steps, start=2):
        told = data if name in {"condition_failed", "not_eligible", "reject"} else ()
        source, role = events[-1].target, "clerk" if name in by_staff else "work"
        events.append(Event(version, name, source, target, role, role, MONDAY + after, told))
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
    ("condition_failed", "clerk_review", 3 * S),
    ("ask_applicant", "waiting_applicant", 2 * D),
    ("answered", "clerk_review", 6 * D),
    ("approve", "fetching", 7 * D),
    ("source_ok", "sealing", 7 * D),
    ("stored", "delivered", 7 * D),
    data=(("rules", "remark_present act_digital"),),
)


def line(events: list[Event], *entries: Entry, **changes: Any) -> CaseSummary:
    types = certificates()
    process = types.definition("certificate_request")
    counting = Counting(process, types.type("certificate_request"), CALENDAR)
    return counting.line(replace(a_certificate_case(at=MONDAY), **changes), events, entries)


def test_a_document_that_no_clerk_touched_is_automatic() -> None:
    counted = line(AUTOMATIC)

    assert counted == CaseSummary(
        day=date(2022, 3, 7),
        hour=9,
        process="certificate_request",
        channel="thuisloket",
        outcome="delivered",
        is_automatic=True,
        dimensions=(("document", "akte-geboorte"),),
        details=(("variant", "uittreksel"), ("language", "nl")),
        seconds=4,
        steps=(("automatic", 0),),
    )


def test_what_was_asked_is_there_with_an_event_that_the_process_names_not_only_at_its_end() -> None:
    types = certificates()
    process = types.definition("certificate_request")
    figures = replace(process.figures, done=("source_ok",), apart="document")
    counting = Counting(
        replace(process, figures=figures), types.type("certificate_request"), CALENDAR
    )
    case = a_certificate_case(at=MONDAY)
    under_way = counting.line(case, REVIEWED[:-1])
    assert (under_way.seconds, under_way.apart) == (7 * 86_400, "akte-geboorte")
    assert ("apart", "certificate_request", "akte-geboorte", "604800") in tally_of(
        [under_way]
    ).counts
    assert counting.line(case, REVIEWED[:-2]).seconds is None


def test_a_document_that_a_clerk_approved_is_not_automatic_and_tells_why() -> None:
    counted = line(REVIEWED, handling=TOUCHED)

    assert counted.outcome == "delivered"
    assert not counted.is_automatic
    assert counted.reasons == ("act_digital", "remark_present")


def test_only_the_working_days_with_a_clerk_count_as_review() -> None:
    counted = line(REVIEWED, handling=TOUCHED)
    assert counted.review_days == 3
    assert dict(counted.steps) == {"automatic": 0, "clerk": 3, "applicant": 2}


def test_a_weekend_is_no_review() -> None:
    friday = timedelta(days=4)
    events = history(
        ("evaluate", "evaluating", friday),
        ("condition_failed", "clerk_review", friday),
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

    assert (counted.outcome, counted.refusal) == ("refused", "applicant_entitled")
    assert (counted.review_days, counted.is_automatic) == (None, False)


def test_events_in_any_order_and_twice_make_the_same_line() -> None:
    twice = [*AUTOMATIC, AUTOMATIC[2]]

    assert {line(list(order)) for order in permutations(twice)} == {line(AUTOMATIC)}
    assert line([*reversed(REVIEWED), *REVIEWED]) == line(REVIEWED)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("clerk_review", Open.WITH_CLERK),
        ("waiting_applicant", Open.WITH_APPLICANT),
        ("waiting_authority", Open.WITH_AUTHORITY),
        ("fetching", Open.UNDER_WAY),
        ("withdrawn", "withdrawn"),
    ],
)
def test_the_last_event_tells_how_far_it_is(target: str, outcome: str) -> None:
    assert line(history(("some_event", target, S))).outcome == outcome


def test_what_got_stuck_without_a_rule_says_where() -> None:
    counted = line(history(("source_failed", "clerk_review", S)))

    assert counted.reasons == ("source_failed",)


def test_who_asks_at_the_counter_is_held_by_the_channel_alone() -> None:
    events = history(
        ("evaluate", "evaluating", S),
        ("condition_failed", "clerk_review", S),
        data=(("rules", "channel_is_thuisloket assurance_sufficient"),),
    )

    assert line(events).reasons == ("channel_is_thuisloket",)


def test_a_case_counts_on_the_day_of_the_municipality() -> None:
    late = datetime(2022, 12, 31, 23, 30, tzinfo=UTC)
    events = [Event(1, "started", "", "submitted", "applicant", "party:1", late, ASKED)]

    counted = line(events)

    assert (counted.day, counted.hour) == (date(2023, 1, 1), 0)


def test_a_mail_that_came_back_counts_while_it_is_a_task_and_afterwards() -> None:
    task = CaseTask("mail_came_back", "review", "cr_ready/party:1", "Kijk na.", MONDAY)
    about = (("task", "mail_came_back"), ("about", "cr_ready/party:1"))
    closed = Entry("e", 5, EntryKind.HANDLING, "task_closed", "staff:k1", MONDAY, data=about)
    told = Entry("f", 5, EntryKind.MAIL, "trouble", "mail", MONDAY, data=(("trouble", "bounced"),))
    late = replace(told, data=(("trouble", "delayed"),))

    assert line(AUTOMATIC, tasks=(task,)).has_bounced
    assert line(AUTOMATIC, closed).has_bounced
    assert line(AUTOMATIC, told).has_bounced
    assert not line(AUTOMATIC, late).has_bounced
    assert not line(AUTOMATIC).has_bounced


def test_a_case_without_events_is_none() -> None:
    with pytest.raises(ValueError, match="without events"):
        line([])


def test_a_process_of_its_own_words_counts_by_them() -> None:
    world = World()
    case = world.open().case
    counting = Counting(world.types.definition("pact"), world.types.type("pact"), CALENDAR)

    counted = counting.line(case, world.cases.events(case.tenant, case.id))
    tally = tally_of([counted, line(AUTOMATIC)])

    assert (counted.process, counted.is_automatic) == ("pact", False)
    assert tally.of("pact").total() == tally.of("certificate_request").total() == 1
    assert tally.of("certificate_request").by("document") == {"akte-geboorte": 1}


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


def test_only_what_is_asked_for_a_child_is_for_a_minor() -> None:
    child = number("100101", late=True)
    case = ordering(a_certificate_case(at=MONDAY), subject=child)

    assert line(AUTOMATIC, payload=case.payload).is_for_minor
    assert not line(AUTOMATIC).is_for_minor
