"""Seals of level B-LT on the whole way, and what happens when the proof for one is missing."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import page
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

import app
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.documents.seal.evidence import READ_AGAIN
from ops.local.serve import context, schedule_event
from tests.support.counter import Counter, population
from tests.support.printing.judges import Verdict, validate
from tests.support.printing.lasting import Lasting, lasting_seals

TENANT = "34022"
ADULT = population().personas["volwassene"].number


@pytest.fixture
def lasting(counter: Counter, clock: MemoryClock) -> Iterator[Lasting]:
    with lasting_seals(counter, clock) as made:
        yield made


def look_for_revocations() -> None:
    app.seals(schedule_event(), context())


def ask(counter: Counter, document: str = "attest-leven") -> str:
    """Ask for a document and let it be made; the request's id."""
    request_id: str = counter.post(ADULT, {"document": document}).json_body["id"]
    counter.drain()
    return request_id


def file_of(counter: Counter, request_id: str) -> bytes:
    return counter.pdf(counter.result(request_id).object_key)


def a_file(counter: Counter) -> bytes:
    return file_of(counter, ask(counter))


def could_not_be_sealed(counter: Counter, request_id: str) -> bool:
    """Whether that is why a clerk has it."""
    return counter.events(request_id)[-1] == "seal_failed" and not counter.objects()


def judged(pdf: bytes, lasting: Lasting, clock: MemoryClock, *, later: timedelta) -> Verdict:
    """What pyHanko says without fetching anything, when it wants proof from the file itself."""
    root = lasting.publisher.authority.certificate
    return validate(pdf, root, clock.now() + later, by_its_own_data=True)


def has_store(pdf: bytes) -> bool:
    return "/DSS" in PdfFileReader(BytesIO(pdf)).root


def test_a_document_of_the_counter_is_judged_without_asking_anybody(
    counter: Counter, clock: MemoryClock, lasting: Lasting, tmp_path: Path
) -> None:
    look_for_revocations()
    pdf = a_file(counter)
    verdict = judged(pdf, lasting, clock, later=timedelta(minutes=1))
    assert (verdict.intact, verdict.valid, verdict.trusted) == (True, True, True)
    assert verdict.covers_all
    assert verdict.stamped_at == clock.now()
    assert pdf.count(b"%%EOF") == 1
    path = tmp_path / "sealed.pdf"
    path.write_bytes(pdf)
    for profile in ("3a", "ua1"):
        assert page.validate_pdf(str(path), profile=profile).is_compliant


def test_the_lists_are_fetched_ahead_and_a_warm_document_takes_ten_aws_calls(
    counter: Counter, lasting: Lasting
) -> None:
    look_for_revocations()
    assert lasting.publisher.asked == ["/lijst.crl"]
    a_file(counter)
    counter.calls.clear()
    request_id = ask(counter, "attest-nationaliteit")
    ours = counter.calls.by_kind
    for polled in ("sqs.ReceiveMessage", "sqs.DeleteMessage"):
        del ours[polled]
    ours["dynamodb.GetItem"] -= 1  # whether who asks signed out meanwhile: sign-in's, not ours
    assert ours.total() == 10
    assert has_store(file_of(counter, request_id))
    assert lasting.publisher.asked == ["/lijst.crl", "/tsa", "/tsa"]


def test_without_lists_the_seal_is_stamped_and_holds_no_proof(
    counter: Counter, clock: MemoryClock, lasting: Lasting
) -> None:
    pdf = a_file(counter)
    assert not has_store(pdf)
    root = lasting.publisher.authority.certificate
    verdict = validate(pdf, root, clock.now())
    assert verdict.trusted
    assert verdict.stamped_at == clock.now()


def test_a_list_whose_time_is_over_is_not_taken_along(
    counter: Counter, clock: MemoryClock, lasting: Lasting
) -> None:
    look_for_revocations()
    clock.move(timedelta(days=8))
    assert not has_store(a_file(counter))
    look_for_revocations()
    clock.move(READ_AGAIN)
    pdf = a_file(counter)
    assert judged(pdf, lasting, clock, later=timedelta(0)).trusted


def test_a_revoked_certificate_seals_nothing_more_and_a_clerk_gets_the_case(
    counter: Counter, lasting: Lasting
) -> None:
    lasting.publisher.revoked.append(lasting.certificate)
    look_for_revocations()
    assert could_not_be_sealed(counter, ask(counter))


def test_a_revocation_is_noticed_while_documents_are_made(
    counter: Counter, clock: MemoryClock, lasting: Lasting
) -> None:
    look_for_revocations()
    request_id = ask(counter)
    assert has_store(file_of(counter, request_id))
    lasting.publisher.revoked.append(lasting.certificate)
    look_for_revocations()
    clock.move(READ_AGAIN)
    later = ask(counter, "attest-nationaliteit")
    assert counter.events(later)[-1] == "seal_failed"


def test_a_revoked_certificate_of_the_time_stamps_seals_nothing_whatever_becomes_of_the_list(
    counter: Counter, clock: MemoryClock, lasting: Lasting
) -> None:
    lasting.publisher.revoked.append(lasting.publisher.stamps.certificate)
    look_for_revocations()
    clock.move(timedelta(days=30))
    assert could_not_be_sealed(counter, ask(counter))
