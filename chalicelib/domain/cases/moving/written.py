"""What people filled in, as entries and codes of the event."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.forms.slots import slot_in_words
from chalicelib.domain.cases.moving.frame import Happening
from chalicelib.domain.process.actions import ActionKind, Destination, Field, FieldKind
from chalicelib.domain.process.instance import Data
from chalicelib.domain.registers.dwellings import on_a_line
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address
from chalicelib.domain.shared.dutch import in_words

_KINDS = {
    ActionKind.ASK: EntryKind.QUESTION,
    ActionKind.ANSWER: EntryKind.ANSWER,
}
UNREAD = "Een bestand kon niet nagekeken worden en kwam niet mee."
_CHOSEN = (FieldKind.CHOICE, FieldKind.SEVERAL, FieldKind.SLOT)


def codes_of(fields: Mapping[str, Field], values: Mapping[str, object]) -> Data:
    """What goes into the event: the codes that were chosen, by field."""
    wanted = (f for f in fields.values() if f.to is Destination.CODE and f.id in values)
    return tuple((field.id, code_of(values[field.id])) for field in wanted)


def entries_of(
    fields: Mapping[str, Field], happening: Happening, version: int, at: datetime
) -> tuple[Entry, ...]:
    """What goes into the case as said, one entry a field, each with its audience."""
    return tuple(_entries(fields, happening, version, at))


def _entries(
    fields: Mapping[str, Field], happening: Happening, version: int, at: datetime
) -> Iterator[Entry]:
    for field in fields.values():
        value = happening.values.get(field.id)
        is_unread = field.id in happening.unread
        if field.to is Destination.ENTRY and (value is not None or is_unread):
            yield Entry(
                id=f"{version:06d}-{field.id}",
                version=version,
                kind=_kind(field, happening),
                name=field.id,
                author=happening.author,
                at=at,
                audience=field.audience,
                text=UNREAD if is_unread else said(value, happening.words),
                data=(("code", code_of(value)),) if field.kind in _CHOSEN else (),
                attachments=happening.attachments.get(field.id, ()),
            )


def code_of(value: object) -> str:
    """A value as a code; of several, with a space between."""
    if isinstance(value, tuple):
        return " ".join(code_of(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def said(value: object, words: Mapping[str, str]) -> str:
    """A value as people read it; files say nothing, they are attached."""
    match value:
        case str():
            return words.get(value) or slot_in_words(value, words)
        case bool():
            return "ja" if value else "nee"
        case datetime():
            return f"{in_words(value.date())}, {value:%H.%M} uur"
        case date():
            return in_words(value)
        case tuple():
            return ", ".join(filter(None, (said(one, words) for one in value)))
        case Address():
            return on_a_line(value)
        case NationalNumber():
            return value.printed
        case _:
            return ""


def _kind(field: Field, happening: Happening) -> EntryKind:
    if field.kind is FieldKind.FILE:
        return EntryKind.FILE
    return (
        _KINDS.get(happening.action.kind, EntryKind.FIELD)
        if happening.action
        else (EntryKind.FIELD)
    )
