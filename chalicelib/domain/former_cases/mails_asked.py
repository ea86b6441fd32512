"""Which mails the events of a request asked for."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalicelib.domain.former_process import Definition, Event

_MAIL = "email:"


def mails_asked(events: Iterable[Event], definition: Definition) -> Iterator[tuple[datetime, str]]:
    """When and by which template, in the order of the events."""
    effects = {(t.source, t.event): t.effects for t in definition.transitions}
    for event in events:
        for effect in effects.get((event.source, event.name), ()):
            if effect.startswith(_MAIL):
                yield event.at, effect.removeprefix(_MAIL)
