"""However much is stored, a request asks for as much: calls, rows and bytes."""

from ops.measure.growth.__main__ import grown
from ops.measure.growth.counting import Asked
from ops.measure.growth.measured import measured
from ops.measure.growth.stored import Usual


def test_ten_times_as_many_stored_cases_make_no_request_more_work() -> None:
    few, many = (found for _, found in measured((30, 300), Usual(a_day=1, waiting=3)))

    assert grown([few, many]) == []
    assert few["queue page"].rows == 8
    assert few["my cases"].rows == 2


def test_what_asks_for_more_is_named() -> None:
    few, same = {"list": Asked(2, 20, 1000)}, {"list": Asked(2, 20, 1010)}

    assert grown([few, same]) == []
    assert grown([few, {"list": Asked(2, 21, 1000)}]) == ["list"]
    assert grown([few, same, {"list": Asked(2, 20, 1100)}]) == ["list"]
