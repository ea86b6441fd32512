"""Letters whose sending starts something: that they went is an action of their process."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.tasks import LETTER, CaseTask
from chalicelib.domain.process.actions import Action, Field, FieldKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Instance
from chalicelib.domain.process.messages import Letter
from chalicelib.domain.process.states import StateKind

ABOUT, ON = "about", "on"
"""What is kept of a letter that went: which of them it was, and on which day."""


def posting_of(task: CaseTask, definition: Definition) -> Action | None:
    """The action that says a letter was posted; None where nothing counts from its sending."""
    message = task.message if task.code == LETTER else None
    letter = definition.letters.get(message.template) if message else None
    return definition.actions[letter.posted] if letter and letter.posted else None


def is_moot(task: CaseTask, instance: Instance, definition: Definition) -> bool:
    """Whether nothing waits any more for the sending of a letter; what passes by itself does."""
    action, state = posting_of(task, definition), definition.state(instance.state)
    if state.kind is StateKind.AUTO:
        return False
    if action is None:
        return state.id not in (_wanted_in(task, definition) or (state.id,))
    return not any(definition.transition(state.id, event) for event in action.events)


def _wanted_in(task: CaseTask, definition: Definition) -> frozenset[str]:
    """The states in which a letter in place of a mail is to go; none where it always is."""
    message = task.message if task.code == LETTER else None
    mail = definition.mails.get(message.template) if message else None
    return mail.stands_in if mail else frozenset()


def is_posting(action: Action, definition: Definition) -> bool:
    """Whether an action says no more than that a letter went."""
    return any(letter.posted == action.id for letter in definition.letters.values())


def waiting_for(case: Case[Any], action: Action, definition: Definition) -> tuple[CaseTask, ...]:
    """The letters of a case that an action says were posted."""
    return tuple(task for task in case.tasks if posting_of(task, definition) == action)


def struck_by(case: Case[Any], action: Action, definition: Definition) -> frozenset[str]:
    """The keys of the tasks that an action strikes off."""
    return frozenset(task.key for task in waiting_for(case, action, definition))


def day_field(action: Action) -> Field:
    """The field of the day on which it was posted; a definition without one isn't taken."""
    return next(f for f in action.fields.values() if f.kind is FieldKind.DATE)


def letters_of_day(field: Field, definition: Definition) -> tuple[Letter, ...]:
    """The letters of which a field says, or corrects, on which day they went."""
    posted = (one for one in definition.letters.values() if one.posted and field.payload_field)
    actions = ((one, definition.actions[one.posted]) for one in posted)
    return tuple(one for one, act in actions if day_field(act).payload_field == field.payload_field)


def counts_from(task: CaseTask, definition: Definition) -> tuple[str, ...]:
    """The Dutch names of the terms that count from the day on which a letter goes."""
    action = posting_of(task, definition)
    field = day_field(action).payload_field if action else ""
    clocks = definition.clocks.values()
    return tuple(clock.words for clock in clocks if field and clock.from_field == field)


def posted_on(task: CaseTask, entries: Iterable[Entry]) -> dict[str, date]:
    """On which day each of the letters went that were written with this one, as last noted."""
    told = (dict(entry.data) for entry in entries if entry.kind is EntryKind.POSTED)
    days = {data[ABOUT]: data[ON] for data in told if ON in data}
    alike = {about: on for about, on in days.items() if _change(about) == _change(task.about)}
    return {about: date.fromisoformat(on) for about, on in alike.items()}


def _change(about: str) -> tuple[str, str]:
    """Which letter it is, and in which change of its case it was written."""
    template, _, rest = about.partition("/")
    return template, rest.partition("/")[2].partition("-")[0]
