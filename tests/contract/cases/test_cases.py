"""What every store of cases promises: changes under a version, claims, prints, guards."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.cases.case import WorkTry
from chalicelib.domain.cases.change import Change, ClaimChange, ClaimKey, OncePrint
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.handling import Handling, Lease
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.verdict import Outcome, Verdict
from chalicelib.domain.process.instance import ClockMark, ClockState, ClockStatus
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import Alike, AnyCase, Created, Repeated
from chalicelib.ports.errors import PermanentError
from tests.support.cases.made_up import (
    BOB,
    ELSEWHERE,
    NOW,
    TENANT,
    Snorf,
    a_case,
    a_document,
    a_mail,
    a_task,
    an_event,
    beginning,
    going_on,
    guards,
    moved,
)
from tests.support.cases.stores import Shelf

HALL = ClaimKey("hall", "red room at ten", "Die zaal is dan bezet.")
NOTE = Entry("01N", 1, EntryKind.NOTE, "note", "staff:k1", NOW, text="Geluisterd")


def created(shelf: Shelf, case: AnyCase | None = None, **given: object) -> AnyCase:
    answer = shelf.store.create(beginning(case, **given), guards())
    assert isinstance(answer, Created)
    return answer.case


def test_what_was_stored_is_read_back_whole(shelf: Shelf) -> None:
    case = a_case(
        payload=Snorf("teal", NOW.date(), ("hm", "hmm"), BOB, {"left": 3}),
        verdict=Verdict(Outcome.REVIEW, "regime", 1, ()),
        tasks=(a_task(),),
        handling=Handling(NOW, "hummed", Lease("k1", NOW), "k2", is_escalated=True),
        work=WorkTry(NOW, 2, NOW),
        because_of="01X",
        clock_at=NOW,
    )
    clock = ClockState("tick", ClockStatus.RUNNING, NOW, NOW.date(), None, NOW, (NOW, None))
    marked = replace(case.instance, clocks=(clock,), marks=(ClockMark("tick", NOW, tried=2),))
    case = replace(case, instance=marked)
    created(shelf, case)
    assert shelf.store.get(TENANT, case.id) == case
    assert shelf.store.events(TENANT, case.id) == [an_event(1)]


def test_a_case_of_another_municipality_is_missing(shelf: Shelf) -> None:
    case = created(shelf)
    assert shelf.store.get(ELSEWHERE, case.id) is None
    assert shelf.store.get(TENANT, "../..#") is None
    assert shelf.store.events(ELSEWHERE, case.id) == []


def test_a_change_keeps_what_goes_along(shelf: Shelf) -> None:
    case = created(shelf)
    entry, mail = replace(NOTE, version=2), a_mail(2)
    shelf.store.store(going_on(case, entries=(entry,), outgoing=(mail,)))
    assert shelf.store.entries(TENANT, case.id) == [entry]
    assert shelf.store.outgoing(TENANT, case.id) == [mail]
    assert [event.version for event in shelf.store.events(TENANT, case.id)] == [1, 2]


def test_of_two_changes_of_one_version_one_is_stored(shelf: Shelf) -> None:
    case = created(shelf)
    changes = [going_on(case, moved(case, to)) for to in ("left", "right", "up", "down")]
    with ThreadPoolExecutor(4) as pool:
        codes = sorted(pool.map(lambda change: refused(shelf, change), changes))
    assert codes == ["", "version_moved", "version_moved", "version_moved"]
    assert len(shelf.store.events(TENANT, case.id)) == 2


def refused(shelf: Shelf, change: object) -> str:
    try:
        shelf.store.store(change)  # type: ignore[arg-type]
    except ConflictError as error:
        return error.code
    return ""


def test_of_two_claims_at_once_one_is_had(shelf: Shelf) -> None:
    cases = [created(shelf) for _ in range(3)]
    wanted = ClaimChange(taken=(HALL,))
    changes = [going_on(case, claims=wanted, outgoing=(a_mail(2),)) for case in cases]
    with ThreadPoolExecutor(3) as pool:
        codes = sorted(pool.map(lambda change: refused(shelf, change), changes))
    assert codes == ["", "claimed", "claimed"]
    assert sum(len(shelf.store.outgoing(TENANT, case.id)) for case in cases) == 1


def test_who_comes_second_to_a_claim_reads_its_words_and_leaves_nothing(shelf: Shelf) -> None:
    created(shelf, claims=ClaimChange(taken=(HALL,)))
    late = a_case()
    with pytest.raises(ConflictError) as refusal:
        shelf.store.create(beginning(late, claims=ClaimChange(taken=(HALL,))), guards("again"))
    assert refusal.value.public == HALL.words
    assert shelf.store.get(TENANT, late.id) is None
    assert isinstance(shelf.store.create(beginning(late), guards("again")), Created)


def test_a_claim_given_back_is_free_and_each_municipality_has_its_own(shelf: Shelf) -> None:
    first = created(shelf, claims=ClaimChange(taken=(HALL,)))
    created(shelf, a_case(ELSEWHERE), claims=ClaimChange(taken=(HALL,)))
    shelf.store.store(going_on(first, claims=ClaimChange(given_back=(HALL,))))
    created(shelf, claims=ClaimChange(taken=(HALL,)))


def test_a_draft_holds_a_claim_for_minutes_and_its_case_takes_it_over(shelf: Shelf) -> None:
    soon = NOW + timedelta(minutes=10)
    shelf.claims.hold(TENANT, HALL, "draft:1", NOW, soon)
    shelf.claims.hold(TENANT, HALL, "draft:1", NOW, soon)
    with pytest.raises(ConflictError, match="claimed"):
        shelf.claims.hold(TENANT, HALL, "draft:2", NOW, soon)
    with pytest.raises(ConflictError, match="claimed"):
        created(shelf, claims=ClaimChange(taken=(HALL,)))
    created(shelf, claims=ClaimChange(taken=(HALL,), holder="draft:1"))
    with pytest.raises(ConflictError, match="claimed"):
        shelf.claims.hold(TENANT, HALL, "draft:1", soon, soon + timedelta(minutes=1))


def test_who_holds_what_is_known_and_nobody_gives_back_what_is_anothers(shelf: Shelf) -> None:
    soon, grey = NOW + timedelta(minutes=10), ClaimKey(HALL.claim, "grey")
    case = created(shelf, claims=ClaimChange(taken=(HALL,)))
    shelf.claims.hold(TENANT, grey, "draft:1", NOW, soon)
    shelf.claims.let_go(TENANT, grey, "draft:2")
    shelf.claims.let_go(TENANT, HALL, "draft:1")

    def held(at: datetime) -> dict[str, str]:
        return dict(shelf.claims.holders(TENANT, HALL.claim, (HALL.key, "grey", "free"), at))

    assert held(NOW) == {HALL.key: f"case:{case.id}", "grey": "draft:1"}
    assert held(soon) == {HALL.key: f"case:{case.id}"}
    shelf.claims.let_go(TENANT, grey, "draft:1")
    shelf.claims.let_go(TENANT, grey, "draft:1")
    assert held(NOW) == {HALL.key: f"case:{case.id}"}


def test_what_a_draft_held_is_free_when_its_time_is_over(shelf: Shelf) -> None:
    shelf.claims.hold(TENANT, HALL, "draft:1", NOW, NOW + timedelta(minutes=10))
    shelf.claims.hold(
        TENANT, HALL, "draft:2", NOW + timedelta(minutes=10), NOW + timedelta(hours=1)
    )


def test_the_same_act_twice_is_done_once(shelf: Shelf) -> None:
    case = created(shelf)
    once = OncePrint((("k", "body"),), NOW + timedelta(days=1))
    shelf.store.store(going_on(case, once=once))
    assert refused(shelf, going_on(case, once=once)) == "done_before"
    now = shelf.store.get(TENANT, case.id)
    assert refused(shelf, going_on(now, once=once)) == "done_before"  # type: ignore[arg-type]
    assert shelf.store.done_before(TENANT, ["other", "k"]) == (case.id, "body", 2)
    assert shelf.store.done_before(ELSEWHERE, ["k"]) is None


def test_a_print_guards_for_its_time(shelf: Shelf) -> None:
    case = created(shelf)
    shelf.store.store(going_on(case, once=OncePrint((("k", "b"),), NOW + timedelta(days=1))))
    now = shelf.store.get(TENANT, case.id)
    later = moved(now, at=NOW + timedelta(days=2))  # type: ignore[arg-type]
    again = OncePrint((("k", "b2"),), NOW + timedelta(days=3))
    shelf.store.store(going_on(now, later, once=again))  # type: ignore[arg-type]
    assert shelf.store.done_before(TENANT, ["k"]) == (case.id, "b2", 3)


def test_the_same_beginning_twice_gives_the_same_case(shelf: Shelf) -> None:
    first = shelf.store.create(beginning(), guards("key"))
    again = shelf.store.create(beginning(), guards("key"))
    other = shelf.store.create(beginning(), guards("key", body="other"))
    assert isinstance(first, Created)
    assert again == Repeated(first.case, same_body=True)
    assert other == Repeated(first.case, same_body=False)


def test_of_two_beginnings_at_once_with_one_key_one_is_made(shelf: Shelf) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: shelf.store.create(beginning(), guards("k")), range(4)))
    assert len({answer.case.id for answer in answers}) == 1
    assert sum(isinstance(answer, Created) for answer in answers) == 1


def test_what_is_alike_is_said_and_not_stored_unless_it_is_marked(shelf: Shelf) -> None:
    first = a_case()
    assert shelf.store.create(beginning(first), guards(duplicate="d")) == Created(first)
    again = a_case()
    assert shelf.store.create(beginning(again), guards(duplicate="d")) == Alike(first.id)
    assert shelf.store.get(TENANT, again.id) is None
    marked = replace(again, intake=replace(again.intake, duplicate_of=first.id))
    assert shelf.store.create(beginning(marked), guards(duplicate="d")) == Created(marked)
    assert shelf.store.create(beginning(), guards(duplicate="d")) == Alike(first.id)


def test_a_mail_sent_while_a_change_adds_one_loses_neither(shelf: Shelf) -> None:
    case = created(shelf, outgoing=(a_mail(1),))
    shelf.store.sent(case, a_mail(1))
    shelf.store.sent(case, a_mail(1))
    shelf.store.store(going_on(case, outgoing=(a_mail(2), a_mail(2, 1))))
    assert [mail.id for mail in shelf.store.outgoing(TENANT, case.id)] == ["000002-0", "000002-1"]


def test_a_mail_that_is_tried_again_keeps_how_it_stands(shelf: Shelf) -> None:
    case = created(shelf, outgoing=(a_mail(1),))
    tried = replace(a_mail(1), due_at=NOW + timedelta(hours=1), tries=3, error="bounced")
    shelf.store.try_again(case, tried)
    assert shelf.store.outgoing(TENANT, case.id) == [tried]
    shelf.store.sent(case, tried)
    shelf.store.try_again(case, tried)
    assert shelf.store.outgoing(TENANT, case.id) == []


def test_a_mail_given_up_is_a_task_in_its_place(shelf: Shelf) -> None:
    case, task = created(shelf, outgoing=(a_mail(1),)), a_task("unsent")
    shelf.store.give_up(case, a_mail(1), task)
    shelf.store.give_up(case, a_mail(1), task)
    assert shelf.store.outgoing(TENANT, case.id) == []
    assert shelf.store.get(TENANT, case.id) == replace(case, tasks=(task,))
    with pytest.raises(ConflictError, match="version_moved"):
        shelf.store.give_up(case, a_mail(9), a_task("never"))


def test_tasks_opened_at_one_version_are_all_kept(shelf: Shelf) -> None:
    case = created(shelf)
    shelf.store.open_task(case, a_task("one"))
    both = shelf.store.open_task(case, a_task("two"))
    assert [task.code for task in both.tasks] == ["one", "two"]
    left = shelf.store.close_task(case, "one:")
    assert shelf.store.get(TENANT, case.id) == left == replace(case, tasks=(a_task("two"),))


def test_a_case_is_held_by_the_first_who_takes_it(shelf: Shelf) -> None:
    case = created(shelf)
    mine, other = (Handling(NOW, lease=Lease(name, NOW)) for name in ("k1", "k2"))
    held = shelf.store.handle(case, mine, NOTE)
    assert shelf.store.handle(case, mine) == held
    with pytest.raises(ConflictError, match="version_moved"):
        shelf.store.handle(case, other)
    assert shelf.store.get(TENANT, case.id) == replace(case, handling=mine) == held
    assert shelf.store.entries(TENANT, case.id) == [NOTE]


def test_a_change_from_before_somebody_took_it_keeps_that_they_did(shelf: Shelf) -> None:
    case = created(shelf)
    held = shelf.store.handle(case, Handling(lease=Lease("k1", NOW)))
    shelf.store.readdress(case, 1, "new@voorbeeld.example")
    shelf.store.open_task(case, a_task())
    shelf.store.store(going_on(case, moved(case, "left")))
    now = shelf.store.get(TENANT, case.id)
    assert now is not None
    assert (now.handling, now.tasks) == (held.handling, (a_task(),))  # type: ignore[union-attr]
    assert now.parties[0].email == "new@voorbeeld.example"  # type: ignore[union-attr]
    assert now.due_at == NOW  # type: ignore[union-attr]


def test_two_who_change_the_same_at_one_version_dont_overwrite(shelf: Shelf) -> None:
    case = created(shelf)
    shelf.store.readdress(case, 1, "new@voorbeeld.example")
    late = replace(moved(case), parties=(replace(case.parties[0], email="x@voorbeeld.example"),))
    assert refused(shelf, going_on(case, late)) == "version_moved"


def test_a_change_from_before_a_look_was_noted_is_refused(shelf: Shelf) -> None:
    case = created(shelf)
    shelf.store.touch(replace(case, clock_at=NOW))
    assert refused(shelf, going_on(case)) == "version_moved"


def test_looks_are_noted_at_the_version_only(shelf: Shelf) -> None:
    case = created(shelf)
    marked = replace(case.instance, marks=(ClockMark("tick", tried=1),))
    touched = replace(case, work=WorkTry(NOW, 1, NOW), clock_at=NOW, instance=marked)
    shelf.store.handle(case, Handling(assigned="k1"))
    shelf.store.touch(touched)
    there = replace(touched, handling=Handling(assigned="k1"))
    assert shelf.store.get(TENANT, case.id) == there
    shelf.store.store(going_on(there))
    with pytest.raises(ConflictError, match="version_moved"):
        shelf.store.touch(touched)
    with pytest.raises(ConflictError, match="version_moved"):
        shelf.store.readdress(case, 1, "")


def test_what_is_no_event_is_stored_whole_at_the_same_version(shelf: Shelf) -> None:
    case = created(shelf)
    marked = replace(case.instance, marks=(ClockMark("tick", reminded_at=NOW),))
    reminded = replace(case, instance=marked)
    change = Change(reminded, 1, (), before=case, outgoing=(a_mail(1, 177241680000),))
    shelf.store.store(change)
    assert refused(shelf, change) == "version_moved"
    assert shelf.store.get(TENANT, case.id) == reminded
    assert shelf.store.outgoing(TENANT, case.id) == [*change.outgoing]
    assert len(shelf.store.events(TENANT, case.id)) == 1


def test_who_became_known_without_an_event_isnt_forgotten_by_who_read_before(shelf: Shelf) -> None:
    invited = Party(2, "listener")
    case = created(shelf, a_case(parties=(*a_case().parties, invited)))
    known = replace(case, parties=(case.parties[0], replace(invited, person=BOB)))
    shelf.store.store(Change(known, 1, (), before=case))
    assert refused(shelf, going_on(case)) == "version_moved"
    shelf.store.open_task(case, a_task())
    assert shelf.store.of_person(TENANT, BOB, 9) == [replace(known, tasks=(a_task(),))]


def test_nobody_is_readdressed_who_has_no_part(shelf: Shelf) -> None:
    with pytest.raises(ConflictError):
        shelf.store.readdress(created(shelf), 7, "x@voorbeeld.example")


def test_an_entry_added_twice_is_one_and_its_id_is_its_own(shelf: Shelf) -> None:
    case = created(shelf)
    shelf.store.add(case, NOTE)
    shelf.store.add(case, NOTE, replace(NOTE, id="01M"))
    assert [entry.id for entry in shelf.store.entries(TENANT, case.id)] == ["01M", "01N"]
    with pytest.raises(PermanentError):
        shelf.store.add(case, replace(NOTE, text="anders"))


def with_documents(case: AnyCase, *documents: IssuedDocument) -> AnyCase:
    return moved(case, issued=documents)


def test_a_document_is_replaced_in_the_change_that_makes_the_next(shelf: Shelf) -> None:
    case = created(shelf)
    first, other = a_document(case), a_document(case, "seal")
    both = with_documents(case, first, other)
    shelf.store.store(going_on(case, both, documents=(first, other)))
    second = a_document(case, issue=2)
    after = with_documents(both, second, other)
    shelf.store.store(going_on(both, after, documents=(second,), revoked=(first,)))
    assert shelf.store.get(TENANT, case.id) == after


def test_a_number_is_given_once(shelf: Shelf) -> None:
    one, two = created(shelf), created(shelf)
    taken = replace(a_document(one), slot="scroll")
    shelf.store.store(going_on(one, with_documents(one, taken), documents=(taken,)))
    with pytest.raises(PermanentError):
        shelf.store.store(going_on(two, with_documents(two, taken), documents=(taken,)))
    assert shelf.store.get(TENANT, two.id) == two


def test_a_document_doesnt_change_in_passing(shelf: Shelf) -> None:
    case = created(shelf)
    first = a_document(case)
    had = with_documents(case, first)
    shelf.store.store(going_on(case, had, documents=(first,)))
    other = a_document(case, issue=2)
    for change in (
        going_on(had, with_documents(had, other)),
        going_on(had, with_documents(had, other), documents=(other,)),
        going_on(had, with_documents(had)),
    ):
        with pytest.raises(ValueError, match="document"):
            shelf.store.store(change)


def test_a_change_needs_its_events_and_the_case_before(shelf: Shelf) -> None:
    case = created(shelf)
    good = going_on(case)
    with pytest.raises(ValueError, match="events"):
        shelf.store.store(replace(good, events=()))
    with pytest.raises(ValueError, match="before"):
        shelf.store.store(replace(good, before=None))


def test_a_task_can_go_and_what_it_was_about_go_out_again_without_an_event(shelf: Shelf) -> None:
    case = shelf.store.open_task(created(shelf), a_task("odd", "a/party:1"))
    after = replace(case, tasks=())
    shelf.store.store(replace(going_on(case, after), events=(), outgoing=(a_mail(1, 9),)))
    assert shelf.store.get(TENANT, case.id) == after
    assert [mail.id for mail in shelf.store.outgoing(TENANT, case.id)] == ["000001-9"]
