"""What every store of cases holds to, and what it says when it refuses."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from chalicelib.domain.cases.case import Case, WorkTry
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.party import Party, with_party
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.shared.errors import ConflictError


def check_change(change: Change) -> None:
    """One event per state change (DESIGN promise 3), what it was made from, and its documents.

    Without an event the version stays, and only what is no state may change: parties that become
    known, and what goes out. Raises ValueError, for it is our mistake.
    """
    versions = [event.version for event in change.events]
    last = change.case.instance.version
    if last < 1 or versions != list(range(change.was + 1, last + 1)):
        raise ValueError(f"events {versions} don't lead from {change.was} to {last}")
    before = change.before.instance.version if change.before else 0
    if before != change.was:
        raise ValueError(f"the case before is at {before}, not {change.was}")
    _check_documents(change)


def merged(stored: Case[Any], change: Change) -> Case[Any]:
    """The new case, with what others changed at the same version since it was read.

    Raises ConflictError when both changed the same, when ticks or works noted something, and when
    the case itself was changed without an event.
    """
    was, now = change.before or stored, change.case
    if at_rest(was) != at_rest(stored) or _looks(was) != _looks(stored):
        raise version_moved()
    return replace(
        now,
        handling=_either(was.handling, stored.handling, now.handling),
        tasks=_either(was.tasks, stored.tasks, now.tasks),
        parties=tuple(_addressed(was, stored, party) for party in now.parties),
    )


def at_rest(case: Case[Any]) -> Case[Any]:
    """A case without what changes at the same version."""
    return replace(
        case,
        handling=Handling(),
        tasks=(),
        work=WorkTry(),
        clock_at=None,
        parties=tuple(replace(party, email="") for party in case.parties),
        instance=replace(case.instance, marks=()),
    )


def as_listed[P](case: Case[P]) -> Case[P]:
    """A case as lists need it: nobody in it, no documents, of its verdict the rules that failed."""
    verdict = case.verdict
    if verdict:
        failed = (replace(f, basis="", citizen="", clerk="") for f in verdict.failed)
        verdict = replace(verdict, findings=tuple(failed))
    return replace(case, parties=(), issued=(), verdict=verdict)


def touched[P](stored: Case[P], case: Case[P]) -> Case[P]:
    """A case with what was noted about the work and the clocks of another."""
    instance = replace(stored.instance, marks=case.instance.marks)
    return replace(stored, work=case.work, clock_at=case.clock_at, instance=instance)


def version_moved() -> ConflictError:
    """Somebody else was first."""
    return ConflictError(
        "version_moved",
        "Dit dossier is intussen gewijzigd. Bekijk het opnieuw en probeer het dan nog eens.",
    )


CLAIMED = "claimed"


def claimed(words: str) -> ConflictError:
    """Another open case holds what this one needs; `words` say what that is."""
    return ConflictError(CLAIMED, words or "Daarvoor loopt al een ander dossier.")


def done_before() -> ConflictError:
    """The same was done with the same key."""
    return ConflictError("done_before", "Dit hebt u al gedaan. Bekijk het dossier.")


def with_task[P](case: Case[P], task: CaseTask) -> Case[P]:
    """The case with one more task; one of its key is replaced."""
    return replace(case, tasks=(*without_task(case, task.key).tasks, task))


def without_task[P](case: Case[P], key: str) -> Case[P]:
    """The case without the task of a key."""
    return replace(case, tasks=tuple(task for task in case.tasks if task.key != key))


def struck_off[P](case: Case[P], key: str, beside: Collection[str]) -> Case[P]:
    """The case without the task of a key, where one of the tasks `beside`, if any, stands too.

    Raises ConflictError (`version_moved`) where they were all struck off meanwhile.
    """
    there = {task.key for task in case.tasks}
    if beside and key in there and there.isdisjoint(beside):
        raise version_moved()
    return without_task(case, key)


def with_address[P](case: Case[P], number: int, email: str) -> Case[P]:
    """The case, a party with another address. Raises ConflictError when it isn't there."""
    party = case.party(number)
    if party is None:
        raise version_moved()
    return replace(case, parties=with_party(case.parties, replace(party, email=email)))


def all_of(tasks: Iterable[CaseTask], role: str, team: str) -> tuple[CaseTask, ...]:
    """The tasks that stand in the list of a role and team."""
    return tuple(task for task in tasks if (task.role, task.team) == (role, team))


def _check_documents(change: Change) -> None:
    """What counts is what counted, but for slots filled anew; those lose what they held."""
    was = {d.slot: d for d in change.before.issued} if change.before else {}
    made = {document.slot: document for document in change.documents}
    replaced = {was[slot].number for slot in made.keys() & was.keys()}
    if replaced != {document.number for document in change.revoked}:
        raise ValueError(f"a document of {change.case.id} is replaced without being revoked")
    if {document.slot: document for document in change.case.issued} != was | made:
        raise ValueError(f"the documents of {change.case.id} can't change")


def _looks(case: Case[object]) -> object:
    return case.work, case.clock_at, case.instance.marks


def _addressed(was: Case[object], stored: Case[object], now: Party) -> Party:
    old, there = was.party(now.number), stored.party(now.number)
    if not old or not there:
        return now
    return replace(now, email=_either(old.email, there.email, now.email))


def _either[T](was: T, stored: T, now: T) -> T:
    if was not in (stored, now):
        raise version_moved()
    return now if stored == was else stored
