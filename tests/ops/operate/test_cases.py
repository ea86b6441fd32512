"""The command that finds a case by whatever number somebody reads aloud."""

from collections.abc import Iterator

import pytest

from chalicelib.adapters.aws.store.items.places import case_key
from chalicelib.domain.cases.issued import number_of
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from ops.operate.cases import NotFoundError, find, lines_of
from tests.support.counter import Counter, a_counter, population

TENANT = "34022"
ADULT = population().personas["volwassene"].number


@pytest.fixture
def counter() -> Iterator[Counter]:
    with a_counter([population().by_number[ADULT]]) as made:
        yield made


def asked(counter: Counter) -> tuple[str, str]:
    answer = counter.post(ADULT, {"document": "attest-leven"}).json_body
    counter.drain()
    return answer["id"], answer["reference"]


def test_a_case_is_found_by_each_of_its_numbers_and_replayed(counter: Counter) -> None:
    id_, reference = asked(counter)
    later = [number_of(TENANT, reference, *place) for place in ((0, 1), (0, 2), (3, 12))]
    for number in (id_, reference, f" {reference.lower()} ", *later):
        assert find(counter.wiring, number, days=2).id == id_
    told = "\n".join(lines_of(counter.wiring, find(counter.wiring, id_)))
    assert "replayed: delivered" in told
    assert "NOT AS STORED" not in told
    assert ADULT.digits not in told
    with pytest.raises(NotFoundError, match="26-XXXXX-XXXXX"):
        find(counter.wiring, "26-XXXXX-XXXXX", days=2)


def test_a_case_in_which_everybody_was_forgotten_says_so(counter: Counter) -> None:
    id_, _ = asked(counter)
    forget, claim = counter.wiring.privacy.forget, DataSubjectRequest(TENANT, ADULT, "k7", "FG-1")
    assert len(list(forget(claim, forget.plan(claim).code))) == 1
    first, *_ = lines_of(counter.wiring, find(counter.wiring, id_))
    assert first.endswith("erased on request")


def test_a_case_that_can_not_be_read_is_said_to_be_so(counter: Counter) -> None:
    id_, _ = asked(counter)
    counter.wiring.platform.clients.dynamodb.update_item(
        TableName=counter.outputs.table,
        Key=case_key(TENANT, id_, "STATE"),
        UpdateExpression="SET looks = :broken",
        ExpressionAttributeValues={":broken": {"S": "{"}},
    )
    with pytest.raises(NotFoundError, match="ops aside"):
        find(counter.wiring, id_)
