"""Files are erased when their time is over: documents and attachments alike, and not too early."""

from dataclasses import replace
from datetime import timedelta

import pytest
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import EntryKind

from chalicelib.domain.cases.uploads import File
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.usecases.privacy.erase import LOOK_AGAIN
from tests.support.office import CLERK, DAY, PDF, TENANT, Office

OVER = 92 * DAY
"""Ninety days, and the rest of the last one in every time zone."""


@pytest.fixture
def office() -> Office:
    return Office()


def answered(office: Office, key: str = "volwassene") -> Request:
    """A case in which the applicant sent a file."""
    request = office.claimed(key=key)
    office.wiring.workqueue.ask(CLERK, request.id, "Stuur uw volmacht.")
    number = request.applicant.number
    return office.wiring.workqueue.answer(TENANT, number, request.id, "Zie bijlage.", (File(PDF),))


def ended(office: Office, request: Request) -> Request:
    return office.wiring.cases.withdraw(TENANT, request.applicant.number, request.id)


def attachment(office: Office, request: Request) -> str:
    (answer,) = [e for e in office.entries(request) if e.kind is EntryKind.ANSWER]
    return answer.attachments[0].key


def test_what_was_sent_along_is_erased_and_the_case_proves_it(office: Office) -> None:
    request = answered(office)
    key = attachment(office, request)
    ended(office, request)
    office.clock.move(OVER - 3 * DAY)
    assert office.wiring.privacy.erase(TENANT) == 0
    assert key in office.archive.documents

    office.clock.move(3 * DAY)
    assert office.wiring.privacy.erase(TENANT) == 1
    assert key not in office.archive.documents
    (proof,) = [e for e in office.entries(request) if e.kind is EntryKind.ERASURE]
    (answer,) = [e for e in office.entries(request) if e.kind is EntryKind.ANSWER]
    assert dict(proof.data) == {
        "file": "attachment",
        "sha256": answer.attachments[0].sha256,
        "versions": "1",
    }
    assert office.wiring.privacy.erase(TENANT) == 0


def test_nothing_of_an_open_case_is_erased_until_it_has_ended(office: Office) -> None:
    request = answered(office)
    key = attachment(office, request)
    office.clock.move(OVER)
    assert office.wiring.privacy.erase(TENANT) == 0
    assert key in office.archive.documents

    ended(office, request)
    assert office.wiring.privacy.erase(TENANT) == 0
    office.clock.move(LOOK_AGAIN)
    assert office.wiring.privacy.erase(TENANT) == 1
    assert key not in office.archive.documents


@pytest.mark.parametrize("error", [RetryableError, PermanentError])
def test_a_file_that_cannot_be_erased_stays_due_and_holds_up_no_other(
    office: Office, error: type[Exception]
) -> None:
    first, second = answered(office), answered(office, "letters")
    stuck = attachment(office, first)

    class Stubborn:
        is_stuck = True

        def erase(self, key: str) -> int:
            if key == stuck and self.is_stuck:
                raise error("s3.DeleteObject")
            return office.archive.erase(key)

    for request in (first, second):
        ended(office, request)
    office.clock.move(OVER)
    stubborn = Stubborn()
    erase = replace(office.wiring.privacy.erase, archive=stubborn)
    assert erase(TENANT) == 1
    assert stuck in office.archive.documents
    stubborn.is_stuck = False
    assert erase(TENANT) == 1
    assert stuck not in office.archive.documents


def test_a_document_and_what_was_sent_for_it_are_erased_each_in_its_time(office: Office) -> None:
    request = answered(office)
    sent = attachment(office, request)
    office.wiring.workqueue.claim.chosen(CLERK, request.id)
    office.wiring.workqueue.decide.approve(
        CLERK, request.id, "De aanvrager zelf, volgens de volmacht."
    )
    office.drain()
    document = office.now(request).issued.object_key
    office.clock.move(32 * DAY)
    assert office.wiring.privacy.erase(TENANT) == 1
    assert set(office.archive.documents) == {sent}
    assert document != sent
    office.clock.move(OVER)
    assert office.wiring.privacy.erase(TENANT) == 1
    assert office.archive.documents == {}


def test_an_attachment_that_was_erased_opens_no_more(office: Office) -> None:
    request = answered(office)
    key = attachment(office, request)
    assert office.wiring.workqueue.case.attachment(CLERK, request.id, key)
    ended(office, request)
    office.clock.move(OVER + timedelta(hours=1))
    office.wiring.privacy.erase(TENANT)
    with pytest.raises(NotThereError) as caught:
        office.wiring.workqueue.case.attachment(CLERK, request.id, key)
    assert caught.value.public == "Deze bijlage is gewist: haar bewaartijd is voorbij."
