"""What is left of a request that was forgotten, in memory and on DynamoDB alike."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Attachment, Entry, EntryKind

from chalicelib.domain.privacy.forgetting import anonymised, steps_of
from chalicelib.domain.shared.errors import ConflictError
from tests.support.requests import (
    KORTRIJK,
    NOW,
    a_number,
    a_request,
    an_issued,
    first_event,
    guards_of,
    moved,
)

FILE = Attachment("key", "ab" * 32, 12, "image/png", NOW.date())


def an_entry(serial: int, kind: EntryKind, text: str = "tekst", **more) -> Entry:
    return Entry(f"01KKXJ2XE0000000000000{serial:04d}", 1, kind, "clerk:een", NOW, text, **more)


def delivered(world, serial: int = 1) -> Request:
    request = a_request(serial)
    world.requests.create(request, (first_event(request),), guards_of(request))
    issued = replace(request, issued=an_issued(request, f"{serial:064x}"))
    done, event = moved(issued, "delivered")
    world.requests.save(done, was=1, events=(event,))
    return done


def forget(world, request: Request, serial: int = 99) -> Entry:
    said = world.requests.entries(KORTRIJK, request.id)
    proof = an_entry(serial, EntryKind.ERASURE, "", data=(("files", "1"),))
    world.requests.forget(anonymised(request), kept=steps_of(said), proof=proof)
    return proof


def test_who_was_forgotten_finds_nothing_and_the_request_is_nobodys(world):
    request, other = delivered(world), delivered(world, 2)
    forget(world, request)

    assert world.requests.of_person(KORTRIJK, a_number(), 10) == [other]
    left = world.requests.get(KORTRIJK, request.id)
    assert left == anonymised(request)
    assert left.is_forgotten
    assert (left.applicant.email, left.wish.remark, left.verdict) == ("", "", None)
    assert a_number() not in {left.wish.subject, left.applicant.number}


def test_of_what_was_said_only_the_steps_are_left_and_the_proof(world):
    request = delivered(world)
    said = [
        an_entry(1, EntryKind.NOTE),
        an_entry(2, EntryKind.ANSWER, attachments=(FILE,)),
        an_entry(3, EntryKind.LETTER, data=(("reason", "own"), ("basis", "getypt"))),
        an_entry(4, EntryKind.POSTED, "", data=(("template", "cr_ready"),)),
    ]
    for entry in said:
        world.requests.add(request, entry)

    proof = forget(world, request)

    letter = replace(said[2], text="", data=(("reason", "own"),))
    steps = {e.id: e for e in world.requests.entries(KORTRIJK, request.id)}
    assert steps == {e.id: e for e in (letter, said[3], proof)}


def test_events_and_the_ledger_stay_as_they_were(world):
    request = delivered(world)
    events = world.requests.events(KORTRIJK, request.id)
    listed = world.ledger.get(KORTRIJK, request.document_number)

    forget(world, request)

    assert world.requests.events(KORTRIJK, request.id) == events
    assert world.ledger.get(KORTRIJK, request.document_number) == listed
    assert world.ledger.of_subject(KORTRIJK, a_number(), 10) == [listed]
    assert world.ledger.by_hash(KORTRIJK, request.issued.sha256) == listed.entry


def test_it_stays_among_the_requests_of_its_day_and_state(world):
    request = delivered(world)
    forget(world, request)
    left = anonymised(request)
    assert world.requests.received_on(KORTRIJK, NOW.date(), 10) == [left]
    assert world.requests.in_state(KORTRIJK, "delivered", 10) == [left]


def test_a_request_is_forgotten_once(world):
    request = delivered(world)
    first = forget(world, request)
    with pytest.raises(ConflictError) as caught:
        forget(world, request, 98)
    assert caught.value.code == "version_moved"
    assert world.requests.entries(KORTRIJK, request.id) == [first]


def test_a_request_that_moved_keeps_everything(world):
    request = delivered(world)
    note = an_entry(1, EntryKind.NOTE)
    world.requests.add(request, note)
    later, event = moved(request, "rejected", datetime(2026, 3, 18, 9, 0, tzinfo=UTC))
    world.requests.save(later, was=request.instance.version, events=(event,))

    with pytest.raises(ConflictError):
        forget(world, request)

    assert world.requests.get(KORTRIJK, request.id) == later
    assert world.requests.entries(KORTRIJK, request.id) == [note]


def test_of_a_request_that_is_not_there_nothing_is_left_behind(world):
    with pytest.raises(ConflictError):
        forget(world, a_request(7))
    assert world.requests.entries(KORTRIJK, a_request(7).id) == []
