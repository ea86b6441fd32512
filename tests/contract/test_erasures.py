"""Files that are kept for a time, in memory and on DynamoDB alike."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Attachment, Entry, EntryKind

from chalicelib.domain.privacy.kept_files import FileKind, KeptFile, erased_at
from chalicelib.domain.shared.errors import ConflictError
from tests.support.requests import (
    KORTRIJK,
    NOW,
    a_request,
    an_issued,
    first_event,
    guards_of,
    moved,
)

DAY = timedelta(days=1)
LAST = NOW.date() + 90 * DAY
PHOTO = Attachment("34022/2026/a/cd", "cd" * 32, 7, "image/png", LAST)
LETTER = replace(PHOTO, key="34022/2026/a/ef", sha256="ef" * 32, available_until=LAST + DAY)


def over(last: date) -> datetime:
    """When a day is over in every time zone."""
    return datetime(last.year, last.month, last.day, tzinfo=UTC) + 2 * DAY


def an_entry(request: Request, serial: int, kind: EntryKind, *files: Attachment) -> Entry:
    entry_id = f"01KKXJ2XE0000000000000{serial:04d}"
    version = request.instance.version
    return Entry(entry_id, version, kind, "citizen", NOW, "Zie bijlage", attachments=files)


def proof(request: Request, file: KeptFile, at: datetime) -> Entry:
    entry = an_entry(request, 900, EntryKind.ERASURE)
    return replace(entry, at=at, data=(("sha256", file.sha256),))


def issued(world, serial: int = 1) -> Request:
    request = a_request(serial=serial)
    world.requests.create(request, (first_event(request),), guards_of(request))
    delivered, event = moved(replace(request, issued=an_issued(request)), "delivered")
    world.requests.save(delivered, was=1, events=(event,))
    return delivered


def answered(world, *files: Attachment, serial: int = 1) -> Request:
    request = a_request(serial=serial)
    world.requests.create(request, (first_event(request),), guards_of(request))
    return sent(world, request, *files)


def sent(world, request: Request, *files: Attachment, at: datetime = NOW) -> Request:
    """One more answer with files."""
    after, event = moved(request, "clerk_queue")
    entry = replace(an_entry(after, after.instance.version, EntryKind.ANSWER, *files), at=at)
    world.requests.save(after, was=request.instance.version, events=(event,), entries=(entry,))
    return after


def test_a_document_is_due_when_its_last_day_is_over_everywhere(world) -> None:
    request = issued(world)
    midnight = over(request.issued.available_until)
    assert world.erasures.due(KORTRIJK, midnight - timedelta(seconds=1), 9) == []
    assert world.erasures.due(KORTRIJK, midnight, 9) == [
        KeptFile(
            FileKind.DOCUMENT,
            request.id,
            request.issued.object_key,
            request.issued.sha256,
            request.document_number,
        )
    ]
    assert world.erasures.due("44021", midnight, 9) == []


def test_what_was_sent_along_is_due_when_its_last_day_is_over_everywhere(world) -> None:
    request = answered(world, PHOTO, LETTER)
    photo, letter = (
        KeptFile(FileKind.ATTACHMENT, request.id, f.key, f.sha256) for f in (PHOTO, LETTER)
    )
    assert world.erasures.due(KORTRIJK, over(LAST) - timedelta(seconds=1), 9) == []
    assert world.erasures.due(KORTRIJK, over(LAST), 9) == [photo]
    assert world.erasures.due(KORTRIJK, over(LAST + DAY), 9) == [photo, letter]
    assert world.erasures.due(KORTRIJK, over(LAST + DAY), 1) == [photo]


def test_the_same_file_twice_in_one_answer_is_one(world) -> None:
    answered(world, PHOTO, PHOTO)
    assert len(world.erasures.due(KORTRIJK, over(LAST), 9)) == 1


def test_a_file_that_is_sent_again_is_kept_for_as_long_as_the_last_one(world) -> None:
    request = answered(world, PHOTO)
    sent(world, request, replace(PHOTO, available_until=LAST + 30 * DAY))
    assert world.erasures.due(KORTRIJK, over(LAST), 9) == []
    assert len(world.erasures.due(KORTRIJK, over(LAST + 30 * DAY), 9)) == 1


def test_what_was_erased_is_not_due_any_more_and_the_ledger_line_stays(world) -> None:
    request = issued(world)
    later = over(request.issued.available_until)
    (file,) = world.erasures.due(KORTRIJK, later, 9)
    entry = proof(request, file, later)
    world.erasures.done(request, file, later, entry)
    assert world.erasures.due(KORTRIJK, later, 9) == []
    listed = world.ledger.get(KORTRIJK, request.document_number)
    assert listed.erased_at == later
    assert listed.entry.sha256 == request.issued.sha256
    assert world.requests.entries(KORTRIJK, request.id) == [entry]


def test_what_is_erased_before_its_time_is_not_due_when_that_comes(world) -> None:
    request = answered(world, PHOTO)
    file = KeptFile(FileKind.ATTACHMENT, request.id, PHOTO.key, PHOTO.sha256)
    world.erasures.done(request, file, NOW + DAY, proof(request, file, NOW + DAY))
    assert world.erasures.due(KORTRIJK, over(LAST), 9) == []


def test_an_attachment_that_was_erased_is_proven_in_the_case(world) -> None:
    request = answered(world, PHOTO)
    (file,) = world.erasures.due(KORTRIJK, over(LAST), 9)
    world.erasures.done(request, file, over(LAST), proof(request, file, over(LAST)))
    assert world.erasures.due(KORTRIJK, over(LAST) + 999 * DAY, 9) == []
    entries = world.requests.entries(KORTRIJK, request.id)
    assert erased_at(PHOTO, entries[0], entries) == over(LAST)
    assert erased_at(LETTER, entries[0], entries) is None


def test_a_file_that_is_sent_again_after_it_was_erased_is_due_again(world) -> None:
    request = answered(world, PHOTO)
    (file,) = world.erasures.due(KORTRIJK, over(LAST), 9)
    world.erasures.done(request, file, over(LAST), proof(request, file, over(LAST)))
    again = replace(PHOTO, available_until=LAST + 90 * DAY)
    sent(world, request, again, at=over(LAST) + DAY)
    assert world.erasures.due(KORTRIJK, over(LAST + 90 * DAY), 9) == [file]


def test_what_is_postponed_is_due_later(world) -> None:
    request = answered(world, PHOTO)
    (file,) = world.erasures.due(KORTRIJK, over(LAST), 9)
    world.erasures.postpone(request, file, over(LAST) + 7 * DAY)
    assert world.erasures.due(KORTRIJK, over(LAST) + 6 * DAY, 9) == []
    assert world.erasures.due(KORTRIJK, over(LAST) + 7 * DAY, 9) == [file]


def test_what_was_erased_is_not_postponed(world) -> None:
    request = answered(world, PHOTO)
    (file,) = world.erasures.due(KORTRIJK, over(LAST), 9)
    world.erasures.done(request, file, over(LAST), proof(request, file, over(LAST)))
    with pytest.raises(ConflictError, match="version_moved"):
        world.erasures.postpone(request, file, over(LAST) + 7 * DAY)
    assert world.erasures.due(KORTRIJK, over(LAST) + 999 * DAY, 9) == []
