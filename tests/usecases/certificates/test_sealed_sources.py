"""Documents that other authorities sealed, as they arrive at the desk."""

from typing import Any

import pytest

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.shared.errors import InvalidInputError
from tests.support.office import CLERK, Office
from tests.support.printing.signable import NOW, ec_key, identity, sealer, signable

SEALED = sealer(identity(ec_key()), ec_key()).seal(signable("Akte van elders"), "34022", NOW)


@pytest.fixture
def office() -> Office:
    return Office()


def approve(office: Office, case: CertificateCase, pdf: bytes, **more: str) -> None:
    raw: dict[str, Any] = {"ground": "Het kind, volgens de akte.", "pdf": (File(pdf),), **more}
    office.act(CLERK, case, "approve_uploaded", raw)


def noted(office: Office, case: CertificateCase) -> str:
    (seal,) = [entry for entry in office.entries(case) if entry.name == "seal"]
    assert seal.audience == ("handlers",)
    return seal.text


def test_an_intact_seal_is_noted_and_the_file_passed_on_as_it_is(office: Office) -> None:
    case = office.claimed()
    approve(office, case, SEALED)
    office.drain()
    issued = result_of(office.now(case))
    assert issued is not None
    assert office.archive.documents[issued.object_key].pdf == SEALED
    assert noted(office, case) == "Zegel van het document: klopt. Verzegeld door: Stad Kortrijk."
    assert issued.code_hash == ""
    found = office.wiring.state.ledger.by_hash(case.tenant, issued.sha256)
    assert found is not None
    assert found.number == issued.number


def test_what_follows_a_seal_is_taken_only_when_somebody_looked_at_it(office: Office) -> None:
    case = office.claimed()
    followed = SEALED + b"\n% een bewijs of een bladzijde\n%%EOF\n"
    with pytest.raises(InvalidInputError, match="upload_seal_followed"):
        approve(office, case, followed)
    assert office.archive.documents == {}
    approve(office, case, followed, vouched="ja")
    assert "keek de medewerker na" in noted(office, case)


def test_a_broken_seal_is_refused_and_nothing_is_stored(office: Office) -> None:
    case = office.claimed()
    broken = SEALED.replace(b"/Font", b"/Fond", 1)
    with pytest.raises(InvalidInputError, match="upload_seal_broken"):
        approve(office, case, broken, vouched="ja")
    assert office.archive.documents == {}
    assert office.now(case).instance.state == "clerk_review"
