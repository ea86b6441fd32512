"""What a clerk uploads is what is delivered, or nothing is."""

from hashlib import sha256

import pytest

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.certificates.order import result_of
from chalicelib.ports.documents import Rendered
from chalicelib.ports.errors import PermanentError
from tests.support.office import CLERK, PDF, Office

GROUND = "De aanvrager is de betrokkene zelf; de opmerking verandert daar niets aan."


def test_other_bytes_where_an_upload_is_to_lie_are_never_approved() -> None:
    office = Office()
    case = office.claimed(CLERK)
    key = f"{case.uploads}/{sha256(PDF).hexdigest()[:32]}"
    office.wiring.state.archive.put_once(key, Rendered(PDF + b"iets anders", 1))

    with pytest.raises(PermanentError):
        office.act(CLERK, case, "approve_uploaded", {"ground": GROUND, "pdf": (File(PDF),)})

    assert office.now(case).instance.state == "clerk_review"


def test_what_was_approved_is_delivered_from_among_the_documents_and_nothing_else() -> None:
    office = Office()
    case = office.claimed(CLERK)
    office.act(CLERK, case, "approve_uploaded", {"ground": GROUND, "pdf": (File(PDF),)})
    (upload,) = office.archive.keys(case.uploads)
    assert office.archive.keys(case.files) == []
    office.drain()
    document = result_of(office.now(case))
    assert document is not None
    assert document.object_key in office.archive.keys(case.files)
    assert office.archive.read(document.object_key) == office.archive.read(upload) == PDF


def test_an_upload_that_changed_after_it_was_approved_goes_back_to_a_clerk() -> None:
    office = Office()
    case = office.claimed(CLERK)
    office.act(CLERK, case, "approve_uploaded", {"ground": GROUND, "pdf": (File(PDF),)})
    (upload,) = office.archive.keys(case.uploads)
    office.archive.erase(upload)
    office.archive.put_once(upload, Rendered(PDF + b"iets anders", 1))
    office.drain()
    assert office.names(case)[-1] == "archive_failed"
    assert office.archive.keys(case.files) == []
