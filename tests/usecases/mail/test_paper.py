"""Letters: what they say, where they go, what goes along, and that they went."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.mail.paper import PrintableLetter
from chalicelib.usecases.mail.post import Post
from tests.support.office import (
    CLERK,
    COLLEAGUE,
    EMAIL,
    FOREIGN,
    REGISTRAR,
    TENANT,
    Office,
    persona,
    population,
)
from tests.support.web.counter import Two

ADULT = persona("volwassene")


@pytest.fixture
def office() -> Office:
    return Office()


def without_address(office: Office, case: CertificateCase) -> CertificateCase:
    """The same case, of somebody who has no mail."""
    return office.store.readdress(case, 1, "")


def asked(office: Office) -> CertificateCase:
    """A case in which somebody without an address was asked something."""
    case = without_address(office, office.claimed(CLERK))
    office.act(CLERK, case, "ask_applicant", {"text": "Waarvoor dient het?"})
    office.drain()
    return office.now(case)


def letter(office: Office) -> Post:
    (post,) = office.wiring.mail.tray.letters(COLLEAGUE).lines
    return post


def sheet(office: Office, staff: Staff = COLLEAGUE) -> PrintableLetter:
    post = letter(office)
    return office.wiring.mail.paper.sheet(staff, post.found.case.id, post.task.key)


def test_it_goes_to_the_address_that_the_register_knows_and_looking_is_logged(
    office: Office,
) -> None:
    asked(office)
    before = len(office.log.of_person(TENANT, ADULT, 99))
    found = sheet(office)
    person = population().by_number[ADULT].person
    assert found.lines[0] == person.name.whole
    assert person.address is not None
    assert person.address.postcode in found.lines[2]
    assert "17/03/2026" in found.stamp
    log = office.log.of_person(TENANT, ADULT, 99)
    assert len(log) == before + 2
    assert log[0].purpose == "Adres voor een brief"


def test_a_question_stands_in_the_letter_as_it_was_asked(office: Office) -> None:
    asked(office)
    found = sheet(office)
    assert found.said == ("Waarvoor dient het?",)
    assert "16 april 2026" in " ".join(found.letter.paragraphs)
    assert "link" not in " ".join(found.letter.paragraphs)
    assert found.document is None


def test_a_refusal_stands_in_the_letter_with_its_law_and_how_to_appeal(office: Office) -> None:
    case = without_address(office, office.claimed(REGISTRAR))
    office.act(REGISTRAR, case, "reject", {"reason": "identiteit_niet_bewezen", "text": "Te vaag."})
    office.drain()
    (said,) = sheet(office).said
    for words in ("Verordening (EU) 2016/679", "Te vaag.", "Raad van State", "hoofdverblijfplaats"):
        assert words in said


def test_a_document_goes_along_with_the_letter_that_brings_it(office: Office) -> None:
    case = without_address(office, office.submit(ADULT))
    office.drain()
    found, (issued,) = sheet(office), office.now(case).issued
    assert found.document == issued
    assert office.mails(case) == []


def test_a_mail_that_came_back_is_printed_with_what_it_was_about(office: Office) -> None:
    case = office.submit(ADULT)
    office.drain()
    office.wiring.issuance.bounce(TENANT, case.id, "cr_ready", 1)
    (post,) = office.wiring.mail.tray.undelivered(CLERK).lines
    office.wiring.handling.send_again.by_letter(CLERK, case.id, post.task.key)
    office.drain()
    assert office.wiring.mail.tray.undelivered(CLERK).lines == ()
    assert sheet(office).document == office.now(case).issued[0]


@pytest.mark.parametrize("replaced", [False, True])
def test_word_of_a_revocation_names_the_document_and_why(office: Office, replaced: bool) -> None:
    case = office.submit(ADULT)
    office.drain()
    case = without_address(office, office.now(case))
    number = case.issued[0].number
    office.wiring.issued.revoke(CLERK, number, "mistake", "Fout nummer", replaced=replaced)
    office.drain()
    posts = {p.message.template: p for p in office.wiring.mail.tray.letters(CLERK).lines}
    post = posts["doc_replaced" if replaced else "doc_revoked"]
    found = office.wiring.mail.paper.sheet(CLERK, case.id, post.task.key)
    assert found.revoked == ((number, "mistake"),)
    assert "Fout nummer" not in repr((found.letter, found.said))


def test_when_it_went_is_kept_and_it_waits_no_longer(office: Office) -> None:
    case = asked(office)
    key = letter(office).task.key
    office.wiring.mail.mark_posted(COLLEAGUE, case.id, key)
    posted = [e for e in office.entries(case) if e.kind is EntryKind.POSTED]
    assert [(e.author, e.at) for e in posted] == [("staff:k2", office.clock.now())]
    assert office.wiring.mail.tray.letters(COLLEAGUE).lines == ()
    with pytest.raises(NotThereError):
        office.wiring.mail.mark_posted(COLLEAGUE, case.id, key)


def test_where_the_register_is_silent_nobody_guesses(office: Office) -> None:
    asked(office)
    office.registers.force(ADULT, Service.PERSON, Unavailable("time_out"))
    with pytest.raises(RetryableError):
        sheet(office)


def test_letters_and_mails_of_elsewhere_arent_there(office: Office) -> None:
    office.wiring.give(municipalities=Two())
    case = asked(office)
    key = letter(office).task.key
    assert office.wiring.mail.tray.letters(FOREIGN).lines == ()
    assert office.wiring.mail.tray.undelivered(FOREIGN).lines == ()
    nobody = replace(CLERK, roles=frozenset())
    for staff in (FOREIGN, nobody):
        with pytest.raises(NotThereError):
            office.wiring.mail.paper.sheet(staff, case.id, key)
        with pytest.raises(NotThereError):
            office.wiring.mail.mark_posted(staff, case.id, key)


def test_a_blocked_address_is_not_written_to_and_that_is_seen_to(office: Office) -> None:
    office.suppressions.block(TENANT, EMAIL, office.clock.now())
    case = office.submit(ADULT)
    office.drain()
    assert office.mailer.sent == []
    (post,) = office.wiring.mail.tray.undelivered(CLERK).lines
    assert (post.found.case.id, post.message.template) == (case.id, "cr_ready")
