"""Documents that other authorities sealed, as they arrive at the desk."""

import pytest
from chalicelib.domain.former_cases.entries import EntryKind

from chalicelib.domain.shared.errors import InvalidInputError
from tests.support.office import CLERK, Office
from tests.support.printing.signable import NOW, ec_key, identity, sealer, signable

GROUND = "De aanvrager is het kind, volgens de akte."
SEALED = sealer(identity(ec_key()), ec_key()).seal(signable("Akte van elders"), "34022", NOW)


@pytest.fixture
def office() -> Office:
    return Office()


def test_an_intact_seal_is_noted_and_the_file_passed_on_as_it_is(office: Office) -> None:
    request = office.claimed()
    office.wiring.workqueue.decide.approve_uploaded(CLERK, request.id, GROUND, SEALED)
    office.drain()
    issued = office.now(request).issued
    assert office.archive.documents[issued.object_key].pdf == SEALED
    (ground,) = [e for e in office.entries(request) if e.kind is EntryKind.GROUND]
    assert dict(ground.data) == {"seal": "intact", "sealed_by": "Stad Kortrijk"}
    assert issued.code_hash == ""
    found = office.wiring.state.ledger.by_hash(request.tenant, issued.sha256)
    assert found.number == issued.number


def test_what_follows_a_seal_is_taken_only_when_somebody_looked_at_it(office: Office) -> None:
    request, decide = office.claimed(), office.wiring.workqueue.decide
    followed = SEALED + b"\n% een bewijs of een bladzijde\n%%EOF\n"
    with pytest.raises(InvalidInputError, match="upload_seal_followed"):
        decide.approve_uploaded(CLERK, request.id, GROUND, followed)
    assert office.archive.documents == {}
    decide.approve_uploaded(CLERK, request.id, GROUND, followed, vouched=True)
    (ground,) = [e for e in office.entries(request) if e.kind is EntryKind.GROUND]
    assert dict(ground.data) == {"seal": "followed", "sealed_by": "Stad Kortrijk"}


def test_a_broken_seal_is_refused_and_nothing_is_stored(office: Office) -> None:
    request = office.claimed()
    broken = SEALED.replace(b"/Font", b"/Fond", 1)
    with pytest.raises(InvalidInputError, match="upload_seal_broken"):
        office.wiring.workqueue.decide.approve_uploaded(
            CLERK, request.id, GROUND, broken, vouched=True
        )
    assert office.archive.documents == {}
    assert office.now(request).instance.state == "clerk_review"
