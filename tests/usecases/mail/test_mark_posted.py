"""A letter that went: the same act starts what counts from its sending."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from chalicelib.ports.cases import AnyCase
from tests.support.processes.moving import CLERK, JAN, LIEN, LUCJA, Moves, home_of, moves
from tests.support.requests import KORTRIJK

HERE: Staff = CLERK.staff


@pytest.fixture
def town() -> Iterator[Moves]:
    with moves() as made:
        yield made


def waiting(town: Moves, case_id: str, template: str) -> list[str]:
    """The keys of the letters of a case that wait to be posted."""
    tray = town.counter.wiring.mail.tray.letters(HERE).lines
    found = (p for p in tray if p.found.case.id == case_id and p.message.template == template)
    return [post.task.key for post in found]


def post(town: Moves, case_id: str, key: str, day: str = "") -> None:
    on = date.fromisoformat(day) if day else None
    town.counter.wiring.mail.mark_posted(HERE, case_id, key, on)
    town.drain()


def counts_from(town: Moves, case_id: str, clock: str) -> date | None:
    found = town.case(case_id).instance.clock(clock)
    return found.from_day if found else None


def asked_by_letter(town: Moves) -> str:
    case_id = town.declare(LUCJA, home_of(JAN), joins="ja")
    assert town.state(case_id) == "consent_letter"
    return case_id


def with_refusal(town: Moves) -> str:
    """A couple is refused: each of them has a letter to be posted."""
    case_id = town.declare(LIEN, custody="both")
    town.visit(case_id, "not_living_there", remarks="Het huis staat leeg.")
    why = {"reason": "not_living_there", "text": "Het huis staat leeg."}
    town.act(case_id, "intend_refusal", CLERK, **why)
    (key,) = waiting(town, case_id, "ac_intention")
    post(town, case_id, key)
    town.wait(days=20)
    town.act(case_id, "refuse", CLERK, **why)
    assert town.state(case_id) == "refusal_to_send"
    return case_id


def test_the_term_to_answer_a_letter_starts_with_marking_it_as_sent(town: Moves) -> None:
    case_id = asked_by_letter(town)
    town.wait(days=3)
    (key,) = waiting(town, case_id, "ac_consent")
    post(town, case_id, key, "2026-03-19")
    assert town.state(case_id) == "awaiting_reference"
    assert counts_from(town, case_id, "consent") == date(2026, 3, 19)
    assert waiting(town, case_id, "ac_consent") == []
    entries = town.counter.wiring.cases.store.entries(KORTRIJK, case_id)
    assert {EntryKind.POSTED, EntryKind.LETTER} <= {entry.kind for entry in entries}
    with pytest.raises(NotThereError):
        post(town, case_id, key)


def test_saying_so_on_the_case_strikes_the_letter_off_and_needs_no_lease(town: Moves) -> None:
    case_id = asked_by_letter(town)
    town.act(case_id, "letter_posted", CLERK, day=town.today)
    assert waiting(town, case_id, "ac_consent") == []
    town.wait(days=1)
    town.act(case_id, "correct_asked_day", CLERK, day=town.today)
    assert counts_from(town, case_id, "consent") == date(2026, 3, 18)


def test_a_letter_that_nothing_waits_for_any_more_is_not_to_be_posted(town: Moves) -> None:
    case_id = asked_by_letter(town)
    town.act(case_id, "no_letter", CLERK, reason="Zij belde.")
    assert waiting(town, case_id, "ac_consent") == []


def test_of_several_the_last_to_go_starts_the_term_from_the_last_day(town: Moves) -> None:
    case_id = with_refusal(town)
    first, second = waiting(town, case_id, "ac_refusal")
    town.wait(days=2)
    post(town, case_id, first, "2026-04-08")
    assert (town.state(case_id), counts_from(town, case_id, "appeal")) == ("refusal_to_send", None)
    post(town, case_id, second, "2026-04-07")
    assert town.state(case_id) == "refused"
    assert counts_from(town, case_id, "appeal") == date(2026, 4, 8)
    town.act(case_id, "correct_served_day", CLERK, day="2026-04-07")
    assert counts_from(town, case_id, "appeal") == date(2026, 4, 7)
    said = f"Er is een beslissing over uw verhuis (dossier {town.case(case_id).reference})"
    assert town.mails(LIEN).count(said) == 1


def test_who_marks_the_last_two_at_the_same_time_is_asked_to_look_again(town: Moves) -> None:
    case_id = with_refusal(town)
    first, second = waiting(town, case_id, "ac_refusal")
    mark = town.counter.wiring.mail.mark_posted

    def meanwhile(*args: Any, **kwargs: Any) -> AnyCase:
        """A colleague marks the other one just before this one is struck off."""
        mark(HERE, case_id, second)
        return mark.close_task(*args, **kwargs)

    with pytest.raises(ConflictError) as refused:
        replace(mark, close_task=meanwhile)(HERE, case_id, first)  # type: ignore[arg-type]
    assert refused.value.code == "version_moved"
    assert waiting(town, case_id, "ac_refusal") == [first]
    post(town, case_id, first)
    assert town.state(case_id) == "refused"
    assert str(counts_from(town, case_id, "appeal")) == town.today


def test_no_day_of_before_the_case_is_given_to_a_letter_that_went(town: Moves) -> None:
    case_id = asked_by_letter(town)
    (key,) = waiting(town, case_id, "ac_consent")
    post(town, case_id, key)
    with pytest.raises(FormError) as refused:
        town.act(case_id, "correct_asked_day", CLERK, day="2026-03-16")
    assert [one.code for one in refused.value.problems] == ["posted_before_written"]
    assert counts_from(town, case_id, "consent") == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("day", "code"), [("2026-03-18", "day_to_come"), ("2026-03-16", "posted_before_written")]
)
def test_it_went_neither_in_the_days_to_come_nor_before_it_was_written(
    town: Moves, day: str, code: str
) -> None:
    case_id = asked_by_letter(town)
    (key,) = waiting(town, case_id, "ac_consent")
    with pytest.raises(InvalidInputError) as marked:
        post(town, case_id, key, day)
    with pytest.raises(InvalidInputError) as acted:
        town.act(case_id, "letter_posted", CLERK, day=day)
    assert {marked.value.code, acted.value.code} == {code}
    assert waiting(town, case_id, "ac_consent") == [key]


def test_it_is_not_struck_off_as_any_other_task(town: Moves) -> None:
    case_id = asked_by_letter(town)
    (key,) = waiting(town, case_id, "ac_consent")
    with pytest.raises(ConflictError) as refused:
        town.counter.wiring.handling.close_task(HERE, case_id, key)
    assert refused.value.code == "letter_to_post"


def test_where_posting_leads_nowhere_else_the_same_again_corrects_the_day(
    town: Moves,
) -> None:
    case_id = town.declare()
    town.visit(case_id, "too_little_known")
    town.act(case_id, "ask_proof", CLERK, text="Bezorg een factuur van water of energie.")
    (key,) = waiting(town, case_id, "ac_summons")
    town.wait(days=1)
    post(town, case_id, key)
    assert counts_from(town, case_id, "proof") == date(2026, 3, 18)
    town.act(case_id, "posted", CLERK, day="2026-03-17")
    assert counts_from(town, case_id, "proof") == date(2026, 3, 17)
