"""The ledger, in memory and on DynamoDB alike."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry, EntryKind

from chalicelib.domain.issued.listed import Proposal, Revocation, RevocationReason
from chalicelib.domain.issued.verification import Status
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.domain.shared.errors import ConflictError
from tests.support.requests import (
    KORTRIJK,
    NOW,
    a_number,
    a_request,
    an_id,
    an_issued,
    first_event,
    guards_of,
    moved,
)

TODAY = NOW.date()
MISTAKE = Revocation(RevocationReason.MISTAKE, NOW, "een")
PROPOSED = Proposal(RevocationReason.MISTAKE, NOW, "een", replace=True)


def issued(world, serial: int = 1, replaces: str = "") -> Request:
    """A request with its document, about the person with the same serial as the request."""
    request = a_request(serial=serial)
    intake = replace(request.intake, replaces=replaces)
    request = replace(request, intake=intake)
    world.requests.create(request, (first_event(request),), guards_of(request))
    code = VerificationCode.of(f"code {serial}".encode().ljust(16))
    document = an_issued(request, sha256(str(serial).encode()).hexdigest())
    delivered, event = moved(
        replace(request, issued=replace(document, code_hash=code.hashed)), "delivered"
    )
    world.requests.save(delivered, was=1, events=(event,))
    return delivered


def an_entry(request: Request, serial: int = 1, kind: EntryKind = EntryKind.REVOCATION) -> Entry:
    entry_id = f"01KKXJ2XE0000000000000{serial:04d}"
    return Entry(entry_id, request.instance.version, kind, "clerk:een", NOW, "Fout")


def with_mail(request: Request) -> Request:
    return replace(request, outbox=("email:doc_revoked",), retry_at=NOW + timedelta(minutes=2))


def test_a_document_is_found_by_its_code_and_by_its_bytes(world) -> None:
    request = issued(world)
    by_code = world.ledger.by_code(KORTRIJK, request.issued.code_hash)
    by_hash = world.ledger.by_hash(KORTRIJK, request.issued.sha256)
    assert by_code == by_hash == world.ledger.get(KORTRIJK, request.document_number).entry
    assert (by_code.number, by_code.document_id) == (
        request.document_number,
        request.wish.document_id,
    )
    assert by_code.status(TODAY) is Status.AUTHENTIC


def test_what_was_never_issued_is_not_there(world) -> None:
    issued(world)
    assert world.ledger.by_code(KORTRIJK, "0" * 64) is None
    assert world.ledger.by_code("44021", issued(world, 2).issued.code_hash) is None
    assert world.ledger.by_hash(KORTRIJK, "0" * 64) is None
    assert world.ledger.get(KORTRIJK, "34022-26-00000-99999") is None


def test_a_document_without_a_code_is_found_by_its_bytes_only(world) -> None:
    request = a_request()
    world.requests.create(request, (first_event(request),), guards_of(request))
    delivered, event = moved(replace(request, issued=an_issued(request)), "delivered")
    world.requests.save(delivered, was=1, events=(event,))
    assert world.ledger.by_hash(KORTRIJK, delivered.issued.sha256) is not None
    assert world.ledger.by_code(KORTRIJK, "") is None


def test_a_revocation_its_mail_and_its_entry_are_stored_in_one(world) -> None:
    request = issued(world)
    world.ledger.revoke(with_mail(request), MISTAKE, [an_entry(request)])
    entry = world.ledger.by_code(KORTRIJK, request.issued.code_hash)
    assert (entry.status(TODAY), entry.revoked_at, entry.reason) == (
        Status.REVOKED,
        NOW,
        "mistake",
    )
    stored = world.requests.get(KORTRIJK, request.id)
    assert stored == with_mail(request)
    assert world.requests.due(KORTRIJK, NOW + timedelta(minutes=3), 9) == [stored]
    assert world.requests.entries(KORTRIJK, request.id) == [an_entry(request)]


def test_a_document_is_revoked_once(world) -> None:
    request = issued(world)
    world.ledger.revoke(with_mail(request), MISTAKE, [an_entry(request)])
    with pytest.raises(ConflictError, match="version_moved"):
        world.ledger.revoke(with_mail(request), MISTAKE, [an_entry(request, 2)])
    assert len(world.requests.entries(KORTRIJK, request.id)) == 1


def test_nothing_is_revoked_when_the_request_moved_on_meanwhile(world) -> None:
    request = issued(world)
    older = replace(request, instance=replace(request.instance, version=1))
    with pytest.raises(ConflictError, match="version_moved"):
        world.ledger.revoke(with_mail(older), MISTAKE, [an_entry(request)])
    entry = world.ledger.get(KORTRIJK, request.document_number).entry
    assert entry.revoked_at is None
    assert world.requests.entries(KORTRIJK, request.id) == []


def test_a_proposal_waits_and_goes_with_the_revocation(world) -> None:
    request = issued(world)
    world.ledger.propose(request, PROPOSED, an_entry(request))
    listed = world.ledger.get(KORTRIJK, request.document_number)
    assert listed.proposal == PROPOSED
    assert listed.entry.status(TODAY) is Status.AUTHENTIC
    world.ledger.revoke(with_mail(request), MISTAKE, [an_entry(request, 2)])
    assert world.ledger.get(KORTRIJK, request.document_number).proposal is None


def test_a_proposal_can_be_dropped_once(world) -> None:
    request = issued(world)
    world.ledger.propose(request, PROPOSED, an_entry(request))
    world.ledger.propose(request, None, an_entry(request, 2))
    assert world.ledger.get(KORTRIJK, request.document_number).proposal is None
    with pytest.raises(ConflictError):
        world.ledger.propose(request, None, an_entry(request, 3))


def test_nothing_is_proposed_for_what_is_revoked(world) -> None:
    request = issued(world)
    world.ledger.revoke(with_mail(request), MISTAKE, [an_entry(request)])
    with pytest.raises(ConflictError):
        world.ledger.propose(request, PROPOSED, an_entry(request, 2))


def test_issuing_the_corrected_document_marks_the_old_one_as_replaced(world) -> None:
    old = issued(world)
    by = replace(MISTAKE, replacement=an_id(2))
    world.ledger.revoke(with_mail(old), by, [an_entry(old)])
    assert world.ledger.get(KORTRIJK, old.document_number).replacement == an_id(2)
    new = issued(world, 2, replaces=old.document_number)
    entry = world.ledger.by_code(KORTRIJK, old.issued.code_hash)
    assert (entry.status(TODAY), entry.replaced_by) == (Status.REPLACED, new.document_number)
    assert world.ledger.get(KORTRIJK, new.document_number).entry.replaced_by == ""


def test_all_documents_about_a_person_the_newest_first(world) -> None:
    first, second = issued(world, 1), issued(world, 2)
    subject = first.wish.subject
    found = world.ledger.of_subject(KORTRIJK, subject, 9)
    of_them = [r for r in (second, first) if r.wish.subject == subject]
    assert [c.request_id for c in found] == [r.id for r in of_them]
    assert len(world.ledger.of_subject(KORTRIJK, subject, 1)) == 1
    assert world.ledger.of_subject(KORTRIJK, a_number(7), 9) == []
    assert world.ledger.of_subject("44021", subject, 9) == []


def test_what_lies_in_the_archive_can_be_read_and_erased_for_good(world) -> None:
    from chalicelib.ports.documents import Rendered

    world.archive.put_once("34022/a.pdf", Rendered(b"%PDF een", 1))
    world.archive.put_once("34022/a.pdf.other", Rendered(b"%PDF twee", 1))
    assert world.archive.read("34022/a.pdf") == b"%PDF een"
    assert world.archive.erase("34022/a.pdf") == 1
    assert world.archive.read("34022/a.pdf") is None
    assert world.archive.erase("34022/a.pdf") == 0
    assert world.archive.read("34022/a.pdf.other") == b"%PDF twee"
