"""What was filled in and what happened, in Dutch words, for any process."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.cases.forms.slots import slot_in_words
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.process.actions import Field
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import STARTED
from chalicelib.domain.registers.dwellings import on_a_line
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address
from chalicelib.domain.shared import dutch
from chalicelib.web.http import texts


@dataclass(frozen=True, slots=True)
class FilledField:
    """A field, and what was filled in, as people read it; empty where nothing was."""

    label: str
    words: str


def answers(fields: Iterable[Field], values: Values, form: Form) -> Iterator[FilledField]:
    """What was filled in, field by field."""
    for field in fields:
        chosen = {option.code: option.words for option in form.options(field) or ()}
        value = values.get(field.id)
        yield FilledField(field.label, in_words(value, chosen, form.municipality.timezone))


def in_words(value: object, chosen: Mapping[str, str], timezone: str) -> str:
    """A value of a field as people read it."""
    match value:
        case None:
            return ""
        case bool():
            return texts.words.say("filled_in.yes") if value else texts.words.say("filled_in.no")
        case datetime():
            return dutch.weekday_and_moment(value.astimezone(ZoneInfo(timezone)))
        case date():
            return dutch.weekday_and_date(value)
        case Address():
            return on_a_line(value)
        case NationalNumber():
            return chosen.get(value.digits, value.printed)
        case tuple():
            return ", ".join(in_words(one, chosen, timezone) for one in value)
        case _:
            return chosen.get(str(value)) or slot_in_words(str(value), chosen)


def happened(event: str, target: str, definition: Definition) -> str:
    """What an event was, in the words of the process: its action's, else the state it led to."""
    if event == STARTED:
        return texts.words("happened")["started"]
    for action in definition.actions.values():
        if event in action.events:
            return action.events[event]
    state = definition.states.get(target)
    return state.label.default if state else texts.words("happened")["moved"]
