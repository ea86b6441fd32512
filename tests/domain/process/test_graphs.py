"""Every definition there is as a graph: states and clocks end, what is promised is possible."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.roles import CLOCK, WORK
from chalicelib.domain.process.states import StateKind, Transition
from chalicelib.domain.process.validation.running import running

ROOT = Path(__file__).parents[3]
FOLDERS = (
    ROOT / "templates" / "processes",
    *(ROOT / "tests" / "data" / name for name in ("cases", "made_up")),
)
FILES = [FileDefinitions(folder) for folder in FOLDERS]
EVERY = [
    pytest.param(files.get(name, version), id=f"{name}-{version}")
    for files in FILES
    for name in files.ids()
    for version in files.versions(name)
]
BY_ITSELF = frozenset({CLOCK, WORK})
"""Who causes events without anybody doing anything."""


def ways(definition: Definition, *roles: str) -> Iterator[tuple[str, str]]:
    """From which state to which the events of some roles lead; of all without any."""
    for state in definition.states:
        for transition in definition.exits(state):
            if not roles or set(roles) & set(transition.by):
                yield from ((state, after) for after in transition.reached_from(state))


def leading_to(goals: set[str], steps: set[tuple[str, str]]) -> set[str]:
    """All states from which some steps lead to a goal."""
    found = set(goals)
    while more := {before for before, after in steps if after in found} - found:
        found |= more
    return found


def ends(definition: Definition) -> set[str]:
    return {state for state in definition.states if definition.is_final(state)}


def before_people(definition: Definition) -> set[str]:
    """Where a case is before people: at a desk, or by the task of a clock that runs there."""
    runs = running(definition)
    tasks = {s for clock in definition.clocks.values() if clock.task for s in runs[clock.id]}
    desks = {s.id for s in definition.states.values() if s.kind is StateKind.DESK}
    return desks | tasks


@pytest.mark.parametrize("definition", EVERY)
def test_every_state_can_end(definition: Definition) -> None:
    assert leading_to(ends(definition), set(ways(definition))) == definition.states.keys()


@pytest.mark.parametrize("definition", EVERY)
def test_where_nobody_does_anything_a_case_ends_or_comes_before_people(
    definition: Definition,
) -> None:
    settled = ends(definition) | before_people(definition)
    silent = set(ways(definition, *BY_ITSELF))
    assert leading_to(settled, silent) == definition.states.keys()


@pytest.mark.parametrize("definition", EVERY)
def test_every_clock_ends_in_an_event_or_a_task_wherever_it_runs(definition: Definition) -> None:
    runs = running(definition)
    for clock in definition.clocks.values():
        assert runs[clock.id], f"{clock.id} never runs"
        for state in runs[clock.id]:
            assert clock.task or _happens(definition.transition(state, clock.then)), (
                f"{clock.id} in {state}"
            )


@pytest.mark.parametrize("definition", EVERY)
def test_whoever_was_promised_to_do_something_can_and_withdrawing_leads_to_an_end(
    definition: Definition,
) -> None:
    for promise in definition.promises.values():
        action = definition.actions[promise.action]
        for state in promise.states:
            for role in promise.by:
                found = [definition.transition(state, e) for e in action.events]
                assert any(t and role in t.by for t in found), f"{action.id} of {role} in {state}"
    steps = set(ways(definition, *BY_ITSELF))
    settled = leading_to(ends(definition), steps)
    for state, after in _withdrawals(definition):
        assert after in settled, f"withdrawn in {state}, and then in {after}"


def _happens(transition: Transition | None) -> bool:
    return transition is not None and CLOCK in transition.by and not transition.needs


def _withdrawals(definition: Definition) -> Iterator[tuple[str, str]]:
    """Where withdrawing leads from each state in which it is possible."""
    withdraw = definition.actions.get("withdraw")
    for state in definition.states if withdraw else ():
        for event in withdraw.events if withdraw else ():
            if transition := definition.transition(state, event):
                yield from ((state, after) for after in transition.reached_from(state))
