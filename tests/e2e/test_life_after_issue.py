"""A sealed document from the counter to its end: verified, revoked, replaced, erased."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.documents.facts_reading import facts_of
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import CertificateCase, result_number, result_of
from chalicelib.domain.shared.assurance import Assurance
from ops.deploy.authority import chain_for
from tests.support.counter import Counter, population
from tests.support.office import PDF
from tests.support.printing.desk import poppler
from tests.support.printing.signable import ec_key, public_der
from tests.support.stages.aws import Faults

TENANT = "34022"
ADULT = population().personas["volwassene"].number
CLERK = Staff("een", TENANT, frozenset({StaffRole.CLERK}), population().personas["letters"].number)
REGISTRAR = replace(CLERK, id="twee", roles=frozenset({StaffRole.REGISTRAR}))
SECOND = replace(REGISTRAR, id="drie")


def issued(counter: Counter, document: str = "attest-leven") -> CertificateCase:
    answer = counter.post(ADULT, {"document": document})
    assert counter.drain() == 1
    return counter.case(answer.json_body["id"])


def document_of(case: CertificateCase) -> IssuedDocument:
    document = result_of(case)
    assert document is not None
    return document


def code_of(counter: Counter, case: CertificateCase) -> str:
    return counter.wiring.printing.marking.code(TENANT, case.id).text


def looked_up(counter: Counter, case: CertificateCase) -> dict[str, object]:
    return counter.get(ADULT, f"/api/v1/verify/{code_of(counter, case)}").json_body


def bytes_of(counter: Counter, case: CertificateCase) -> bytes:
    return counter.pdf(document_of(case).object_key)


def revoke(
    counter: Counter, staff: Staff, case: CertificateCase, text: str, why: str = "mistake"
) -> None:
    counter.wiring.issued.revoke(staff, result_number(case), why, text)


def test_what_is_issued_is_sealed_and_verifies_by_code_hash_and_file(counter: Counter) -> None:
    case = issued(counter)
    pdf = bytes_of(counter, case)
    code = code_of(counter, case)

    signature = poppler("pdfsig", pdf)
    assert "Signature is Valid" in signature
    assert "Total document signed" in signature
    by_code = looked_up(counter, case)
    by_hash = counter.wiring.issued.verify.by_hash(TENANT, sha256(pdf).hexdigest(), "x", code)
    by_file = counter.wiring.issued.verify.by_file(TENANT, pdf, "x", code)
    changed = counter.wiring.issued.verify.by_file(
        TENANT, pdf.replace(b"PDF-1.7", b"PDF-1.6", 1), "x"
    )

    assert by_code["status"] == "authentic"
    assert by_code["document"]["number"] == result_number(case)
    assert by_hash.likeness == by_file.likeness == "same"
    assert changed.likeness == "changed"
    assert str(counter.wiring.printing.marking.code(TENANT, case.id)) in poppler(
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

    assert counter.events(request_id)[-2:] == ["source_ok", "seal_failed"]
    assert counter.calls.by_kind["kms.Sign"] == 1
    assert counter.objects() == []
    (mail,) = counter.mails()
    assert "/d/" not in mail.text


def test_a_clerk_revokes_a_certificate_and_everybody_sees_it_at_once(counter: Counter) -> None:
    case = issued(counter)
    mails = len(counter.mails())
    revoke(counter, CLERK, case, "Verkeerde straat")
    counter.drain()

    seen = looked_up(counter, case)
    assert (seen["status"], seen["document"]["reason"]) == ("revoked", "mistake")
    (mail,) = counter.mails()[mails:]
    assert case.reference in mail.subject
    refused = counter.get(ADULT, f"/api/v1/requests/{case.id}/document")
    assert (refused.status_code, refused.json_body["code"]) == (410, "revoked")
    kinds = [entry.kind for entry in counter.entries(case.id)]
    assert kinds == [EntryKind.REVOCATION]


def test_the_mail_of_a_revocation_goes_later_when_it_cannot_go_now(
    counter: Counter, clock: MemoryClock
) -> None:
    case = issued(counter)
    mails = len(counter.mails())
    Faults(counter.wiring.platform.clients.ses).answer("SendEmail", "TooManyRequestsException", 429)
    revoke(counter, CLERK, case, "Verkeerde straat")
    counter.drain()
    assert len(counter.mails()) == mails
    assert looked_up(counter, case)["status"] == "revoked"

    clock.move(timedelta(minutes=10))
    counter.tick()
    counter.tick()
    counter.drain()
    assert len(counter.mails()) == mails + 1


def test_an_act_takes_two_registrars(counter: Counter) -> None:
    case = issued(counter, "akte-geboorte")
    with pytest.raises(Exception, match="not_found"):
        revoke(counter, CLERK, case, "Fout")
    revoke(counter, REGISTRAR, case, "Fout in de akte")
    assert looked_up(counter, case)["status"] == "authentic"
    with pytest.raises(Exception, match="own_proposal"):
        counter.wiring.issued.revoke.confirm(REGISTRAR, result_number(case))
    counter.wiring.issued.revoke.confirm(SECOND, result_number(case))
    assert looked_up(counter, case)["status"] == "revoked"


def test_a_second_registrar_can_let_an_act_stand(counter: Counter) -> None:
    case = issued(counter, "akte-geboorte")
    revoke(counter, REGISTRAR, case, "Fout in de akte")
    counter.wiring.issued.revoke.drop(SECOND, result_number(case), "De akte klopt wel")
    assert looked_up(counter, case)["status"] == "authentic"
    assert counter.wiring.issued.revoke.look(SECOND, result_number(case)).listed.proposal is None


def test_a_corrected_document_points_back_and_the_old_one_forward(
    counter: Counter, clock: MemoryClock
) -> None:
    old = issued(counter)
    clock.move(timedelta(hours=1))
    counter.wiring.issued.revoke(
        CLERK, result_number(old), "data_changed", "Verhuisd", replaced=True
    )
    assert looked_up(counter, old)["status"] == "revoked"
    assert counter.drain() == 2

    cases = counter.wiring.cases.store.of_person(TENANT, ADULT, 9)
    (new_id,) = {case.id for case in cases if isinstance(case, Case)} - {old.id}
    new = counter.case(new_id)
    seen = looked_up(counter, old)
    assert (seen["status"], seen["document"]["replaced_by"]) == ("replaced", result_number(new))
    assert looked_up(counter, new)["status"] == "authentic"
    pdf = bytes_of(counter, new)
    facts = facts_of(pdf)
    assert facts is not None
    assert facts["replaces"] == result_number(old)
    assert result_number(old) in poppler("pdftotext", pdf, after="-")


def test_a_corrected_document_that_follows_at_once_is_no_double_request(counter: Counter) -> None:
    old = issued(counter)
    mails = len(counter.mails())
    counter.wiring.issued.revoke(
        CLERK, result_number(old), "mistake", "Verkeerde straat", replaced=True
    )
    assert counter.drain() == 2
    assert looked_up(counter, old)["status"] == "replaced"
    assert {mail.subject.partition(" (")[0] for mail in counter.mails()[mails:]} == {
        "Uw document wordt vervangen",
        "Uw document staat klaar",
    }


def test_nobody_revokes_their_own_document(counter: Counter) -> None:
    case = issued(counter)
    with pytest.raises(Exception, match="own_file"):
        revoke(counter, replace(CLERK, number=ADULT), case, "Fout")


def test_a_document_is_erased_when_its_time_is_over_and_its_line_stays(
    counter: Counter, clock: MemoryClock
) -> None:
    case = issued(counter)
    pdf = bytes_of(counter, case)
    counter.tick()
    assert counter.objects() == [document_of(case).object_key]

    clock.move(timedelta(days=33))
    counter.tick()
    counter.tick()

    assert counter.objects() == []
    s3 = counter.wiring.platform.clients.s3
    assert "Versions" not in s3.list_object_versions(Bucket=counter.outputs.bucket)
    listed = counter.wiring.state.ledger.get(TENANT, result_number(case))
    assert listed is not None
    assert listed.erased_at == clock.now()
    assert listed.entry.sha256 == sha256(pdf).hexdigest()
    (proof,) = counter.entries(case.id)
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
    counter.wiring.handling.claim.chosen(CLERK, request_id)
    counter.act(CLERK, request_id, "ask_applicant", {"text": "Stuur uw volmacht."})
    counter.act(ADULT, request_id, "answer", {"text": "Zie bijlage.", "files": (File(PDF),)})
    (key,) = counter.objects()
    s3.put_object(Bucket=bucket, Key=key, Body=b"a version on top")
    counter.act(ADULT, request_id, "withdraw")
    counter.tick()
    assert counter.objects() == [key]

    clock.move(timedelta(days=93))
    counter.tick()

    assert "Versions" not in s3.list_object_versions(Bucket=bucket)
    entries = counter.entries(request_id)
    assert [entry.kind for entry in entries][-2:] == [EntryKind.ANSWER, EntryKind.ERASURE]
    digest = sha256(PDF).hexdigest()
    assert dict(entries[-1].data) == {"file": "attachment", "sha256": digest, "versions": "2"}


def test_the_registrar_sees_all_copies_and_the_person_sees_that(counter: Counter) -> None:
    first = issued(counter)
    second = issued(counter, "attest-hoofdverblijfplaats")
    found = counter.wiring.issued.copies(REGISTRAR, ADULT, "Vraag van de rechtbank")
    assert [c.entry.number for c in found] == [result_number(second), result_number(first)]
    with pytest.raises(Exception, match="not_found"):
        counter.wiring.issued.copies(CLERK, ADULT, "Nieuwsgierig")
    seen = counter.wiring.state.access_log.of_person(TENANT, ADULT, 9)[0]
    assert seen.purpose == "Vraag van de rechtbank"


def test_the_facts_can_be_read_as_text_by_who_asked_only(counter: Counter) -> None:
    case = issued(counter)
    read = counter.wiring.certificates.read_facts
    _, facts = read(TENANT, case.id, Citizen(ADULT, Assurance.HIGH))
    assert facts["number"] == result_number(case)
    assert facts["sections"][0]["facts"][0]["value"]
    with pytest.raises(Exception, match="not_found"):
        read(TENANT, case.id, Citizen(population().personas["letters"].number, Assurance.HIGH))
