"""Each of the 27, from the POST to the mail, for somebody who gets it without a clerk."""

import json
import re
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from chalicelib.documents.seal.reading import SealReader
from ops.synthetic.population import eligible
from ops.synthetic.population.eligibility import DOCUMENTS
from tests.support.counter import Counter, a_counter, population

EXTRA = {
    "strafregister-uittreksel": {"variant": "595", "purpose": "job_application"},
}


@pytest.fixture(scope="module")
def counter() -> Iterator[Counter]:
    with a_counter() as made:
        yield made


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_is_in_the_mailbox_without_a_clerk(
    counter: Counter, document: str, tmp_path: Path
) -> None:
    who = eligible(population(), document)[0]
    wish: dict[str, object] = {"document": document, **EXTRA.get(document, {})}
    if who.subject != who.applicant:
        wish["subject"] = {
            "national_number": who.subject.digits,
            "relation": "descendant_first_degree",
        }
    mails_before = len(counter.mails())

    accepted = counter.post(who.applicant, wish)
    assert accepted.status_code == 202, accepted.json_body
    request_id = accepted.json_body["id"]
    assert counter.drain() == 1

    status = counter.get(who.applicant, f"/api/v1/requests/{request_id}").json_body
    assert status["state"] == "delivered", json.dumps(status, indent=1)
    assert status["verdict"]["outcome"] == "issue"

    (mail,) = counter.mails()[mails_before:]
    assert status["reference"] in mail.subject
    assert "/d/" in mail.text
    assert "/d/" in mail.html

    (key,) = [key for key in counter.objects() if request_id in key]
    pdf = counter.pdf(key)
    issued = counter.result(request_id)
    assert issued.sha256 == sha256(pdf).hexdigest()
    text = _text_of(pdf, tmp_path)
    assert issued.number in text
    _assert_verifiable(counter, pdf, text)
    assert counter.bodies(counter.review_queue) == []


def test_all_of_the_catalogue_were_tried(counter: Counter) -> None:
    assert sorted(DOCUMENTS) == sorted(d.id for d in counter.wiring.templates.catalogue.all())


def _assert_verifiable(counter: Counter, pdf: bytes, text: str) -> None:
    """The code on the page leads to the document, and the file is that very one."""
    (code,) = set(re.findall(r"\b(?:[0-9A-Z]{3}-){5}[0-9A-Z]{3}\b", text))
    found = counter.wiring.issued.verify.by_file("34022", pdf, "anybody", code)
    assert (found.status, found.likeness) == ("authentic", "same")
    assert SealReader([*counter.wiring.seal.seals.known()]).inspect(pdf).seal == "intact"


def _text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
