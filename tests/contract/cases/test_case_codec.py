"""Whatever a case holds, it is read as it was written."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.items.rows import RowCodec
from chalicelib.domain.cases.case import WorkTry
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.cases.verdict import Verdict
from chalicelib.domain.process.instance import ClockMark, ClockState, Event
from chalicelib.ports.cases import AnyCase
from tests.support.cases.made_up import MadeUpTypes, Snorf, a_case

st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(str, st.text(max_size=8))
SIZES = st.dictionaries(st.text(max_size=8), st.integers(), max_size=3)


@st.composite
def cases(draw: st.DrawFn) -> AnyCase:
    def some(kind: type) -> tuple[object, ...]:
        return tuple(draw(st.lists(st.from_type(kind), max_size=2)))

    parties = {party.number: party for party in draw(st.lists(st.from_type(Party), max_size=3))}
    case = a_case(
        payload=draw(st.builds(Snorf, sizes=SIZES)),
        parties=tuple(parties.values()),
        handling=draw(st.from_type(Handling)),
        verdict=draw(st.none() | st.from_type(Verdict)),
        issued=some(IssuedDocument),
        tasks=some(CaseTask),
        work=draw(st.from_type(WorkTry)),
        clock_at=draw(st.none() | st.from_type(datetime)),
    )
    instance = replace(case.instance, clocks=some(ClockState), marks=some(ClockMark))
    return replace(case, instance=instance)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_a_case_is_read_as_it_was_written(case: AnyCase) -> None:
    codec = Codec(MadeUpTypes())
    assert codec.decode(codec.encode(case)) == case


@settings(max_examples=25, deadline=None)
@given(st.from_type(Event), st.from_type(Entry), st.from_type(Outgoing))
def test_what_hangs_on_it_too(event: Event, entry: Entry, outgoing: Outgoing) -> None:
    rows, case = RowCodec(), a_case()
    assert rows.read_event(rows.event(case, event, "m")) == event
    assert rows.read_entry(rows.entry(case, entry)) == entry
    assert rows.read_outgoing(rows.outgoing(case, outgoing)) == outgoing
