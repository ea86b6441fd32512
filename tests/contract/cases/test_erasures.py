"""Files that are kept for a time, in memory and on DynamoDB alike."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.cases.entry import Attachment, Entry, EntryKind
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.privacy.kept_files import FileKind, KeptFile
from chalicelib.domain.shared.errors import ConflictError
from tests.support.orders import a_certificate_case, delivered, moved, stored
from tests.support.requests import KORTRIJK, NOW

DAY = timedelta(days=1)
LAST = NOW.date() + 90 * DAY
PHOTO = Attachment("34022/2026/a/cd", "cd" * 32, 7, "image/png", LAST)
LETTER = replace(PHOTO, key="34022/2026/a/ef", sha256="ef" * 32, available_until=LAST + DAY)


def over(last: date) -> datetime:
    """When a day is over in every time zone."""
    return datetime(last.year, last.month, last.day, tzinfo=UTC) + 2 * DAY


def issued(world) -> CertificateCase:
    change = delivered(stored(world.cases, a_certificate_case()))
    world.cases.store(change)
    return change.case


def answered(world, *files: Attachment) -> CertificateCase:
    return sent(world, stored(world.cases, a_certificate_case()), *files)


def sent(world, case: CertificateCase, *files: Attachment, at: datetime = NOW) -> CertificateCase:
    """One more answer with files."""
    change = moved(case, "clerk_review")
    version = change.case.instance.version
    id_ = f"{version:06d}-files"
    entry = Entry(id_, version, EntryKind.ANSWER, "files", "party:1", at, attachments=files)
    world.cases.store(replace(change, entries=(entry,)))
    return change.case


def test_a_document_is_due_when_its_last_day_is_over_everywhere(world) -> None:
    case = issued(world)
    result = result_of(case)
    midnight = over(result.available_until)
    assert world.erasures.due(KORTRIJK, midnight - timedelta(seconds=1), 9) == []
    assert world.erasures.due(KORTRIJK, midnight, 9) == [
        KeptFile(FileKind.DOCUMENT, case.id, result.object_key, result.sha256, result.number)
    ]
    assert world.erasures.due("44021", midnight, 9) == []


def test_what_was_sent_along_is_due_when_its_last_day_is_over_everywhere(world) -> None:
    case = answered(world, PHOTO, LETTER)
    photo, letter = (
        KeptFile(FileKind.ATTACHMENT, case.id, f.key, f.sha256) for f in (PHOTO, LETTER)
    )
    assert world.erasures.due(KORTRIJK, over(LAST) - timedelta(seconds=1), 9) == []
    assert world.erasures.due(KORTRIJK, over(LAST), 9) == [photo]
    assert world.erasures.due(KORTRIJK, over(LAST + DAY), 9) == [photo, letter]
    assert world.erasures.due(KORTRIJK, over(LAST + DAY), 1) == [photo]


def test_the_same_file_twice_in_one_answer_is_one(world) -> None:
    answered(world, PHOTO, PHOTO)
    assert len(world.erasures.due(KORTRIJK, over(LAST), 9)) == 1


def test_a_file_that_is_sent_again_is_kept_for_as_long_as_the_last_one(world) -> None:
    case = answered(world, PHOTO)
    sent(world, case, replace(PHOTO, available_until=LAST + 30 * DAY))
    assert world.erasures.due(KORTRIJK, over(LAST), 9) == []
    assert len(world.erasures.due(KORTRIJK, over(LAST + 30 * DAY), 9)) == 1


def test_what_was_erased_is_not_due_any_more_and_the_ledger_line_stays(world) -> None:
    case = issued(world)
    result = result_of(case)
    later = over(result.available_until)
    (file,) = world.erasures.due(KORTRIJK, later, 9)
    world.erasures.done(case, file, later)
    world.erasures.done(case, file, later + DAY)
    assert world.erasures.due(KORTRIJK, later, 9) == []
    listed = world.ledger.get(KORTRIJK, result.number)
    assert listed.erased_at == later
    assert listed.entry.sha256 == result.sha256


def test_what_is_erased_before_its_time_is_not_due_when_that_comes(world) -> None:
    case = answered(world, PHOTO)
    file = KeptFile(FileKind.ATTACHMENT, case.id, PHOTO.key, PHOTO.sha256)
    world.erasures.done(case, file, NOW + DAY)
    assert world.erasures.due(KORTRIJK, over(LAST), 9) == []


def test_a_file_that_is_sent_again_after_it_was_erased_is_due_again(world) -> None:
    case = answered(world, PHOTO)
    (file,) = world.erasures.due(KORTRIJK, over(LAST), 9)
    world.erasures.done(case, file, over(LAST))
    again = replace(PHOTO, available_until=LAST + 90 * DAY)
    sent(world, case, again, at=over(LAST) + DAY)
    assert world.erasures.due(KORTRIJK, over(LAST + 90 * DAY), 9) == [file]


def test_what_is_postponed_is_due_later(world) -> None:
    case = answered(world, PHOTO)
    (file,) = world.erasures.due(KORTRIJK, over(LAST), 9)
    world.erasures.postpone(case.tenant, file, over(LAST) + 7 * DAY)
    assert world.erasures.due(KORTRIJK, over(LAST) + 6 * DAY, 9) == []
    assert world.erasures.due(KORTRIJK, over(LAST) + 7 * DAY, 9) == [file]


def test_what_was_erased_is_not_postponed(world) -> None:
    case = answered(world, PHOTO)
    (file,) = world.erasures.due(KORTRIJK, over(LAST), 9)
    world.erasures.done(case, file, over(LAST))
    with pytest.raises(ConflictError, match="version_moved"):
        world.erasures.postpone(case.tenant, file, over(LAST) + 7 * DAY)
    assert world.erasures.due(KORTRIJK, over(LAST) + 999 * DAY, 9) == []


def test_of_what_nobody_knows_nothing_is_noted(world) -> None:
    case = issued(world)
    file = KeptFile(FileKind.ATTACHMENT, case.id, "34022/2026/nowhere", "00" * 32)
    with pytest.raises(ConflictError, match="version_moved"):
        world.erasures.done(case, file, NOW)
