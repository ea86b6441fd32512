"""What people read of a state: the words for this reader, with terms and days filled in."""

import re
from collections.abc import Iterable
from typing import Any

from chalicelib.domain.cases.audience import Reader
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.judge import turn_of
from chalicelib.domain.process.clocks import ClockDefinition, Unit
from chalicelib.domain.process.states import Spoken, StateKind
from chalicelib.domain.shared.dutch import UNKNOWN_DAY, in_words

_PLACE = re.compile(r"\{(term|day):([^{}]+)\}")
_UNITS = {
    Unit.MINUTES: ("minuut", "minuten"),
    Unit.HOURS: ("uur", "uur"),
    Unit.DAYS: ("dag", "dagen"),
    Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
    Unit.MONTHS: ("maand", "maanden"),
}


def label_of(case: Case[Any], reader: Reader, frame: Frame) -> str:
    """The state's name for a reader."""
    state = frame.definition.state(case.instance.state)
    held = state.when_held if case.handling.holder(frame.at) else None
    return _for_reader(held.label if held else state.label, case, reader, frame)


def sentence_of(case: Case[Any], reader: Reader, frame: Frame) -> str:
    """The one sentence that says to a reader what happens now."""
    state = frame.definition.state(case.instance.state)
    held = state.when_held if case.handling.holder(frame.at) else None
    return _for_reader(held.explains if held else state.explains, case, reader, frame)


def term_in_words(clock: ClockDefinition, frame: Frame) -> str:
    """How long a term is here: `1 maand en 10 werkdagen`."""
    parts = []
    for step in clock.term:
        value = frame.terms.value(step, frame.day)
        parts.append(f"{value} {_UNITS[step.unit][value != 1]}")
    return " en ".join(parts)


def day_in_words(case: Case[Any], clock: str, frame: Frame) -> str:
    """The last day of a clock, as far as it is known."""
    state = case.instance.clock(clock)
    if state is None or state.ends_at is None:
        return UNKNOWN_DAY
    return in_words(frame.municipality.day_of(state.ends_at))


def is_turn(case: Case[Any], reader: Reader, frame: Frame) -> bool:
    """Whether it is this party who is to act, or whom the state concerns."""
    return reader.party in turn_of(case, frame)


def must_act(case: Case[Any], reader: Reader, frame: Frame) -> bool:
    """Whether it waits for this party; a state that only concerns them waits for somebody else."""
    state = frame.definition.state(case.instance.state)
    return state.kind is StateKind.PARTY and is_turn(case, reader, frame)


def _for_reader(spoken: Spoken, case: Case[Any], reader: Reader, frame: Frame) -> str:
    if reader.is_staff:
        text = spoken.for_staff(*reader.roles)
    else:
        role = _named(spoken.by, reader)
        text = spoken.for_reader(role, is_turn=is_turn(case, reader, frame))
    return _PLACE.sub(lambda found: _filled(found, case, frame), text)


def _named(by: Iterable[str], reader: Reader) -> str:
    """The role of a reader that has words of its own, if any has."""
    return next((role for role in sorted(reader.roles) if role in by), "")


def _filled(found: re.Match[str], case: Case[Any], frame: Frame) -> str:
    clock = frame.definition.clocks[found[2]]
    if found[1] == "term":
        return term_in_words(clock, frame)
    return day_in_words(case, clock.id, frame)
