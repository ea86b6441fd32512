"""What every version of the items wrote goes on being read, moved on, and found."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.adapters.aws.store.items.schema import CURRENT
from chalicelib.adapters.aws.store.ledger import DynamoLedger
from chalicelib.adapters.memory.platform import known_keys
from chalicelib.domain.cases.change import ClaimChange, ClaimKey
from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.handling import Handling, Lease
from chalicelib.domain.cases.storing import as_listed
from chalicelib.domain.issued.verification import Status
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import Alike, AnyCase, Repeated, Unreadable
from tests.support.cases.made_up import (
    ANN,
    BOB,
    NOW,
    TENANT,
    Snorf,
    a_case,
    a_mail,
    beginning,
    going_on,
    guards,
    moved,
)
from tests.support.cases.recorded import CASE_ID, HALL, recorded
from tests.support.cases.stores import OnMoto

VERSIONS = range(1, CURRENT.version + 1)


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, moto: OnMoto) -> OnMoto:
    for row in recorded(request.param):
        moto.clients.dynamodb.put_item(TableName=moto.table, Item=row)
    return moto


def the_case(old: OnMoto) -> AnyCase:
    case = old.store().get(TENANT, CASE_ID)
    assert case
    assert not isinstance(case, Unreadable)
    return case


def test_a_recorded_case_is_read_whole(old: OnMoto) -> None:
    case, store = the_case(old), old.store()
    assert case.payload == Snorf("teal", NOW.date(), ("hm",), BOB, {"left": 3})
    assert case.handling == Handling(NOW, "hummed", Lease("k1", NOW), "k2", touched=True)
    assert (case.instance.clocks[0].ends_at, case.instance.marks[0].tried) == (NOW, 1)
    assert [document.issue for document in case.issued] == [2, 1]
    assert [event.version for event in store.events(TENANT, CASE_ID)] == [1, 2, 3]
    assert [entry.kind for entry in store.entries(TENANT, CASE_ID)] == [EntryKind.FILE]
    assert store.outgoing(TENANT, CASE_ID) == [a_mail(1), a_mail(2)]


def test_a_recorded_case_is_found_by_everything_that_leads_to_it(old: OnMoto) -> None:
    case, store = the_case(old), old.store()
    assert store.of_person(TENANT, ANN, 9) == [case] == store.of_person(TENANT, BOB, 9)
    assert store.due(TENANT, NOW, 9) == [case] == store.begun_on(TENANT, NOW.date(), 9)
    (line,) = store.worklist(TENANT, "tinker", "north", 9)
    assert (line.case, line.tasks) == (as_listed(case), case.tasks)
    assert store.done_before(TENANT, ["act"]) == (CASE_ID, "body", 2)
    again = store.create(beginning(), guards("opening"))
    assert again == Repeated(case, same_body=True)


def test_what_a_recorded_case_claims_is_still_its_own(old: OnMoto) -> None:
    store, claims = old.store(), old.claims()
    held = claims.holders(TENANT, "hall", (HALL.key, "blue", "grey"), NOW)
    assert held == {HALL.key: f"case:{CASE_ID}", "blue": "draft:9"}
    for key in (HALL, ClaimKey("hall", "blue")):
        with pytest.raises(ConflictError, match="claimed"):
            claims.hold(TENANT, key, "draft:1", NOW, NOW + timedelta(minutes=1))
    assert store.create(beginning(a_case()), guards(duplicate="same")) == Alike(CASE_ID)


def test_recorded_documents_are_verified(old: OnMoto) -> None:
    ledger = DynamoLedger(old.clients.dynamodb, old.table, known_keys())
    found = [ledger.by_code(TENANT, f"{CASE_ID}{code}") for code in ("scroll1", "scroll2")]
    statuses = [entry.status(NOW.date()) for entry in found if entry]
    assert statuses == [Status.REPLACED, Status.AUTHENTIC]
    for document in the_case(old).issued:
        line = ledger.by_hash(TENANT, document.sha256)
        assert line
        assert line.number == document.number


def test_a_recorded_case_moves_on_to_its_end(old: OnMoto) -> None:
    case, store = the_case(old), old.store()
    for mail in store.outgoing(TENANT, CASE_ID):
        store.sent(case, mail)
    ended = moved(case, "gone", tasks=(), clock_at=None, handling=Handling(touched=True))
    ended = replace(ended, work=a_case().work)
    back = ClaimChange(given_back=(HALL,))
    store.store(going_on(case, ended, claims=back))
    assert store.get(TENANT, CASE_ID) == ended
    assert store.due(TENANT, NOW, 9) == []
    assert store.worklist(TENANT, "tinker", "north", 9) == []
    old.claims().hold(TENANT, HALL, "draft:1", NOW, NOW + timedelta(minutes=1))
