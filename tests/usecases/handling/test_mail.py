"""Mails that didn't arrive: another address, once more, or a letter; and files that are opened."""

import pytest

from chalicelib.domain.shared.errors import InvalidInputError, NotThereError
from chalicelib.ports.errors import PermanentError, RetryableError
from tests.support.handling import COLLEAGUE, FOREIGN, SCRIBE, WARDEN, Bureau
from tests.support.requests import KORTRIJK
from tests.support.road import ann

NEW = "ann.nieuw@example.org"


def given_up(bureau: Bureau) -> tuple[str, str]:
    """A case with a mail that couldn't go out, and the key of its task."""
    bureau.post.fails["ann@example.org"] = PermanentError("no")
    case_id = bureau.waiting()
    (task,) = bureau.case(case_id).tasks
    assert task.code == "mail_failed"
    return case_id, task.key


def test_a_mail_that_was_given_up_goes_out_again_to_the_right_address(bureau: Bureau) -> None:
    case_id, key = given_up(bureau)
    version = bureau.case(case_id).instance.version
    bureau.readdress(SCRIBE, case_id, 1, NEW)
    bureau.send_again(SCRIBE, case_id, key)
    assert bureau.tasks(case_id) == []
    bureau.pump()
    assert bureau.post.told()[-1] == ("both", NEW)
    assert bureau.outgoing(case_id) == []
    assert bureau.case(case_id).instance.version == version
    assert [name for name, _, _ in bureau.handled(case_id)] == ["readdressed", "sent_again"]


def test_no_address_stands_in_an_entry(bureau: Bureau) -> None:
    case_id, _ = given_up(bureau)
    bureau.readdress(SCRIBE, case_id, 1, NEW)
    assert NEW not in repr(bureau.cases.entries(KORTRIJK, case_id))


def test_an_address_that_was_blocked_is_written_to_once_it_was_confirmed(bureau: Bureau) -> None:
    bureau.block("ann@example.org")
    case_id = bureau.waiting()
    (task,) = bureau.case(case_id).tasks
    bureau.send_again(SCRIBE, case_id, task.key)
    bureau.pump()
    assert ("both", "ann@example.org") in bureau.post.told()


def test_a_mail_that_fails_again_is_a_task_again(bureau: Bureau) -> None:
    case_id, key = given_up(bureau)
    bureau.send_again(SCRIBE, case_id, key)
    bureau.pump()
    assert bureau.tasks(case_id) == ["mail_failed"]


def test_a_letter_in_its_place_is_a_task_to_post_it(bureau: Bureau) -> None:
    case_id, key = given_up(bureau)
    bureau.send_again.by_letter(SCRIBE, case_id, key)
    bureau.pump()
    assert bureau.tasks(case_id) == ["letter"]
    assert bureau.handled(case_id)[-1][0] == "by_letter"


def test_a_mail_that_came_back_goes_out_again(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.bounce(KORTRIJK, case_id, "both", 1)
    (task,) = bureau.case(case_id).tasks
    bureau.send_again(SCRIBE, case_id, task.key)
    bureau.pump()
    assert bureau.post.told()[-1] == ("both", "ann@example.org")


def test_an_address_that_is_none_is_refused(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    with pytest.raises(InvalidInputError):
        bureau.readdress(SCRIBE, case_id, 1, "ann")
    for party in (0, 9):
        with pytest.raises(NotThereError):
            bureau.readdress(SCRIBE, case_id, party, NEW)


@pytest.mark.parametrize("staff", [FOREIGN, WARDEN])
def test_nobody_else_gets_at_addresses_and_mails(bureau: Bureau, staff: object) -> None:
    case_id, key = given_up(bureau)
    with pytest.raises(NotThereError):
        bureau.readdress(staff, case_id, 1, NEW)  # type: ignore[arg-type]
    with pytest.raises(NotThereError):
        bureau.send_again(staff, case_id, key)  # type: ignore[arg-type]


def test_a_file_is_fetched_after_the_look_was_logged(bureau: Bureau) -> None:
    from chalicelib.domain.cases.forms.uploads import File

    pdf = b"%PDF-1.7\n%%EOF\n"
    case_id = bureau.opened({"topic": "Rust", "with_bob": "nee", "paper": [File(pdf)]})
    (entry,) = [e for e in bureau.cases.entries(KORTRIJK, case_id) if e.attachments]
    before = len(bureau.registers.lines)
    assert bureau.open_file.attachment(COLLEAGUE, case_id, entry.id, 0).startswith("https://")
    assert [line.actor.ref for line in bureau.registers.lines[before:]] == [COLLEAGUE.id]
    for staff, position in ((COLLEAGUE, 1), (FOREIGN, 0), (WARDEN, 0)):
        with pytest.raises(NotThereError):
            bureau.open_file.attachment(staff, case_id, entry.id, position)
    assert len(bureau.links.given) == 1


def test_nothing_is_shown_when_the_look_cant_be_logged(bureau: Bureau) -> None:
    case_id = bureau.at_desk()
    bureau.act(case_id, "approve", bureau.scribe, {"ground": "custom"})
    bureau.pump()
    bureau.hands.go(minutes=2)
    bureau.registers.log_fails = True
    with pytest.raises(RetryableError):
        bureau.view(case_id, bureau.scribe)
    assert bureau.view(case_id, ann()).documents
