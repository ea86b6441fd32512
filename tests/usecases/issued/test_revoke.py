"""Documents that don't count any more: who may say so, how many it takes, who hears of it."""

from dataclasses import replace

import pytest

from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.intake import Delivery, Identified
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.issued.verification import Status
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.domain.registers.access import Service
from chalicelib.domain.shared.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
)
from chalicelib.usecases.issued.revoke import Revoke
from tests.support.handling import FOREIGN as OUTSIDER
from tests.support.handling import SCRIBE, Bureau
from tests.support.office import (
    BIRTH,
    CLERK,
    FOREIGN,
    MINUTE,
    REGISTRAR,
    RESIDENCE,
    TENANT,
    Office,
    a_clerk,
    persona,
)
from tests.support.orders import a_certificate_case
from tests.support.requests import KORTRIJK, a_number

ADULT = persona("volwassene")
SECOND = a_clerk(6, StaffRole.REGISTRAR)


@pytest.fixture
def office() -> Office:
    return Office()


def issued(office: Office, document: str = RESIDENCE) -> tuple[CertificateCase, str]:
    """A case with its document, and that one's number."""
    case = office.submit(ADULT, document)
    office.drain()
    after = office.now(case)
    return after, after.issued[0].number


def line(office: Office, number: str) -> Listed:
    found = office.wiring.state.ledger.get(TENANT, number)
    assert found is not None
    return found


def test_a_clerk_revokes_a_certificate_and_who_got_it_hears_of_it(office: Office) -> None:
    case, number = issued(office)
    office.wiring.issued.revoke(CLERK, number, "mistake", "Verkeerde straat")
    office.drain()
    assert line(office, number).entry.status(case.issued[0].issued_on) is Status.REVOKED
    assert office.templates(case) == ["cr_ready", "doc_revoked"]
    (entry,) = office.entries(case)
    assert (entry.kind, entry.name, entry.author) == (EntryKind.REVOCATION, "revoked", "staff:k1")
    assert "Verkeerde straat" not in office.mails(case)[-1].text
    assert office.now(case).instance == case.instance


def test_it_is_revoked_once(office: Office) -> None:
    _, number = issued(office)
    office.wiring.issued.revoke(CLERK, number, "mistake", "Fout")
    with pytest.raises(ConflictError, match="already_revoked"):
        office.wiring.issued.revoke(CLERK, number, "mistake", "Fout")


def test_a_corrected_one_is_asked_for_as_it_was_and_takes_its_place(office: Office) -> None:
    case, number = issued(office)
    office.wiring.issued.revoke(CLERK, number, "mistake", "Fout", replaced=True)
    office.drain()
    found = line(office, number)
    new = office.store.get(TENANT, found.replacement)
    assert new is not None
    corrected = office.now(new)  # type: ignore[arg-type]
    (document,) = corrected.issued
    assert (document.replaces, corrected.because_of) == (number, case.id)
    assert found.entry.replaced_by == document.number
    assert office.templates(case) == ["cr_ready", "doc_replaced"]
    assert office.templates(corrected) == ["cr_ready"]


def test_a_corrected_one_goes_as_it_is_asked_now_and_nobody_was_seen_for_it(
    office: Office,
) -> None:
    case, number = issued(office)
    seen = replace(case.intake, identified_by=Identified.CARD, keyed_in_by=CLERK.id)
    office.store.kept[TENANT, case.id].case = replace(case, intake=seen)
    revoke = office.wiring.issued.revoke
    with pytest.raises(InvalidInputError, match="unknown_delivery"):
        revoke(CLERK, number, "mistake", "Fout", replaced=True, delivery="duif")
    revoke(CLERK, number, "mistake", "Fout", replaced=True, delivery="post")
    new = office.store.get(TENANT, line(office, number).replacement)
    assert new is not None
    corrected = office.now(new)  # type: ignore[arg-type]
    assert corrected.payload.delivery is Delivery.POST
    assert (corrected.intake.identified_by, corrected.because_of) == (None, case.id)


def test_of_somebody_who_was_forgotten_no_corrected_one_is_made(office: Office) -> None:
    case, number = issued(office)
    gone = replace(case.parties[0], person=None, email="", is_forgotten=True)
    office.store.kept[TENANT, case.id].case = replace(case, parties=(gone,))
    with pytest.raises(ConflictError, match="forgotten"):
        office.wiring.issued.revoke(CLERK, number, "mistake", "Fout", replaced=True)
    office.wiring.issued.revoke(CLERK, number, "mistake", "Fout")
    office.drain()
    assert office.templates(case) == ["cr_ready"]


def test_an_act_takes_two_registrars(office: Office) -> None:
    case, number = issued(office, BIRTH)
    revoke = office.wiring.issued.revoke
    with pytest.raises(NotThereError):
        revoke(CLERK, number, "mistake", "Fout")
    revoke(REGISTRAR, number, "mistake", "Fout in de akte")
    assert line(office, number).entry.revoked_at is None
    for staff, code in ((REGISTRAR, "own_proposal"),):
        with pytest.raises(ConflictError, match=code):
            revoke.confirm(staff, number)
    with pytest.raises(ConflictError, match="already_proposed"):
        revoke(SECOND, number, "mistake", "Fout")
    assert revoke.look(SECOND, number).may_confirm
    revoke.confirm(SECOND, number)
    assert line(office, number).entry.revoked_at == office.clock.now()
    assert [entry.name for entry in office.entries(case)] == ["put_forward", "revoked"]


def test_a_second_registrar_can_let_an_act_stand(office: Office) -> None:
    _, number = issued(office, BIRTH)
    revoke = office.wiring.issued.revoke
    revoke(REGISTRAR, number, "mistake", "Fout in de akte")
    with pytest.raises(InvalidInputError, match="text_missing"):
        revoke.drop(SECOND, number, " ")
    revoke.drop(SECOND, number, "De akte klopt wel.")
    found = line(office, number)
    assert (found.proposal, found.entry.revoked_at) == (None, None)
    with pytest.raises(ConflictError, match="nothing_proposed"):
        revoke.confirm(SECOND, number)


@pytest.mark.parametrize(
    ("reason", "text", "code"),
    [("", "Fout", "reason_unknown"), ("mistake", " ", "text_missing")],
)
def test_why_has_to_be_said(office: Office, reason: str, text: str, code: str) -> None:
    _, number = issued(office)
    with pytest.raises(InvalidInputError, match=code):
        office.wiring.issued.revoke(CLERK, number, reason, text)
    assert line(office, number).entry.revoked_at is None


@pytest.mark.parametrize(
    ("staff", "error"),
    [
        (replace(CLERK, number=ADULT), NotAllowedError),
        (replace(CLERK, number=None), NotAllowedError),
        (FOREIGN, NotThereError),
        (replace(CLERK, roles=frozenset()), NotThereError),
    ],
    ids=["own", "unknown", "elsewhere", "no-role"],
)
def test_not_everybody_may(office: Office, staff: Staff, error: type[Exception]) -> None:
    _, number = issued(office)
    with pytest.raises(error):
        office.wiring.issued.revoke(staff, number, "mistake", "Fout")
    assert line(office, number).entry.revoked_at is None


def test_what_was_never_issued_isnt_there(office: Office) -> None:
    with pytest.raises(NotThereError):
        office.wiring.issued.revoke.look(CLERK, "34022-26-00000-99999")


def test_the_code_that_is_shown_is_the_one_that_verifies(office: Office) -> None:
    _, number = issued(office)
    office.wiring.give(tries=MemoryTries(office.clock))
    code = office.wiring.issued.revoke.look(CLERK, number).code
    found = office.wiring.issued.verify.by_code(TENANT, code.replace("-", ""), "x")
    assert found.entry is not None
    assert found.entry.number == number


def test_all_copies_are_listed_for_the_registrar_and_the_person_sees_that(office: Office) -> None:
    _, first = issued(office)
    office.clock.move(MINUTE)
    _, second = issued(office, BIRTH)
    copies = office.wiring.issued.copies
    found = copies(REGISTRAR, ADULT, "Vraag van de rechtbank")
    assert [listed.entry.number for listed in found] == [second, first]
    seen = office.log.of_person(TENANT, ADULT, 1)[0]
    assert (seen.purpose, seen.services) == ("Vraag van de rechtbank", {Service.PERSON})
    with pytest.raises(NotThereError):
        copies(CLERK, ADULT, "Nieuwsgierig")
    with pytest.raises(InvalidInputError, match="text_missing"):
        copies(REGISTRAR, ADULT, " ")
    with pytest.raises(NotAllowedError, match="own_file"):
        copies(replace(REGISTRAR, number=ADULT), ADULT, "Voor mezelf")


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def of_a_pact(bureau: Bureau) -> tuple[str, Revoke, str]:
    """A pact with its deed: the id of the case, what revokes it, and its number."""
    case_id = bureau.at_desk()
    bureau.act(case_id, "approve", bureau.scribe, {"ground": "custom"})
    bureau.pump()
    ledger = MemoryLedger(bureau.cases)
    codes = VerificationCode.of(bytes(16))
    revoke = Revoke(bureau.at_hand, ledger, {}, lambda _tenant, _seed: codes)
    (document,) = bureau.case(case_id).issued
    return case_id, revoke, document.number


def test_who_handles_a_case_of_any_process_revokes_its_document_and_all_parties_hear(
    bureau: Bureau,
) -> None:
    case_id, revoke, number = of_a_pact(bureau)
    before = len(bureau.post.told())
    assert not revoke.look(SCRIBE, number).can_be_replaced
    revoke(SCRIBE, number, "on_request", "Zij vroegen het.")
    bureau.pump()
    told = {("doc_revoked", party.email) for party in bureau.case(case_id).parties}
    assert set(bureau.post.told()[before:]) == told
    found = revoke.ledger.get(KORTRIJK, number)
    assert found is not None
    assert (found.slot, found.entry.reason) == ("deed", "on_request")


def test_nobody_else_does_and_what_has_no_other_isnt_replaced(bureau: Bureau) -> None:
    _, revoke, number = of_a_pact(bureau)
    with pytest.raises(NotThereError):
        revoke(OUTSIDER, number, "mistake", "Fout")
    relative = replace(SCRIBE, number=a_number(1))
    with pytest.raises(NotAllowedError, match="own_file"):
        revoke(relative, number, "mistake", "Fout")
    with pytest.raises(InvalidInputError, match="not_replaceable"):
        revoke(SCRIBE, number, "mistake", "Fout", replaced=True)


@pytest.mark.parametrize(
    ("process", "slot", "is_act"),
    [
        ("marriage", "act", True),
        ("marriage", "receipt", False),
        ("address_change", "receipt", False),
    ],
)
def test_an_act_is_known_as_one_whatever_its_process(
    office: Office, process: str, slot: str, is_act: bool
) -> None:
    types = office.wiring.cases.types
    assert slot in types.definition(process).documents
    assert types.type(process).is_act(a_certificate_case(), slot) is is_act
