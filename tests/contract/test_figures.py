"""The roll-ups keep what they are given, in memory and in DynamoDB alike."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.figures import DynamoFigures
from chalicelib.adapters.aws.store.cases import DynamoCases
from chalicelib.adapters.aws.store.happenings import DynamoHappenings, utc_days
from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.rows import CaseTable
from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.figures import MemoryFigures, MemoryHappenings
from chalicelib.adapters.memory.platform import known_keys
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.certificates.order import PROCESS, CertificateCase
from chalicelib.domain.figures.line import CaseSummary
from chalicelib.domain.figures.tally import Day, Tally, year_of
from chalicelib.ports.cases import CaseStore
from chalicelib.usecases.figures.count_days import FiguresStore, Happenings, bounds
from tests.support.figures import a_year
from tests.support.orders import a_certificate_case, certificates, moved, stored
from tests.support.requests import ELSEWHERE, KORTRIJK
from tests.support.stages.aws import CallCounter, a_session, make_table

AT = datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
CELL = ("request", PROCESS, "thuisloket", "delivered", "automatic", "document=akte-geboorte")
OTHER = ("request", "snorfle", "balie", "snorfed", "by_hand")
LINE = CaseSummary(
    day=date(2022, 5, 4),
    hour=9,
    process=PROCESS,
    channel="thuisloket",
    outcome="delivered",
    is_automatic=False,
    dimensions=(("document", "akte-geboorte"),),
    details=(("variant", "uittreksel"), ("language", "nl")),
    reasons=("act_digital", "remark_present"),
    seconds=88,
    review_days=2,
    steps=(("clerk", 2),),
)


@dataclass
class Store:
    figures: FiguresStore
    happenings: Happenings
    cases: CaseStore


@pytest.fixture(params=["memory", "moto"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "memory":
        kept = MemoryCases()
        yield Store(MemoryFigures(), MemoryHappenings(kept), kept)
        return
    with mock_aws():
        session = a_session()
        client, table = Clients(session).dynamodb, make_table(session)
        codec = Codec(certificates())
        dynamo = DynamoCases(client, table, known_keys(), codec, pause=lambda _: None)
        yield Store(
            DynamoFigures(client, table), DynamoHappenings(CaseTable(client, table), codec), dynamo
        )


def a_day(day: date, n: int = 1) -> Day:
    return Day(day, Tally({CELL: n, OTHER: 9, ("hour", PROCESS, "3", "9"): n}), AT)


def test_a_day_written_again_replaces_itself(store: Store) -> None:
    store.figures.put_day(KORTRIJK, a_day(date(2022, 5, 4), 1))
    store.figures.put_day(KORTRIJK, a_day(date(2022, 5, 4), 7))

    assert store.figures.days(KORTRIJK, 2022) == [a_day(date(2022, 5, 4), 7)]


def test_the_days_of_a_year_come_in_order_and_no_others(store: Store) -> None:
    days = [date(2022, 12, 31), date(2022, 1, 1), date(2023, 1, 1)]
    for day in days:
        store.figures.put_day(KORTRIJK, a_day(day))
    store.figures.put_day(ELSEWHERE, a_day(date(2022, 2, 2)))

    found = [day.day for day in store.figures.days(KORTRIJK, 2022)]

    assert found == [date(2022, 1, 1), date(2022, 12, 31)]


def test_a_year_is_what_it_was_when_it_is_read_again(store: Store) -> None:
    days = [a_day(date(2022, 5, 4), 3), a_day(date(2022, 7, 4), 2)]
    year = year_of(2022, days, AT)
    store.figures.put_year(KORTRIJK, year)

    assert store.figures.year(KORTRIJK, 2022) == year
    assert store.figures.year(KORTRIJK, 2021) is None
    assert store.figures.year(ELSEWHERE, 2022) is None


def test_a_day_marked_again_has_its_last_mark(store: Store) -> None:
    for day, at in ((date(2022, 5, 4), AT), (date(2022, 5, 4), AT + HOUR), (date(2022, 5, 5), AT)):
        store.figures.mark(KORTRIJK, day, at)
    store.figures.mark(ELSEWHERE, date(2022, 5, 6), AT)

    marked = {date(2022, 5, 4): AT + HOUR, date(2022, 5, 5): AT}
    assert store.figures.marked(KORTRIJK) == marked


def test_the_headlines_of_all_years_come_in_order(store: Store) -> None:
    for n, year in enumerate((2023, 2022), start=1):
        rolled_up = year_of(year, [a_day(date(year, 5, 4), n)], AT)
        store.figures.put_year(KORTRIJK, rolled_up)

    headlines = store.figures.headlines(KORTRIJK, PROCESS)

    assert [(h.year, h.total, h.online, h.automatic) for h in headlines] == [
        (2022, 2, 2, 2),
        (2023, 1, 1, 1),
    ]
    others = store.figures.headlines(KORTRIJK, "snorfle")
    assert [(h.total, h.online, h.automatic) for h in others] == [(9, 0, 0), (9, 0, 0)]
    assert store.figures.headlines(KORTRIJK, "never") == []


def test_a_kept_line_is_found_on_its_day(store: Store) -> None:
    store.figures.keep(KORTRIJK, "r1", LINE)
    store.figures.keep(KORTRIJK, "r2", replace(LINE, day=date(2022, 5, 5)))

    assert store.figures.kept(KORTRIJK, date(2022, 5, 4)) == {"r1": LINE}
    assert store.figures.kept(ELSEWHERE, date(2022, 5, 4)) == {}


def create(store: Store, serial: int, at: datetime) -> CertificateCase:
    return stored(store.cases, a_certificate_case(serial, at=at))


def test_a_local_day_is_read_from_both_days_of_the_index(store: Store) -> None:
    start, end = bounds(date(2026, 3, 17), "Europe/Brussels")
    moments = (start - timedelta(seconds=1), start, end - timedelta(seconds=1), end)
    made = [create(store, serial, at) for serial, at in enumerate(moments, start=1)]

    found = list(store.happenings.received(KORTRIJK, start, end))

    assert {h.case.id for h in found} == {made[1].id, made[2].id}


def test_a_case_comes_with_its_events_and_what_was_said(store: Store) -> None:
    at = datetime(2026, 3, 17, 9, 0, tzinfo=UTC)
    change = moved(create(store, 1, at), "evaluating")
    store.cases.store(change)
    entry = Entry("01J00000000000000000000000", 2, EntryKind.MAIL, "told", "system", at)
    store.cases.add(change.case, entry)

    (found,) = store.happenings.received(KORTRIJK, *bounds(date(2026, 3, 17), "Europe/Brussels"))

    assert found.case.instance.state == "evaluating"
    assert sorted(e.version for e in found.events) == [1, 2]
    assert list(found.entries) == [entry]


def test_the_days_in_utc_of_a_span() -> None:
    start, end = bounds(date(2026, 3, 17), "Europe/Brussels")

    assert utc_days(start, end) == [date(2026, 3, 16), date(2026, 3, 17)]
    assert utc_days(start + timedelta(hours=1), end) == [date(2026, 3, 17)]


@pytest.mark.parametrize("share", [0.01, 1.0])
def test_a_page_costs_the_same_two_calls_however_many_requests_a_year_had(share: float) -> None:
    made = MemoryFigures()
    a_year(made, share=share)
    year = made.year(KORTRIJK, 2022)
    assert year is not None
    with mock_aws():
        session = a_session()
        calls = CallCounter(session)
        figures = DynamoFigures(Clients(session).dynamodb, make_table(session))
        figures.put_year(KORTRIJK, year)
        calls.clear()

        assert figures.year(KORTRIJK, 2022) == year
        assert figures.headlines(KORTRIJK, PROCESS)[0].total == year.tally.total()

        assert calls.calls == ["dynamodb.GetItem", "dynamodb.Query"]


def test_what_was_frozen_of_a_running_year_stays_as_it_was(store: Store) -> None:
    first = year_of(2022, [a_day(date(2022, 2, 4), 1)], AT)
    more = year_of(2022, [a_day(date(2022, 2, 4), 7), a_day(date(2022, 5, 4), 2)], AT + HOUR)
    store.figures.freeze(KORTRIJK, first, 3)
    store.figures.freeze(KORTRIJK, more, 3)
    store.figures.freeze(KORTRIJK, more, 12)
    assert store.figures.frozen(KORTRIJK, 2022) == [first, more]
    assert store.figures.frozen(ELSEWHERE, 2022) == store.figures.frozen(KORTRIJK, 2021) == []
