"""The verification page and its API, for people and programs that aren't signed in."""

import json
from dataclasses import dataclass, replace

import pytest

from chalicelib.domain.cases.change import Change
from chalicelib.domain.certificates.order import CertificateCase, applicant_of, result_of
from chalicelib.domain.issued.listed import Revocation, RevocationReason
from chalicelib.domain.issued.verification import Inspection, SealState
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.usecases.issued.verify import LOOKS
from tests.support.orders import a_certificate_case, stored
from tests.support.web.counter import PDF, Counter, Program, Visitor, open_counter

OTHER = str(VerificationCode.of(bytes(range(16))))


@pytest.fixture
def counter():
    with open_counter() as made:
        yield made


@pytest.fixture
def delivered(counter: Counter) -> CertificateCase:
    return counter.deliver(stored(counter.store, a_certificate_case()))


def form_with(file: bytes, **fields: str) -> tuple[bytes, dict[str, str]]:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        b'--x\r\nContent-Disposition: form-data; name="%s"; filename="a.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n"
    )
    body = b"".join([*parts, head % (b"file" if "api" in fields else b"bestand"), file])
    return body + b"\r\n--x--\r\n", {"content-type": "multipart/form-data; boundary=x"}


def read(answer) -> str:
    return " ".join(answer.body.decode().split())


def test_a_code_shows_what_the_document_is_and_nothing_of_whom(counter, delivered) -> None:
    code = counter.code(delivered)
    answer = Visitor().get(f"/v/{code.text}")
    text = read(answer)
    assert answer.status_code == 200
    assert "Dit document is echt en geldig" in text
    assert result_of(delivered).number in text
    assert str(code) in text
    for secret in (applicant_of(delivered).person.printed, applicant_of(delivered).person.digits):
        assert secret not in text
    assert applicant_of(delivered).email not in text


@pytest.mark.parametrize("path", ["/v/{}", "/V/{}"])
def test_the_address_of_the_qr_code_works_in_upper_case(counter, delivered, path) -> None:
    assert Visitor().get(path.format(counter.code(delivered).text)).status_code == 200


def test_a_typed_code_leads_to_its_page_however_it_is_written(counter, delivered) -> None:
    code = counter.code(delivered)
    typed = str(code).lower().replace("-", " ").replace(" ", "+")
    answer = Visitor().get(f"/v?code={typed}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/v/{code.text}")


def test_the_whole_address_of_a_document_is_understood_as_its_code(counter, delivered) -> None:
    code = counter.code(delivered)
    long_name = "thuisloket." + "gemeente-" * 12 + "example"
    answer = Visitor().get(f"/v?code=https://{long_name}/v/{code}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/v/{code.text}")


def test_a_code_that_was_never_given_is_unknown(counter) -> None:
    answer = Visitor().get(f"/v/{OTHER}")
    assert answer.status_code == 404
    assert "Dit document kennen wij niet" in read(answer)


def test_a_code_with_a_mistake_says_so_at_the_field(counter) -> None:
    wrong = OTHER[:-1] + ("0" if OTHER[-1] != "0" else "1")
    answer = Visitor().get(f"/v?code={wrong}")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in read(answer)
    assert "verkeerd of verwisseld" in read(answer)


def test_a_revocation_shows_with_its_reason(counter, delivered) -> None:
    now = counter.clock.now()
    done = Revocation(RevocationReason.MISTAKE, now, "medewerker")
    change = Change(delivered, delivered.instance.version, (), before=delivered)
    counter.wiring.state.ledger.revoke(change, result_of(delivered).number, done)
    text = read(Visitor().get(f"/v/{counter.code(delivered).text}"))
    assert "Dit document is ingetrokken" in text
    assert "Er stond een fout in." in text
    assert "echt en geldig" not in text


def test_a_file_that_differs_is_judged_once_and_by_what_differs(counter, delivered) -> None:
    body, headers = form_with(PDF + b" ")
    text = read(Visitor().ask("POST", "/v", body, **headers))
    assert "Dit bestand draagt geen zegel." in text
    assert "kennen wij niet" not in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PDF, "Dit is precies het document dat wij uitgaven."),
        (PDF + b" ", "Dit bestand draagt geen zegel."),
        (b"GIF89a", "Dit bestand is geen PDF."),
    ],
)
def test_a_file_is_compared_without_javascript(counter, delivered, data, said) -> None:
    body, headers = form_with(data)
    path = f"/v/{counter.code(delivered).text}"
    answer = Visitor().ask("POST", path, body, **headers)
    assert answer.status_code == 200
    assert said in read(answer)


def test_a_hash_from_the_browser_is_compared(counter, delivered) -> None:
    path = f"/v/{counter.code(delivered).text}?sha256="
    assert "precies het document" in read(Visitor().get(path + result_of(delivered).sha256))
    other = read(Visitor().get(path + "0" * 64))
    assert "niet het bestand dat wij uitgaven" in other
    assert "Stuur ons het bestand" in other


def test_a_file_alone_is_enough(counter, delivered) -> None:
    body, headers = form_with(PDF)
    text = read(Visitor().ask("POST", "/v", body, **headers))
    assert "precies het document" in text
    assert result_of(delivered).number in text


def test_no_file_is_said_at_the_field(counter) -> None:
    body, headers = form_with(b"")
    answer = Visitor().ask("POST", "/v", body, **headers)
    assert answer.status_code == 422
    assert 'id="bestand-fout"' in read(answer)


def test_who_looks_too_often_has_to_wait(counter, delivered) -> None:
    visitor, path = Visitor(), f"/v/{counter.code(delivered).text}"
    for _ in range(LOOKS):
        assert visitor.get(path).status_code == 200
    answer = visitor.get(path)
    assert answer.status_code == 429
    assert "over tien minuten" in read(answer)


def test_the_api_answers_by_code(counter, delivered) -> None:
    answer = Program().get(f"/api/v1/verify/{counter.code(delivered).text}").json_body
    assert answer["status"] == "authentic"
    assert answer["sentence"] == "Dit document is echt en geldig"
    assert answer["document"]["number"] == result_of(delivered).number
    assert answer["document"]["sha256"] == result_of(delivered).sha256


def test_the_api_answers_by_hash_and_by_file(counter, delivered) -> None:
    body = json.dumps({"sha256": result_of(delivered).sha256}).encode()
    by_hash = Program().ask("POST", "/api/v1/verify", body).json_body
    form, headers = form_with(PDF + b"x", code=counter.code(delivered).text, api="1")
    by_file = Program().ask("POST", "/api/v1/verify-file", form, **headers).json_body
    assert by_hash["status"] == "authentic"
    assert by_hash["document"]["number"] == result_of(delivered).number
    assert by_file == {
        "status": "no_seal",
        "sentence": "Dit bestand draagt geen zegel.",
        "document": None,
    }


def test_a_file_with_something_behind_it_is_told_without_speaking_of_a_code(
    counter, delivered
) -> None:
    """The original is found by what the seal covers; no code was given."""
    inspected = Inspection("0" * 64, SealState.FOLLOWED, result_of(delivered).sha256)
    verify = replace(counter.wiring.issued.verify, inspector=Inspected(inspected))
    counter.wiring.give(verify=verify)
    body, headers = form_with(PDF + b" ")
    text = read(Visitor().ask("POST", "/v", body, **headers))
    assert "Aan dit bestand is iets toegevoegd nadat wij het verzegelden." in text
    assert result_of(delivered).number in text
    assert "De code" not in text
    form, headers = form_with(PDF + b" ", api="1")
    answer = Program().ask("POST", "/api/v1/verify-file", form, **headers).json_body
    assert (answer["status"], answer["document"]) == ("added", None)


@dataclass
class Inspected:
    """Finds the same in every file."""

    found: Inspection

    def inspect(self, data: bytes) -> Inspection:
        return self.found


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"{}", "invalid_body"), (b'{"sha256": "ab"}', "hash"), (b"geen json", "malformed_json")],
)
def test_the_api_says_what_is_wrong(counter, body, code) -> None:
    answer = Program().ask("POST", "/api/v1/verify", body)
    assert answer.json_body["code"] == code


def test_another_municipality_does_not_know_the_document(counter, delivered) -> None:
    elsewhere = replace(delivered, tenant="44021")
    assert (
        counter.wiring.state.ledger.by_hash(elsewhere.tenant, result_of(delivered).sha256) is None
    )
