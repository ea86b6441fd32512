"""What DynamoDB alone can get wrong: lost answers, calls, keys that rotate, schemas, sizes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.secrets.keys import HmacKeys
from chalicelib.adapters.secrets.versions import Version
from chalicelib.domain.cases.change import ClaimChange, ClaimKey, OncePrint
from chalicelib.domain.cases.entry import Attachment, Entry, EntryKind
from chalicelib.domain.cases.handling import Handling, Lease
from chalicelib.domain.process.instance import Instance
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.ports.cases import AnyCase, Created, Repeated, Unreadable
from chalicelib.ports.errors import PermanentError, RetryableError
from ops.operate.rotation.lifting import Lifting
from tests.support.cases.made_up import (
    ANN,
    NOW,
    TENANT,
    MadeUpTypes,
    Snorf,
    a_case,
    a_document,
    a_listing,
    a_mail,
    a_task,
    beginning,
    going_on,
    guards,
    moved,
)
from tests.support.cases.stores import OnMoto, on_moto
from tests.support.stages.aws import Faults

HALL = ClaimKey("hall", "red room at ten", "Die zaal is dan bezet.")
BODIES = ("data", "payload")
TRIES = 5
"""More than a client makes by itself."""


def created(moto: OnMoto, case: AnyCase | None = None, **given: object) -> AnyCase:
    return moto.store().create(beginning(case, **given), guards()).case


def test_a_case_costs_one_call_to_read_and_one_to_change(moto: OnMoto) -> None:
    store = moto.store()
    with moto.calls.counting() as calls:
        case = created(moto)
        assert calls == ["dynamodb.TransactWriteItems"]
    with moto.calls.counting() as calls:
        store.get(TENANT, case.id)
        assert calls == ["dynamodb.GetItem"]
    with moto.calls.counting() as calls:
        store.store(going_on(case, outgoing=(a_mail(2),), once=OncePrint((("k", "b"),), NOW)))
        assert calls == ["dynamodb.TransactWriteItems"]
    with moto.calls.counting() as calls:
        store.of_person(TENANT, ANN, 9)
        assert calls == ["dynamodb.Query", "dynamodb.BatchGetItem"]
    now = store.get(TENANT, case.id)
    assert not isinstance(now, Unreadable)
    assert now
    for act in (
        lambda: store.handle(now, Handling(assigned="k1")),
        lambda: store.touch(replace(now, clock_at=NOW, handling=Handling(assigned="k1"))),
    ):
        with moto.calls.counting() as calls:
            act()
            assert calls == ["dynamodb.TransactWriteItems"]


def acts(moto: OnMoto, case: AnyCase) -> dict[str, Callable[[], object]]:
    store = moto.store()
    claims, once = ClaimChange(taken=(HALL,)), OncePrint((("k", "b"),), NOW + timedelta(1))
    change = going_on(case, outgoing=(a_mail(2),), claims=claims, once=once)
    return {
        "store": lambda: store.store(change),
        "no event": lambda: store.store(
            replace(going_on(case, case), events=(), outgoing=(a_mail(1, 9),))
        ),
        "handle": lambda: store.handle(case, Handling(lease=Lease("k1", NOW))),
        "task": lambda: store.open_task(case, a_task()),
        "give_up": lambda: store.give_up(case, a_mail(1), a_task()),
        "touch": lambda: store.touch(replace(case, clock_at=NOW)),
    }


@pytest.mark.parametrize("act", ["store", "no event", "handle", "task", "give_up", "touch"])
def test_an_answer_lost_after_the_act_is_found_done(moto: OnMoto, act: str) -> None:
    case = created(moto, outgoing=(a_mail(1),))
    Faults(moto.clients.dynamodb).after("TransactWriteItems")
    acts(moto, case)[act]()
    mails = [mail.id for mail in moto.store().outgoing(TENANT, case.id)]
    expected = {"store": ["000001-0", "000002-0"], "no event": ["000001-0", "000001-9"]}
    assert mails == expected.get(act, mails)
    assert act == "no event" or moto.store().get(TENANT, case.id) != case


def test_who_is_overtaken_twice_still_overwrites_nobody(moto: OnMoto) -> None:
    case = created(moto)
    others = on_moto(moto.table)
    tasks = iter([a_task("one"), a_task("two")])

    def overtake(**_: object) -> None:
        if task := next(tasks, None):
            others.store().open_task(case, task)

    moto.clients.dynamodb.meta.events.register("before-call.dynamodb.TransactWriteItems", overtake)
    told = moto.store().open_task(case, a_task("three"))
    assert [task.code for task in told.tasks] == ["one", "two", "three"]
    assert moto.store().get(TENANT, case.id) == told


def test_a_line_that_left_its_list_since_it_was_indexed_isnt_told(moto: OnMoto) -> None:
    told = moto.store().open_task(created(moto), a_task())
    row = moto.row(told.id, "TASK#odd:")
    after = moto.store().close_task(told, "odd:")
    moto.clients.dynamodb.put_item(TableName=moto.table, Item=row)
    assert moto.store().worklist(TENANT, "tinker", "north", 9) == []
    assert moto.store().get(TENANT, told.id) == after


def test_answers_lost_for_good_are_looked_up(moto: OnMoto) -> None:
    case = created(moto)
    faults = Faults(moto.clients.dynamodb)
    faults.after("TransactWriteItems", times=TRIES)
    moto.store().store(going_on(case))
    made = a_case()
    faults.after("TransactWriteItems", times=TRIES)
    assert moto.store().create(beginning(made), guards()) == Created(made)
    assert len(moto.store().events(TENANT, case.id)) == 2


def test_what_was_never_done_is_said_to_be_unsure(moto: OnMoto) -> None:
    case, made = created(moto), a_case()
    faults = Faults(moto.clients.dynamodb)
    for act in (
        lambda: moto.store().store(going_on(case)),
        lambda: moto.store().create(beginning(made), guards()),
    ):
        faults.before("TransactWriteItems", times=TRIES)
        with pytest.raises(RetryableError):
            act()
    assert moto.store().get(TENANT, case.id) == case
    assert moto.store().get(TENANT, made.id) is None


VERSIONS = [
    Version(1, datetime(2025, 1, 1, tzinfo=UTC), b"synthetic people only, no secret"),
    Version(2, datetime(2026, 1, 1, tzinfo=UTC), b"synthetic people only, no secret either"),
]


def test_while_keys_rotate_who_knows_one_version_meets_who_knows_two(moto: OnMoto) -> None:
    old, both = HmacKeys(VERSIONS[:1]), HmacKeys(VERSIONS)
    claims = ClaimChange(taken=(HALL,))
    for first, second in ((old, both), (both, old)):
        key = f"key of {first.number}"
        case = a_case()
        made = moto.store(first).create(beginning(case, claims=claims), guards(key, first))
        again = moto.store(second).create(beginning(), guards(key, second))
        assert again == Repeated(made.case, same_body=True)
        assert made.case in moto.store(both).of_person(TENANT, ANN, 9)
        with pytest.raises(ConflictError, match="claimed"):
            moto.store(second).create(beginning(claims=claims), guards())
        back = ClaimChange(given_back=(HALL,))
        moto.store(both).store(going_on(case, claims=back))


def test_what_a_case_holds_is_still_its_own_after_a_rotation(moto: OnMoto) -> None:
    old, both = HmacKeys(VERSIONS[:1]), HmacKeys(VERSIONS)
    after = HmacKeys([replace(VERSIONS[0], retired=True), VERSIONS[1]])
    case = a_case()
    claims = ClaimChange(taken=(HALL,))
    moto.store(old).create(beginning(case, claims=claims), guards("key", old))
    for _ in Lifting(moto.clients.dynamodb, moto.table, pause=lambda _: None)(both, 1):
        pass
    with pytest.raises(ConflictError, match="claimed"):
        moto.store(after).create(beginning(claims=claims), guards("other", after))
    assert moto.store(after).of_person(TENANT, ANN, 9) == [case]
    moto.store(after).store(going_on(case, claims=ClaimChange(given_back=(HALL,))))
    moto.store(after).create(beginning(claims=claims), guards("other", after))


@pytest.mark.parametrize("way", ["store", "add", "handle"])
def test_a_file_that_comes_with_an_entry_waits_to_be_erased(moto: OnMoto, way: str) -> None:
    case, store = created(moto), moto.store()
    file = Attachment("in/1", "f" * 64, 9, "image/png", NOW.date())
    entry = Entry("01E", 1, EntryKind.FILE, "proof", "party:1", NOW, attachments=(file,))
    acts = {
        "store": lambda: store.store(going_on(case, entries=(entry,))),
        "add": lambda: store.add(case, entry),
        "handle": lambda: store.handle(case, Handling(NOW), entry),
    }
    acts[way]()
    row = moto.row(case.id, f"FILE#{file.sha256}")
    assert row["due_pk"] == {"S": f"T#{TENANT}#ERASE"}
    assert row["object_key"] == {"S": "in/1"}


def test_nobodys_number_stands_in_a_key(moto: OnMoto) -> None:
    claims = ClaimChange(taken=(ClaimKey("person", ANN.digits),))
    case = created(moto, claims=claims, listed=a_listing(), outgoing=(a_mail(1),))
    document = a_document(case)
    after = moved(case, issued=(document,), tasks=(a_task(),))
    moto.store().store(going_on(case, after, documents=(document,)))
    for row in moto.all_rows():
        keys = [
            value.get("S", "") for name, value in row.items() if name not in ("data", "payload")
        ]
        assert not [value for value in keys if ANN.digits in value]
        assert row["v"] == row["min"] == {"N": "1"}


def test_more_than_a_case_can_hold_is_refused_at_the_door(moto: OnMoto) -> None:
    store, huge = moto.store(), a_case(payload=Snorf("x" * 100_001))
    with pytest.raises(InvalidInputError, match="too_large"):
        store.create(beginning(huge), guards())
    case = created(moto)
    grown = moved(case, payload=huge.payload)
    with pytest.raises(InvalidInputError, match="too_large"):
        store.store(going_on(case, grown, once=OncePrint((("k", "b"),), NOW)))
    with pytest.raises(PermanentError):
        store.store(going_on(case, grown))
    with pytest.raises(PermanentError):
        store.store(going_on(case, outgoing=tuple(a_mail(2, n) for n in range(99))))
    assert store.get(TENANT, case.id) == case


def test_a_payload_of_a_version_before_is_lifted_and_goes_on(moto: OnMoto) -> None:
    case = created(moto)
    moto.set(case.id, "payload", {"S": '{"tint": "teal"}'})
    moto.set(case.id, "payload_version", {"N": "1"})
    lifted = replace(case, payload=Snorf("teal"))
    assert moto.store().get(TENANT, case.id) == lifted
    moto.store().store(going_on(lifted))
    assert moto.store().get(TENANT, case.id) == moved(lifted)


def test_a_process_that_this_release_doesnt_have_is_a_later_ones(moto: OnMoto) -> None:
    case = created(moto, a_case(clock_at=NOW))
    store = moto.store(codec=Codec(MadeUpTypes(("other",))))
    told = store.get(TENANT, case.id)
    assert isinstance(told, Unreadable)
    assert told.is_newer
    assert moto.store().due(TENANT, NOW, 1) == [case]


def test_a_case_in_a_state_that_is_gone_waits_for_a_human_until_it_is_back(moto: OnMoto) -> None:
    case = created(moto, a_case(clock_at=NOW))
    store = moto.store(codec=Codec(MadeUpTypes(gone=(case.instance.state,))))
    assert store.get(TENANT, case.id) == Unreadable(TENANT, case.id, "UnknownStateError")
    assert store.due(TENANT, NOW, 9) == []
    assert [bad.case_id for bad in store.set_aside(TENANT, 9)] == [case.id]
    assert not store.put_back(TENANT, case.id)
    assert moto.store().put_back(TENANT, case.id)
    assert moto.store().due(TENANT, NOW, 9) == [case]


def test_a_case_under_a_later_version_of_its_process_is_a_later_releases(moto: OnMoto) -> None:
    later = Instance("snorfle", 2, "wobbling", 1, NOW, NOW)
    case = created(moto, a_case(clock_at=NOW, instance=later))
    told = moto.store().get(TENANT, case.id)
    assert isinstance(told, Unreadable)
    assert told.is_newer
    assert "aside" not in moto.row(case.id)


def test_something_to_go_out_that_cant_be_read_waits_for_a_human(moto: OnMoto) -> None:
    case = created(moto, outgoing=(a_mail(1), a_mail(1, 1)))
    moto.set(case.id, "data", {"S": "{}"}, "OUT#000001-0")
    assert moto.store().outgoing(TENANT, case.id) == [a_mail(1, 1)]
    row = moto.row(case.id, "OUT#000001-0")
    assert row["aside_by"] == {"S": "r7"}
    assert [bad.case_id for bad in moto.store().set_aside(TENANT, 9)] == [case.id]
    moto.store().sent(case, a_mail(1, 1))
    assert moto.store().due(TENANT, NOW, 9) == []
    assert moto.store().get(TENANT, case.id) == case
    assert not moto.store().put_back(TENANT, case.id)


def test_why_a_row_cant_be_read_says_where_and_never_what(moto: OnMoto) -> None:
    case = created(moto)
    moto.set(case.id, "handling", {"S": '{"lease": "geheim"}'})
    told = moto.store().get(TENANT, case.id)
    assert isinstance(told, Unreadable)
    assert "lease" in told.reason
    assert "geheim" not in told.reason
