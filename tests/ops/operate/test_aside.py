"""What was set aside is listed with its reason, and put back once it can be read."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.store.items.places import case_key
from ops.command import OperatorError
from ops.operate.aside import lines_of, put_back, said_of
from tests.support.cases.made_up import NOW, TENANT, beginning, guards
from tests.support.cases.stores import OnMoto, on_moto
from tests.support.counter import a_counter


@pytest.fixture
def moto() -> Iterator[OnMoto]:
    with mock_aws():
        yield on_moto()


def test_a_row_that_couldnt_be_read_is_listed_and_put_back_when_it_can(moto: OnMoto) -> None:
    store = moto.store()
    case_id = store.create(beginning(), guards()).case.id
    good = moto.row(case_id)["looks"]
    moto.set(case_id, "looks", {"S": '{"work": "geheim"}'})
    store.get(TENANT, case_id)
    line, count = lines_of(store, [TENANT, "11002"])
    assert line == f"{TENANT}  {case_id}  Looks: clock_at, marks, work  (release r7)"
    assert count == "1 set aside"
    with pytest.raises(OperatorError, match=r"can't read it either.*Looks: clock_at"):
        put_back(store, TENANT, case_id)
    moto.set(case_id, "looks", good)
    assert "is put back" in put_back(store, TENANT, case_id)
    assert list(lines_of(store, [TENANT])) == ["nothing was set aside"]
    with pytest.raises(OperatorError, match="isn't set aside"):
        put_back(store, TENANT, case_id)


def test_the_command_lists_and_puts_back_on_a_stage() -> None:
    with a_counter() as counter:
        wiring = counter.wiring
        row = case_key(TENANT, "01X", "STATE") | {
            "due_pk": {"S": Partition.LOOK.of(TENANT)},
            "due_at": {"S": "2026"},
        }
        wiring.platform.clients.dynamodb.put_item(TableName=wiring.settings.table, Item=row)
        wiring.cases.store.due(TENANT, NOW, 9)
        assert list(said_of(wiring, "", ""))[-1] == "1 set aside"
        with pytest.raises(OperatorError, match="can't read it either"):
            list(said_of(wiring, TENANT, "01X"))
        assert list(said_of(wiring, "11002", "")) == ["nothing was set aside"]
