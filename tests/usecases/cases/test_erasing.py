"""Files whose time is over go, each by itself."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.adapters.memory.erasures import MemoryErasures
from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.tenants.municipality import Limits
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.cases.documents.erase_files import BATCH, TRY_AGAIN, EraseFiles
from tests.support.requests import KORTRIJK
from tests.support.road import ALONE, World, ann

HOUR = timedelta(hours=1)


class Odd:
    """An archive in which some files can't be erased."""

    def __init__(self, bad: set[str]) -> None:
        self.bad, self.gone, self.versions = bad, list[str](), 1

    def erase(self, key: str) -> int:
        if key in self.bad:
            raise ZeroDivisionError
        self.gone.append(key)
        return self.versions


class Refusing:
    """A store of cases that takes no entry."""

    def __init__(self, cases: Any) -> None:
        self._cases = cases

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cases, name)

    def add(self, *_entry: object) -> None:
        raise RetryableError("throttled")


def ended(world: World, number: int) -> str:
    """The key of a file of a pact that was taken back."""
    paper = [File(b"%PDF-1.7 " + str(number).encode())]
    case_id = world.opened({**ALONE, "topic": f"T{number}", "paper": paper})
    world.act(case_id, "withdraw", ann())
    (entry,) = [e for e in world.cases.entries(KORTRIJK, case_id) if e.attachments]
    return entry.attachments[0].key


def test_files_that_can_not_be_erased_hold_up_no_other_and_are_tried_again() -> None:
    world = World()
    limits = Limits(most_requests_per_day=BATCH + 21, requests_per_address=BATCH + 2)
    world.here.one = replace(world.here.one, limits=limits)
    keys = [ended(world, number) for number in range(BATCH + 1)]
    odd = Odd(set(keys[:BATCH]))
    archive: Any = odd
    ledger = MemoryLedger(world.cases)
    erasures = MemoryErasures(world.cases, ledger)
    erase = EraseFiles(erasures, world.cases, world.frames, archive, world.report, HOUR)
    world.hands.go(days=500)

    erase(KORTRIJK)
    assert odd.gone == keys[BATCH:]
    assert world.reports.count(("erasing", "ZeroDivisionError")) == BATCH

    odd.bad.clear()
    world.hands.at += TRY_AGAIN + timedelta(seconds=1)
    erase(KORTRIJK)
    assert sorted(odd.gone) == sorted(keys)


def test_a_file_of_a_case_that_can_not_be_read_stands_before_no_other() -> None:
    world = World()
    limits = Limits(most_requests_per_day=BATCH + 21, requests_per_address=BATCH + 2)
    world.here.one = replace(world.here.one, limits=limits)
    keys = [ended(world, number) for number in range(BATCH + 1)]
    for case in world.cases.of_person(KORTRIJK, ann().person, BATCH + 1)[1:]:
        world.cases.spoil(KORTRIJK, case.id, "broken")
    archive: Any = Odd(set())
    erasures = MemoryErasures(world.cases, MemoryLedger(world.cases))
    erase = EraseFiles(erasures, world.cases, world.frames, archive, world.report, HOUR)
    world.hands.go(days=500)

    assert erase(KORTRIJK) == 1
    assert archive.gone == keys[BATCH:]


def test_a_proof_that_could_not_be_written_is_written_when_its_file_is_gone() -> None:
    world = World()
    key = ended(world, 1)
    archive: Any = Odd(set())
    erasures = MemoryErasures(world.cases, MemoryLedger(world.cases))
    erase = EraseFiles(erasures, world.cases, world.frames, archive, world.report, HOUR)
    world.hands.go(days=500)

    erase = replace(erase, cases=Refusing(world.cases))
    assert erase(KORTRIJK) == 0
    archive.versions = 0
    erase = replace(erase, cases=world.cases)
    assert (erase(KORTRIJK), archive.gone) == (1, [key, key])
    (case,) = world.cases.of_person(KORTRIJK, ann().person, 1)
    entries = world.cases.entries(KORTRIJK, case.id)
    assert [e.name for e in entries if e.kind is EntryKind.ERASURE] == ["erased"]
