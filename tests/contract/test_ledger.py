"""The ledger, in memory and on DynamoDB alike."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from chalicelib.domain.cases.audience import HANDLERS
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.outgoing import Medium, Outgoing
from chalicelib.domain.certificates.order import RESULT, CertificateCase, result_of
from chalicelib.domain.issued.listed import Proposal, Revocation, RevocationReason
from chalicelib.domain.issued.verification import Status
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import PermanentError
from tests.contract.conftest import World
from tests.support.orders import a_certificate_case, a_result, delivered, moved, ordering, stored
from tests.support.requests import KORTRIJK, NOW, a_number, an_id

TODAY = NOW.date()
MISTAKE = Revocation(RevocationReason.MISTAKE, NOW, "een")
PROPOSED = Proposal(RevocationReason.MISTAKE, NOW, "een", replace=True)
MINUTES = timedelta(minutes=3)


def issued(world: World, serial: int = 1, **given: object) -> CertificateCase:
    """A case with its document."""
    order = {name: given.pop(name) for name in ("replaces", "subject") if name in given}
    case = stored(world.cases, ordering(a_certificate_case(serial), **order))
    code = VerificationCode.of(f"code {serial}".encode().ljust(16))
    bytes_ = sha256(str(serial).encode()).hexdigest()
    change = delivered(case, **({"sha256": bytes_, "code_hash": code.hashed} | given))
    world.cases.store(change)
    return change.case  # type: ignore[return-value]


def document(case: CertificateCase) -> IssuedDocument:
    found = result_of(case)
    assert found is not None
    return found


def said(case: CertificateCase, serial: int = 1) -> Change:
    """Something said in a case without an event, and word of it to the applicant."""
    version = case.instance.version
    entry = Entry(
        f"01KKXJ2XE0000000000000{serial:04d}",
        version,
        EntryKind.REVOCATION,
        "revoked",
        "staff:een",
        NOW,
        (HANDLERS,),
        "Fout",
    )
    mail = Outgoing(version, 100 + serial, Medium.MAIL, "doc_revoked", "party:1", NOW, NOW)
    return Change(case, version, (), entries=(entry,), outgoing=(mail,), before=case)


def test_a_document_is_found_by_its_code_and_by_its_bytes(world: World) -> None:
    it = document(issued(world))
    by_code = world.ledger.by_code(KORTRIJK, it.code_hash)
    listed = world.ledger.get(KORTRIJK, it.number)
    assert by_code is not None
    assert listed is not None
    assert by_code == world.ledger.by_hash(KORTRIJK, it.sha256) == listed.entry
    assert (by_code.number, by_code.document_id) == (it.number, it.type_id)
    assert (listed.request_id, listed.slot, listed.issue) == (an_id(), RESULT, 1)
    assert by_code.status(TODAY) is Status.AUTHENTIC


def test_what_was_never_issued_is_not_there(world: World) -> None:
    issued(world)
    other = document(issued(world, 2))
    assert world.ledger.by_code(KORTRIJK, "0" * 64) is None
    assert world.ledger.by_code("44021", other.code_hash) is None
    assert world.ledger.by_hash(KORTRIJK, "0" * 64) is None
    assert world.ledger.get(KORTRIJK, "34022-26-00000-99999") is None


def test_a_document_without_a_code_is_found_by_its_bytes_only(world: World) -> None:
    case = issued(world, code_hash="")
    assert world.ledger.by_hash(KORTRIJK, document(case).sha256) is not None
    assert world.ledger.by_code(KORTRIJK, "") is None


def test_a_revocation_its_mail_and_its_entry_are_stored_in_one(world: World) -> None:
    case = issued(world)
    change = said(case)
    world.ledger.revoke(change, document(case).number, MISTAKE)
    entry = world.ledger.by_code(KORTRIJK, document(case).code_hash)
    assert entry is not None
    assert (entry.status(TODAY), entry.revoked_at, entry.reason) == (
        Status.REVOKED,
        NOW,
        "mistake",
    )
    assert world.cases.get(KORTRIJK, case.id) == case
    assert world.cases.outgoing(KORTRIJK, case.id) == list(change.outgoing)
    assert world.cases.due(KORTRIJK, NOW + MINUTES, 9) == [case]
    assert world.cases.entries(KORTRIJK, case.id) == list(change.entries)


def test_a_document_is_revoked_once(world: World) -> None:
    case = issued(world)
    world.ledger.revoke(said(case), document(case).number, MISTAKE)
    with pytest.raises(ConflictError, match="version_moved"):
        world.ledger.revoke(said(case, 2), document(case).number, MISTAKE)
    assert len(world.cases.entries(KORTRIJK, case.id)) == 1


def test_nothing_is_revoked_when_the_case_moved_on_meanwhile(world: World) -> None:
    case = issued(world)
    world.cases.store(moved(case, "delivered"))
    with pytest.raises(ConflictError, match="version_moved"):
        world.ledger.revoke(said(case), document(case).number, MISTAKE)
    listed = world.ledger.get(KORTRIJK, document(case).number)
    assert listed is not None
    assert listed.entry.revoked_at is None
    assert world.cases.entries(KORTRIJK, case.id) == []


def test_a_proposal_waits_and_goes_with_the_revocation(world: World) -> None:
    case = issued(world)
    number = document(case).number
    world.ledger.propose(said(case), number, PROPOSED)
    listed = world.ledger.get(KORTRIJK, number)
    assert listed is not None
    assert listed.proposal == PROPOSED
    assert listed.entry.status(TODAY) is Status.AUTHENTIC
    world.ledger.revoke(said(case, 2), number, MISTAKE)
    listed = world.ledger.get(KORTRIJK, number)
    assert listed is not None
    assert listed.proposal is None


def test_a_proposal_can_be_dropped_once(world: World) -> None:
    case = issued(world)
    number = document(case).number
    world.ledger.propose(said(case), number, PROPOSED)
    world.ledger.propose(said(case, 2), number, None)
    listed = world.ledger.get(KORTRIJK, number)
    assert listed is not None
    assert listed.proposal is None
    with pytest.raises(ConflictError):
        world.ledger.propose(said(case, 3), number, None)


def test_nothing_is_proposed_for_what_is_revoked(world: World) -> None:
    case = issued(world)
    world.ledger.revoke(said(case), document(case).number, MISTAKE)
    with pytest.raises(ConflictError):
        world.ledger.propose(said(case, 2), document(case).number, PROPOSED)


def test_issuing_the_corrected_document_marks_the_old_one_as_replaced(world: World) -> None:
    old = document(first := issued(world))
    world.ledger.revoke(said(first), old.number, replace(MISTAKE, replacement=an_id(2)))
    listed = world.ledger.get(KORTRIJK, old.number)
    assert listed is not None
    assert listed.replacement == an_id(2)
    new = document(issued(world, 2, replaces=old.number))
    entry = world.ledger.by_code(KORTRIJK, old.code_hash)
    assert entry is not None
    assert (entry.status(TODAY), entry.replaced_by) == (Status.REPLACED, new.number)
    listed = world.ledger.get(KORTRIJK, new.number)
    assert listed is not None
    assert listed.entry.replaced_by == ""


def test_nothing_can_take_the_place_of_what_was_never_issued(world: World) -> None:
    with pytest.raises(PermanentError):
        issued(world, replaces="34022-26-00000-99999")


def test_a_slot_filled_anew_revokes_what_it_held(world: World) -> None:
    case = issued(world)
    old = document(case)
    new = a_result(case, "f" * 64, issue=2, number=f"{old.number}-A2", replaces=old.number)
    change = moved(case, "delivered", issued=(new,))
    world.cases.store(replace(change, revoked=(old,)))
    entry = world.ledger.by_code(KORTRIJK, old.code_hash)
    assert entry is not None
    assert (entry.status(TODAY), entry.reason) == (Status.REPLACED, "data_changed")
    assert entry.replaced_by == new.number


def test_all_documents_about_a_person_the_newest_first(world: World) -> None:
    subject = a_number(9)
    first, second = issued(world, 1, subject=subject), issued(world, 2, subject=subject)
    issued(world, 3)
    found = world.ledger.of_subject(KORTRIJK, subject, 9)
    assert [listed.request_id for listed in found] == [second.id, first.id]
    assert len(world.ledger.of_subject(KORTRIJK, subject, 1)) == 1
    assert world.ledger.of_subject(KORTRIJK, a_number(7), 9) == []
    assert world.ledger.of_subject("44021", subject, 9) == []
