"""What is left of a case in which somebody was forgotten, in memory and on DynamoDB alike."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain.cases.entry import Attachment, Entry, EntryKind
from chalicelib.domain.cases.party import Party, Representative
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, applicant_of, result_of
from chalicelib.domain.privacy.forgetting import known, thinned, without
from chalicelib.domain.shared.errors import ConflictError
from tests.support.orders import (
    a_certificate_case,
    certificates,
    delivered,
    moved,
    ordering,
    stored,
)
from tests.support.requests import KORTRIJK, NOW, a_number

FILE = Attachment("key", "ab" * 32, 12, "image/png", NOW.date())
ME, OTHER = a_number(), a_number(2)


def an_entry(serial: int, kind: EntryKind, text: str = "tekst", **more) -> Entry:
    return Entry(f"{serial:04d}", 1, kind, "said", "staff:een", NOW, text=text, **more)


def done(world, serial: int = 1, *more: Party) -> CertificateCase:
    begun = ordering(a_certificate_case(serial), remark="Van mij")
    begun = replace(begun, parties=(*begun.parties, *more))
    change = delivered(stored(world.cases, begun))
    world.cases.store(change)
    return change.case


def forget(world, case: CertificateCase, serial: int = 99) -> Entry:
    after = without(case, ME, certificates().type(PROCESS))
    said = world.cases.entries(KORTRIJK, case.id)
    changed, gone = thinned(said, case, after)
    proof = an_entry(serial, EntryKind.ERASURE, "", data=(("files", "1"),))
    world.forgetting.forget(case, after, thinned=changed, gone=gone, proof=proof)
    return proof


def test_who_was_forgotten_finds_nothing_and_the_case_is_nobodys(world):
    case, other = done(world), done(world, 2)
    forget(world, case)

    assert world.cases.of_person(KORTRIJK, ME, 10) == [other]
    left = world.cases.get(KORTRIJK, case.id)
    assert known(left) == ()
    assert (applicant_of(left).email, left.payload.remark, left.verdict) == ("", "", None)
    assert ME not in {left.payload.subject, applicant_of(left).person, result_of(left).subject}
    assert left.instance == case.instance


def test_of_what_was_said_only_the_steps_are_left_and_the_proof(world):
    case = done(world)
    said = [
        an_entry(1, EntryKind.NOTE),
        an_entry(2, EntryKind.ANSWER, attachments=(FILE,)),
        an_entry(3, EntryKind.LETTER, data=(("reason", "own"), ("basis", "getypt"))),
        an_entry(4, EntryKind.POSTED, "", data=(("template", "cr_ready"),)),
    ]
    world.cases.add(case, *said)

    proof = forget(world, case)

    letter = replace(said[2], text="", data=(("reason", "own"),))
    steps = {e.id: e for e in world.cases.entries(KORTRIJK, case.id)}
    assert steps == {e.id: e for e in (letter, said[3], proof)}


def test_events_and_the_ledger_stay_as_they_were(world):
    case = done(world)
    events, number = world.cases.events(KORTRIJK, case.id), result_of(case).number
    listed = world.ledger.get(KORTRIJK, number)

    forget(world, case)

    assert world.cases.events(KORTRIJK, case.id) == events
    assert world.ledger.get(KORTRIJK, number) == listed
    assert world.ledger.of_subject(KORTRIJK, ME, 10) == [listed]
    assert world.ledger.by_hash(KORTRIJK, result_of(case).sha256) == listed.entry


def test_it_stays_among_the_cases_of_its_day(world):
    case = done(world)
    forget(world, case)
    (left,) = world.cases.begun_on(KORTRIJK, NOW.date(), 10)
    assert (left.id, known(left)) == (case.id, ())


def test_another_party_keeps_the_case_and_what_they_said(world):
    case = done(world, 1, Party(2, "second", OTHER, email="b@voorbeeld.example"))
    mine = replace(an_entry(1, EntryKind.ANSWER, "van mij"), author="party:1")
    theirs = replace(an_entry(2, EntryKind.ANSWER, "van hen"), author="party:2")
    to_both = an_entry(3, EntryKind.QUESTION, "aan ons", audience=("applicant", "second"))
    to_me = an_entry(4, EntryKind.QUESTION, "aan mij", audience=("applicant",))
    note = an_entry(5, EntryKind.NOTE, "van de dienst")
    world.cases.add(case, mine, theirs, to_both, to_me, note)

    proof = forget(world, case)

    assert world.cases.of_person(KORTRIJK, ME, 10) == []
    (left,) = world.cases.of_person(KORTRIJK, OTHER, 10)
    assert known(left) == (case.parties[1],)
    ids = [entry.id for entry in world.cases.entries(KORTRIJK, case.id)]
    assert sorted(ids) == sorted(e.id for e in (theirs, to_both, note, proof))


def test_who_acted_for_somebody_goes_and_who_they_acted_for_stays(world):
    acting = Representative(ME, "parent")
    begun = a_certificate_case(number=OTHER)
    begun = replace(begun, parties=(replace(begun.parties[0], represented_by=acting),))
    change = delivered(stored(world.cases, begun))
    world.cases.store(change)

    forget(world, change.case)

    assert world.cases.of_person(KORTRIJK, ME, 10) == []
    (left,) = world.cases.of_person(KORTRIJK, OTHER, 10)
    assert left == replace(change.case, parties=(replace(begun.parties[0], represented_by=None),))


def test_somebody_is_forgotten_once(world):
    case = done(world)
    first = forget(world, case)
    with pytest.raises(ConflictError) as caught:
        forget(world, case, 98)
    assert caught.value.code == "version_moved"
    assert world.cases.entries(KORTRIJK, case.id) == [first]


def test_a_case_that_moved_keeps_everything(world):
    case = done(world)
    note = an_entry(1, EntryKind.NOTE)
    world.cases.add(case, note)
    change = moved(case, "rejected", datetime(2026, 3, 18, 9, 0, tzinfo=UTC))
    world.cases.store(change)

    with pytest.raises(ConflictError):
        forget(world, case)

    assert world.cases.get(KORTRIJK, case.id) == change.case
    assert world.cases.entries(KORTRIJK, case.id) == [note]


def test_of_a_case_that_is_not_there_nothing_is_left_behind(world):
    with pytest.raises(ConflictError):
        forget(world, a_certificate_case(7))
    assert world.cases.entries(KORTRIJK, a_certificate_case(7).id) == []
