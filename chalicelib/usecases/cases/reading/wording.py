"""The words of a definition for what a case holds: fields, events, documents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.written import said
from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.cases.tasks import UNDELIVERED
from chalicelib.domain.process.actions import Action, Field
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Event
from chalicelib.ports.cases import AnyCase

type Options = Mapping[str, tuple[Option, ...]]
"""What can be chosen, by field; a field without options isn't there."""


def all_fields(definition: Definition) -> Iterator[Field]:
    """Every field of the form with which a case begins, then those of its actions."""
    for page in definition.start.pages:
        yield from page.fields.values()
    for action in definition.actions.values():
        yield from action.fields.values()


def title_of(case: AnyCase, frame: Frame) -> str:
    """What a case is called: what it is about where its process says so, else the process."""
    return frame.type.title(case.payload) or frame.definition.title


def labels_of(
    definition: Definition, events: Iterable[Event], entries: Iterable[Entry]
) -> Mapping[str, str]:
    """What the field is called in which something was said, by the id of the entry.

    That of the form which was sent, for forms have fields of one id; else the first of that id.
    """
    happened = {event.version: event.name for event in events}
    labels = ((e.id, _label(e.name, happened.get(e.version, ""), definition)) for e in entries)
    return {entry_id: label for entry_id, label in labels if label}


def _label(name: str, event: str, definition: Definition) -> str:
    acted = [f for a in definition.actions.values() if event in a.events for f in a.fields.values()]
    fields = (*acted, *all_fields(definition))
    return next((field.label for field in fields if field.id == name), "")


def options_of(action: Action, case: AnyCase, frame: Frame) -> Options:
    """What the fields of an action offer now."""
    form = Form(frame.type, frame.municipality, case)
    found = ((field.id, form.options(field)) for field in action.fields.values())
    return {name: options for name, options in found if options is not None}


def happened(event: Event, label: str, definition: Definition) -> str:
    """An event in words: of the action, else of the term that caused it, else where it led."""
    acted = (a.events[event.name] for a in definition.actions.values() if event.name in a.events)
    ended = (clock.words for clock in definition.clocks.values() if clock.then == event.name)
    return next(acted, None) or next(ended, None) or label


def filled_in(case: AnyCase, frame: Frame) -> tuple[tuple[str, str], ...]:
    """The payload as labels and texts, in the order of its fields; what is empty isn't there."""
    given = {f.payload_field: f for f in reversed(tuple(all_fields(frame.definition)))}
    lines = (_line(f.name, given.get(f.name), case, frame) for f in fields(case.payload))
    return tuple(line for line in lines if line[1])


def _line(name: str, field: Field | None, case: AnyCase, frame: Frame) -> tuple[str, str]:
    value: Any = getattr(case.payload, name)
    options = Form(frame.type, frame.municipality, case).options(field) if field else None
    words = {option.code: option.words for option in options or ()}
    return (field.label if field else name.replace("_", " ")), said(value, words)


def is_mailed(case: AnyCase, number: int) -> bool:
    """Whether the mails of a party arrive, as far as we know."""
    party = case.party(number)
    if party is None or not party.email:
        return False
    lost = (task for task in case.tasks if task.code in UNDELIVERED)
    return not any(party.author in task.about.split("/") for task in lost)
