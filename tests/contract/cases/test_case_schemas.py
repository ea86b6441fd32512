"""A made-up second version of the items: it reads what the first wrote, and the other way round."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.items.schema import Schema
from chalicelib.domain.cases.handling import Handling
from chalicelib.ports.cases import AnyCase, Unreadable
from tests.support.cases import decoder_one
from tests.support.cases.made_up import (
    NOW,
    TENANT,
    MadeUpTypes,
    Snorf,
    a_case,
    a_mail,
    a_task,
    beginning,
    going_on,
    guards,
    moved,
)
from tests.support.cases.stores import OnMoto


def in_tempo(item: dict[str, Any]) -> dict[str, Any]:
    """From 1 to 2: every row says at which tempo it goes."""
    return item | {"tempo": {"S": "slow"}}


TWO = Schema(version=2, readable_from=1, lifts={1: in_tempo})


@dataclass(frozen=True, slots=True)
class CodecOfTwo(Codec):
    """Writes the tempo beside what version 1 reads, and can't do without it."""

    schema: Schema = TWO

    def encode(self, case: AnyCase) -> dict[str, Any]:
        return Codec.encode(self, case) | {"tempo": {"S": case.because_of or "fast"}}

    def decode(self, item: dict[str, Any]) -> AnyCase:
        case = Codec.decode(self, item)
        return replace(case, because_of=self.schema.lifted(item)["tempo"]["S"])


def test_a_row_of_version_1_is_lifted_moved_on_and_read_again_by_version_1(moto: OnMoto) -> None:
    one, two = moto.store(), moto.store(codec=CodecOfTwo(MadeUpTypes()))
    case = one.create(beginning(a_case(), outgoing=(a_mail(1),)), guards()).case
    lifted = two.get(TENANT, case.id)
    assert lifted == replace(case, because_of="slow")
    assert two.outgoing(TENANT, case.id) == [a_mail(1)]
    two.store(going_on(lifted, outgoing=(a_mail(2),)))
    row = moto.row(case.id)
    assert (row["v"], row["min"], row["tempo"]) == ({"N": "2"}, {"N": "1"}, {"S": "slow"})
    assert decoder_one.decode(row, Snorf) == moved(lifted) == one.get(TENANT, case.id)
    assert one.outgoing(TENANT, case.id) == [a_mail(1), a_mail(2)]


def test_what_changes_at_the_same_version_lifts_the_row_too(moto: OnMoto) -> None:
    one, two = moto.store(), moto.store(codec=CodecOfTwo(MadeUpTypes()))
    case = one.create(beginning(a_case()), guards()).case
    lifted = two.get(TENANT, case.id)
    assert lifted
    assert not isinstance(lifted, Unreadable)
    held = two.handle(lifted, Handling(NOW, assigned="k1"))
    assert two.get(TENANT, case.id) == held
    assert moto.row(case.id)["v"] == {"N": "2"}
    assert decoder_one.decode(moto.row(case.id), Snorf).handling == held.handling


def test_the_release_before_changes_a_newer_row_without_taking_from_it(moto: OnMoto) -> None:
    one, two = moto.store(), moto.store(codec=CodecOfTwo(MadeUpTypes()))
    case = two.create(beginning(a_case()), guards()).case
    known = one.get(TENANT, case.id)
    assert known
    assert not isinstance(known, Unreadable)
    one.open_task(known, a_task())
    assert moto.row(case.id)["v"] == {"N": "2"}
    after = two.get(TENANT, case.id)
    assert after == replace(case, because_of="fast", tasks=(a_task(),))


def test_a_row_that_only_a_later_release_can_read_is_left_as_it_is(moto: OnMoto) -> None:
    strict = CodecOfTwo(MadeUpTypes(), replace(TWO, readable_from=2))
    case = moto.store(codec=strict).create(beginning(a_case(clock_at=NOW)), guards()).case
    before = moto.row(case.id)
    told = moto.store().get(TENANT, case.id)
    assert isinstance(told, Unreadable)
    assert told.is_newer
    assert moto.row(case.id) == before


def test_a_row_without_a_version_is_set_aside(moto: OnMoto) -> None:
    case = moto.store().create(beginning(), guards()).case
    moto.clients.dynamodb.update_item(
        TableName=moto.table,
        Key={name: moto.row(case.id)[name] for name in ("pk", "sk")},
        UpdateExpression="REMOVE v",
    )
    told = moto.store().get(TENANT, case.id)
    assert isinstance(told, Unreadable)
    assert [bad.case_id for bad in moto.store().set_aside(TENANT, 9)] == [case.id]


def test_a_step_that_is_missing_is_no_reading() -> None:
    with pytest.raises(KeyError):
        Schema(version=3, lifts={1: in_tempo}).lifted({"v": {"N": "1"}, "min": {"N": "1"}})
