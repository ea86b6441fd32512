"""A sealed document from the counter to its end: verified, revoked, replaced, erased."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import EntryKind

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.documents.facts_reading import facts_of
from chalicelib.domain.cases.staff import Role, Staff
from chalicelib.domain.cases.uploads import File
from ops.deploy.authority import chain_for
from tests.support.aws import Faults
from tests.support.counter import Counter, population
from tests.support.office import PDF
from tests.support.printing.desk import poppler
from tests.support.printing.signable import ec_key, public_der

TENANT = "34022"
ADULT = population().personas["volwassene"].number
CLERK = Staff("een", TENANT, frozenset({Role.CLERK}), population().personas["letters"].number)
REGISTRAR = replace(CLERK, id="twee", roles=frozenset({Role.REGISTRAR}))
SECOND = replace(REGISTRAR, id="drie")


def issued(counter: Counter, document: str = "attest-leven") -> Request:
    answer = counter.post(ADULT, {"document": document})
    assert counter.drain() == 1
    return stored(counter, answer.json_body["id"])


def stored(counter: Counter, request_id: str) -> Request:
    request = counter.wiring.state.requests.get(TENANT, request_id)
    assert request is not None
    assert request.issued is not None
    return request


def code_of(counter: Counter, request: Request) -> str:
    return counter.wiring.certificates.mark.code(request).text


def looked_up(counter: Counter, request: Request) -> dict[str, object]:
    return counter.get(ADULT, f"/api/v1/verify/{code_of(counter, request)}").json_body


def bytes_of(counter: Counter, request: Request) -> bytes:
    assert request.issued is not None
    return counter.pdf(request.issued.object_key)


def test_what_is_issued_is_sealed_and_verifies_by_code_hash_and_file(counter: Counter) -> None:
    request = issued(counter)
    pdf = bytes_of(counter, request)
    code = code_of(counter, request)

    signature = poppler("pdfsig", pdf)
    assert "Signature is Valid" in signature
    assert "Total document signed" in signature
    by_code = looked_up(counter, request)
    by_hash = counter.wiring.issued.verify.by_hash(TENANT, sha256(pdf).hexdigest(), "x", code)
    by_file = counter.wiring.issued.verify.by_file(TENANT, pdf, "x", code)
    changed = counter.wiring.issued.verify.by_file(
        TENANT, pdf.replace(b"PDF-1.7", b"PDF-1.6", 1), "x"
    )

    assert by_code["status"] == "authentic"
    assert by_code["document"]["number"] == request.document_number
    assert by_hash.likeness == by_file.likeness == "same"
    assert changed.likeness == "changed"
    assert str(counter.wiring.certificates.mark.code(request)) in poppler(
        "pdftotext", pdf, after="-"
    )


def test_a_seal_that_does_not_verify_is_neither_stored_nor_sent(counter: Counter) -> None:
    stranger = chain_for(public_der(ec_key()), "Stad Kortrijk", counter.wiring.platform.clock.now())
    counter.wiring.platform.clients.ssm.put_parameter(
        Name=f"{counter.outputs.seal_parameters}/{TENANT}/first",
        Value=stranger,
        Type="String",
        Overwrite=True,
    )
    request_id = counter.post(ADULT, {"document": "attest-leven"}).json_body["id"]
    counter.drain()

    events = counter.wiring.state.requests.events(TENANT, request_id)
    assert [event.name for event in events][-2:] == ["source_ok", "seal_failed"]
    assert counter.calls.by_kind["kms.Sign"] == 1
    assert counter.objects() == []
    (mail,) = counter.mails()
    assert "/d/" not in mail.text


def test_a_clerk_revokes_a_certificate_and_everybody_sees_it_at_once(counter: Counter) -> None:
    request = issued(counter)
    mails = len(counter.mails())
    counter.wiring.issued.revoke(CLERK, request.id, "mistake", "Verkeerde straat")

    seen = looked_up(counter, request)
    assert (seen["status"], seen["document"]["reason"]) == ("revoked", "mistake")
    (mail,) = counter.mails()[mails:]
    assert request.reference in mail.subject
    refused = counter.get(ADULT, f"/api/v1/requests/{request.id}/document")
    assert (refused.status_code, refused.json_body["code"]) == (410, "revoked")
    kinds = [entry.kind for entry in counter.wiring.state.requests.entries(TENANT, request.id)]
    assert kinds == [EntryKind.REVOCATION]


def test_the_mail_of_a_revocation_goes_later_when_it_cannot_go_now(
    counter: Counter, clock: MemoryClock
) -> None:
    request = issued(counter)
    mails = len(counter.mails())
    Faults(counter.wiring.platform.clients.ses).answer("SendEmail", "TooManyRequestsException", 429)
    counter.wiring.issued.revoke(CLERK, request.id, "mistake", "Verkeerde straat")
    assert len(counter.mails()) == mails
    assert looked_up(counter, request)["status"] == "revoked"

    clock.move(timedelta(minutes=10))
    counter.tick()
    counter.tick()
    assert len(counter.mails()) == mails + 1


def test_an_act_takes_two_registrars(counter: Counter) -> None:
    request = issued(counter, "akte-geboorte")
    with pytest.raises(Exception, match="not_found"):
        counter.wiring.issued.revoke(CLERK, request.id, "mistake", "Fout")
    counter.wiring.issued.revoke(REGISTRAR, request.id, "mistake", "Fout in de akte")
    assert looked_up(counter, request)["status"] == "authentic"
    with pytest.raises(Exception, match="own_proposal"):
        counter.wiring.issued.revoke.confirm(REGISTRAR, request.id)
    counter.wiring.issued.revoke.confirm(SECOND, request.id)
    assert looked_up(counter, request)["status"] == "revoked"


def test_a_second_registrar_can_let_an_act_stand(counter: Counter) -> None:
    request = issued(counter, "akte-geboorte")
    counter.wiring.issued.revoke(REGISTRAR, request.id, "mistake", "Fout in de akte")
    counter.wiring.issued.revoke.drop(SECOND, request.id, "De akte klopt wel")
    assert looked_up(counter, request)["status"] == "authentic"
    assert counter.wiring.issued.revoke.look(SECOND, request.id).listed.proposal is None


def test_a_corrected_document_points_back_and_the_old_one_forward(
    counter: Counter, clock: MemoryClock
) -> None:
    old = issued(counter)
    clock.move(timedelta(hours=1))
    counter.wiring.issued.revoke(CLERK, old.id, "data_changed", "Verhuisd", replaced=True)
    assert looked_up(counter, old)["status"] == "revoked"
    assert counter.drain() == 1

    (new,) = [
        r for r in counter.wiring.state.requests.of_person(TENANT, ADULT, 9) if r.id != old.id
    ]
    new = stored(counter, new.id)
    seen = looked_up(counter, old)
    assert (seen["status"], seen["document"]["replaced_by"]) == ("replaced", new.document_number)
    assert looked_up(counter, new)["status"] == "authentic"
    pdf = bytes_of(counter, new)
    facts = facts_of(pdf)
    assert facts is not None
    assert facts["replaces"] == old.document_number
    assert old.document_number in poppler("pdftotext", pdf, after="-")


def test_a_corrected_document_that_follows_at_once_is_no_double_request(counter: Counter) -> None:
    old = issued(counter)
    mails = len(counter.mails())
    counter.wiring.issued.revoke(CLERK, old.id, "mistake", "Verkeerde straat", replaced=True)
    assert counter.drain() == 1
    assert looked_up(counter, old)["status"] == "replaced"
    assert [mail.subject.partition(" (")[0] for mail in counter.mails()[mails:]] == [
        "Uw document wordt vervangen",
        "Uw document staat klaar",
    ]


def test_nobody_revokes_their_own_document(counter: Counter) -> None:
    request = issued(counter)
    with pytest.raises(Exception, match="own_file"):
        counter.wiring.issued.revoke(replace(CLERK, number=ADULT), request.id, "mistake", "Fout")


def test_a_document_is_erased_when_its_time_is_over_and_its_line_stays(
    counter: Counter, clock: MemoryClock
) -> None:
    request = issued(counter)
    assert request.issued is not None
    pdf = bytes_of(counter, request)
    counter.tick()
    assert counter.objects() == [request.issued.object_key]

    clock.move(timedelta(days=33))
    counter.tick()
    counter.tick()

    assert counter.objects() == []
    s3 = counter.wiring.platform.clients.s3
    assert "Versions" not in s3.list_object_versions(Bucket=counter.outputs.bucket)
    listed = counter.wiring.state.ledger.get(TENANT, request.document_number)
    assert listed is not None
    assert listed.erased_at == clock.now()
    assert listed.entry.sha256 == sha256(pdf).hexdigest()
    (proof,) = counter.wiring.state.requests.entries(TENANT, request.id)
    digest = listed.entry.sha256
    assert dict(proof.data) == {"file": "document", "sha256": digest, "versions": "1"}
    assert counter.wiring.issued.verify.by_file(TENANT, pdf, "x").likeness == "same"


def test_what_was_sent_along_is_erased_in_all_versions_and_the_case_proves_it(
    counter: Counter, clock: MemoryClock
) -> None:
    s3, bucket = counter.wiring.platform.clients.s3, counter.outputs.bucket
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    answer = counter.post(ADULT, {"document": "attest-leven", "remark": "Een vraag."})
    counter.drain()
    request_id = answer.json_body["id"]
    counter.wiring.workqueue.claim.chosen(CLERK, request_id)
    counter.wiring.workqueue.ask(CLERK, request_id, "Stuur uw volmacht.")
    counter.wiring.workqueue.answer(TENANT, ADULT, request_id, "Zie bijlage.", (File(PDF),))
    (key,) = counter.objects()
    s3.put_object(Bucket=bucket, Key=key, Body=b"a version on top")
    counter.wiring.cases.withdraw(TENANT, ADULT, request_id)
    counter.tick()
    assert counter.objects() == [key]

    clock.move(timedelta(days=93))
    counter.tick()

    assert "Versions" not in s3.list_object_versions(Bucket=bucket)
    entries = counter.wiring.state.requests.entries(TENANT, request_id)
    assert [entry.kind for entry in entries][-2:] == [EntryKind.ANSWER, EntryKind.ERASURE]
    digest = sha256(PDF).hexdigest()
    assert dict(entries[-1].data) == {"file": "attachment", "sha256": digest, "versions": "2"}


def test_the_registrar_sees_all_copies_and_the_person_sees_that(counter: Counter) -> None:
    first = issued(counter)
    second = issued(counter, "attest-hoofdverblijfplaats")
    found = counter.wiring.issued.copies(REGISTRAR, ADULT, "Vraag van de rechtbank")
    assert [c.entry.number for c in found] == [second.document_number, first.document_number]
    with pytest.raises(Exception, match="not_found"):
        counter.wiring.issued.copies(CLERK, ADULT, "Nieuwsgierig")
    seen = counter.wiring.cases.follow.consultations(TENANT, ADULT)[0]
    assert (seen.purpose, seen.services) == ("Vraag van de rechtbank", frozenset())


def test_the_facts_can_be_read_as_text_by_who_asked_only(counter: Counter) -> None:
    request = issued(counter)
    _, facts = counter.wiring.certificates.read_facts(TENANT, ADULT, request.id)
    assert facts["number"] == request.document_number
    assert facts["sections"][0]["facts"][0]["value"]
    with pytest.raises(Exception, match="not_found"):
        counter.wiring.certificates.read_facts(
            TENANT, population().personas["letters"].number, request.id
        )
