"""What is looked up by a keyed hash is found before, during and after a rotation of the secret.

In memory some of it isn't under a hash at all; the answers must be the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.access_log import DynamoAccessLog
from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.mail.suppressions import SesSuppressions
from chalicelib.adapters.aws.mail.wishes import DynamoWishes
from chalicelib.adapters.aws.store.cases import DynamoCases
from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.ledger import DynamoLedger
from chalicelib.adapters.embedded.registers import EmbeddedRegisters
from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.adapters.memory.mail import MemorySuppressions, MemoryWishes
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.domain.cases.change import ClaimChange, ClaimKey, OncePrint
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.mail.wishes import KeptWishes, MailWishes
from chalicelib.domain.registers.access import (
    AccessContext,
    Actor,
    ActorKind,
    LoggedAccess,
    Service,
)
from chalicelib.domain.registers.answers import Found, NotFound
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import CaseStore, Created, OpeningGuards, OpeningPrints, Repeated
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.mail import Suppressions
from chalicelib.ports.registers import AccessLog
from chalicelib.ports.wishes import Wishes
from ops.operate.rotation.lifting import Lifting
from ops.synthetic.fill import fill
from tests.support.counter import population
from tests.support.orders import a_certificate_case, begun, certificates, delivered, moved
from tests.support.requests import KORTRIJK, NOW, a_number
from tests.support.secret import Secret
from tests.support.stages.aws import a_session, make_table, one_at_a_time

ADDRESS = "iemand@voorbeeld.example"
ADULT = population().personas["volwassene"].number
FILE = population().by_number[ADULT]


@dataclass(frozen=True)
class Shelf:
    """One implementation of everything that looks something up by a keyed hash."""

    secret: Secret
    cases: CaseStore
    ledger: Ledger
    access_log: AccessLog
    suppressions: Suppressions
    wishes: Wishes
    registers: MemoryRegisters | EmbeddedRegisters
    lift: Callable[[], int]


@pytest.fixture(params=["memory", "moto"])
def shelf(request: pytest.FixtureRequest) -> Iterator[Shelf]:
    clock = MemoryClock(NOW)
    if request.param == "memory":
        store, secret = MemoryCases(), Secret(clock)
        yield Shelf(
            secret,
            store,
            MemoryLedger(store),
            MemoryAccessLog(SeededIds(clock), clock),
            MemorySuppressions(store.openings, secret.keys),
            MemoryWishes(clock),
            MemoryRegisters([FILE]),
            lambda: 0,
        )
        return
    with mock_aws():
        yield on_moto(clock)


def on_moto(clock: MemoryClock) -> Shelf:
    session = a_session()
    one_at_a_time(session)
    client, secret = Clients(session).dynamodb, Secret(clock)
    table, people = make_table(session), make_table(session, "registers")
    assert list(fill(client, people, secret.keys, [FILE]))

    def lift() -> int:
        tables = [Lifting(client, name, pause=lambda _: None) for name in (table, people)]
        pages = (page for one in tables for page in one(secret.newest, 1))
        return sum(page.standing for page in pages)

    return Shelf(
        secret,
        DynamoCases(client, table, secret.keys, Codec(certificates()), pause=lambda _: None),
        DynamoLedger(client, table, secret.keys, pause=lambda _: None),
        DynamoAccessLog(client, table, secret.keys, SeededIds(clock), clock),
        SesSuppressions(client, table, secret.keys, None),
        DynamoWishes(client, table, secret.keys, clock),
        EmbeddedRegisters(client, people, secret.keys, pause=lambda _: None),
        lift,
    )


def moments(shelf: Shelf) -> Iterator[str]:
    """The moments of a rotation, one after the other."""
    yield "at rest"
    shelf.secret.announce()
    yield "announced"
    shelf.secret.begin()
    yield "in force"
    shelf.secret.settle()
    yield "settled"
    shelf.lift()
    yield "lifted"
    shelf.secret.retire()
    yield "retired"


def guards(shelf: Shelf, key: str, body: str = "body", limit: int = 100) -> OpeningGuards:
    """Guards as they are made when a case begins: under each version."""
    now = shelf.secret.clock.now()
    prints = (
        OpeningPrints(
            *(keys.fingerprint(text) for text in (f"key {key}", body, f"wish {key}", "rate"))
        )
        for keys in shelf.secret.keys.versions()
    )
    return OpeningGuards(tuple(prints), now + timedelta(minutes=10), limit, now + timedelta(days=2))


def created(shelf: Shelf, serial: int, limit: int = 100) -> CertificateCase:
    case = a_certificate_case(serial, at=shelf.secret.clock.now())
    answer = shelf.cases.create(begun(case), guards(shelf, str(serial), limit=limit))
    assert isinstance(answer, Created)
    return answer.case


def issued(shelf: Shelf, serial: int) -> CertificateCase:
    change = delivered(created(shelf, serial), sha256=f"{serial:064d}")
    shelf.cases.store(change)
    return change.case


def consulted(shelf: Shelf, purpose: str) -> LoggedAccess:
    actor = Actor(ActorKind.SYSTEM, "issue")
    context = AccessContext(KORTRIJK, actor, ADULT, purpose, "art. 5", None)
    return shelf.access_log.record(context, [Service.PERSON, Service.ACTS])


def test_somebody_finds_their_cases_and_documents_at_every_moment(shelf: Shelf) -> None:
    mine: list[CertificateCase] = []
    for serial, _ in enumerate(moments(shelf), start=1):
        mine.append(issued(shelf, serial))
        assert shelf.cases.of_person(KORTRIJK, a_number(), 99) == mine[::-1]
        assert shelf.cases.of_person(KORTRIJK, a_number(), 2) == mine[:-3:-1]
        found = shelf.ledger.of_subject(KORTRIJK, a_number(), 99)
        assert [listed.request_id for listed in found] == [r.id for r in mine[::-1]]
        assert shelf.cases.of_person(KORTRIJK, a_number(2), 99) == []


def test_every_consultation_is_shown_once_at_every_moment(shelf: Shelf) -> None:
    said: list[str] = []
    for moment in moments(shelf):
        shelf.secret.clock.move(timedelta(milliseconds=1))
        consulted(shelf, moment)
        said.append(moment)
        found = shelf.access_log.of_person(KORTRIJK, ADULT, 99)
        assert [line.purpose for line in found] == said[::-1]


def test_the_registers_know_somebody_at_every_moment(shelf: Shelf) -> None:
    for moment in moments(shelf):
        access = consulted(shelf, moment)
        assert shelf.registers.person(access) == Found(FILE.person)
        assert not isinstance(shelf.registers.act(access, next(iter(FILE.acts))), NotFound)
        assert shelf.registers.find(FILE.person.name.family, FILE.person.birth.date) == [ADULT]


def test_a_blocked_address_stays_blocked_at_every_moment(shelf: Shelf) -> None:
    shelf.suppressions.block(KORTRIJK, ADDRESS, NOW)
    for _ in moments(shelf):
        shelf.secret.clock.move(timedelta(minutes=2))
        assert shelf.suppressions.is_blocked(KORTRIJK, ADDRESS)
        assert not shelf.suppressions.is_blocked(KORTRIJK, "niemand@voorbeeld.example")


@pytest.mark.parametrize("when", ["at rest", "announced", "in force", "lifted", "retired"])
def test_an_address_that_was_confirmed_is_free_at_every_moment_after(
    shelf: Shelf, when: str
) -> None:
    shelf.suppressions.block(KORTRIJK, ADDRESS, NOW)
    is_blocked = True
    for moment in moments(shelf):
        shelf.secret.clock.move(timedelta(minutes=2))
        if moment == when:
            shelf.suppressions.unblock(KORTRIJK, ADDRESS)
            is_blocked = False
        assert shelf.suppressions.is_blocked(KORTRIJK, ADDRESS) is is_blocked


@pytest.mark.parametrize("when", ["at rest", "announced", "in force", "settled", "lifted"])
def test_a_key_of_before_gives_the_same_case_at_every_moment_after(shelf: Shelf, when: str) -> None:
    first: CertificateCase | None = None
    for serial, moment in enumerate(moments(shelf), start=2):
        if moment == when:
            first = created(shelf, 1)
        if first and moment != "retired":
            again = a_certificate_case(serial, at=shelf.secret.clock.now())
            for body, same in (("body", True), ("other", False)):
                answer = shelf.cases.create(begun(again), guards(shelf, "1", body))
                assert answer == Repeated(first, same_body=same)
    assert shelf.cases.of_person(KORTRIJK, a_number(), 99) == [first]


def test_what_is_guarded_under_two_versions_is_so_under_each(shelf: Shelf) -> None:
    """Functions learn of a version one after the other: some know it, some don't yet."""
    ignorant = guards(shelf, "1")
    shelf.secret.announce()
    knowing = guards(shelf, "1")
    assert (len(ignorant.prints), len(knowing.prints)) == (1, 2)
    shelf.secret.begin()
    shelf.secret.retire()
    finished = guards(shelf, "1")
    assert len(finished.prints) == 1

    first, second, third = (a_certificate_case(serial) for serial in (1, 2, 3))
    create = shelf.cases.create
    assert create(begun(first), knowing) == Created(first)
    assert create(begun(second), ignorant) == Repeated(first, same_body=True)
    assert create(begun(third), finished) == Repeated(first, same_body=True)


def test_the_limit_of_a_day_counts_on_over_a_rotation(shelf: Shelf) -> None:
    marks = []
    for serial, moment in enumerate(moments(shelf), start=1):
        if moment != "retired":
            marks.append(created(shelf, serial, limit=3).intake.is_over_limit)
    assert marks == [False, False, False, True, True]


HALL = ClaimKey("hall", "trouwzaal 2026-05-09 11:00", "Dat uur is bezet.")


def test_what_an_open_case_claims_is_nobody_elses_at_every_moment(shelf: Shelf) -> None:
    holder = created(shelf, 1)
    claiming = moved(holder, "evaluating")
    shelf.cases.store(replace(claiming, claims=ClaimChange(taken=(HALL,))))
    for serial, moment in enumerate(moments(shelf), start=2):
        other = moved(created(shelf, serial), "evaluating")
        with pytest.raises(ConflictError, match="claimed"):
            shelf.cases.store(replace(other, claims=ClaimChange(taken=(HALL,))))
        assert shelf.cases.of_person(KORTRIJK, a_number(), 1) == [other.before], moment
    ended = moved(claiming.case, "withdrawn")
    shelf.cases.store(replace(ended, claims=ClaimChange(given_back=(HALL,))))
    shelf.cases.store(replace(other, claims=ClaimChange(taken=(HALL,))))


@pytest.mark.parametrize("when", ["at rest", "announced", "in force", "settled", "lifted"])
def test_what_was_done_once_with_a_key_is_known_at_every_moment_after(
    shelf: Shelf, when: str
) -> None:
    done: CertificateCase | None = None
    for moment in moments(shelf):
        prints = tuple(
            (keys.fingerprint("act 1"), keys.fingerprint("body"))
            for keys in shelf.secret.keys.versions()
        )
        if moment == when:
            until = shelf.secret.clock.now() + timedelta(days=2)
            change = moved(created(shelf, 1), "evaluating")
            shelf.cases.store(replace(change, once=OncePrint(prints, until)))
            done = change.case
        if done and moment != "retired":
            found = shelf.cases.done_before(KORTRIJK, [key for key, _ in prints])
            assert found is not None
            assert (found[0], found[2]) == (done.id, 2)


def test_what_somebody_wishes_of_mails_is_known_at_every_moment(shelf: Shelf) -> None:
    now = shelf.secret.clock.now()
    for days, when in enumerate(moments(shelf), 400):
        wished = KeptWishes(MailWishes(f"na-{days}@voorbeeld.example"), now + timedelta(days=days))
        before = shelf.wishes.of_person(KORTRIJK, ADULT)
        assert when == "at rest" or before is not None, when
        shelf.wishes.keep(KORTRIJK, ADULT, wished)
        assert shelf.wishes.of_person(KORTRIJK, ADULT) == wished, when
    shelf.wishes.drop(KORTRIJK, ADULT)
    assert shelf.wishes.of_person(KORTRIJK, ADULT) is None
