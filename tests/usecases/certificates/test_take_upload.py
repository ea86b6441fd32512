"""What a clerk uploads is what is delivered, or nothing is."""

from hashlib import sha256

import pytest

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.ports.documents import Rendered
from chalicelib.ports.errors import PermanentError
from tests.support.office import CLERK, PDF, Office

GROUND = "De aanvrager is de betrokkene zelf; de opmerking verandert daar niets aan."


def test_other_bytes_where_an_upload_is_to_lie_are_never_approved() -> None:
    office = Office()
    case = office.claimed(CLERK)
    key = f"{case.files}/upload-{sha256(PDF).hexdigest()[:16]}.pdf"
    office.wiring.state.archive.put_once(key, Rendered(PDF + b"iets anders", 1))

    with pytest.raises(PermanentError):
        office.act(CLERK, case, "approve_uploaded", {"ground": GROUND, "pdf": (File(PDF),)})

    assert office.now(case).instance.state == "clerk_review"
