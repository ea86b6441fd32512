"""The seals of a replay: all that is rendered has one, on any day of the year."""

from datetime import UTC, datetime

import pytest

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.documents.seal.reading import contents_in, ranges
from ops.measure.replay.sealing import sampling_sealer
from tests.support.printing.desk import printed, rendered
from tests.support.printing.marked import marked

KORTRIJK = "34022"


@pytest.mark.parametrize(
    "at", [datetime(2022, 1, 1, 1, tzinfo=UTC), datetime(2022, 12, 31, 22, tzinfo=UTC)]
)
def test_what_is_rendered_is_sealed_and_what_stands_for_it_is_left_alone(at: datetime) -> None:
    sealer = sampling_sealer(MemoryClock(at))
    pdf = rendered(marked(printed("attest-gezinssamenstelling"))).pdf
    sealed = sealer.seal(pdf, KORTRIJK, at)
    assert [contents_in(sealed, place)[:1] for place in ranges(sealed)] == [b"\x30"]
    assert sealer.seal(b"not rendered: 1", KORTRIJK, at) == b"not rendered: 1"
    assert sealer.look(KORTRIJK, at).is_test
