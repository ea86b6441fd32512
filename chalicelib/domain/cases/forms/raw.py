"""What a form or a JSON body brings, before it is read; and values as text that can be hashed."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address
from chalicelib.domain.shared.free_text import readable

type RawValue = str | Sequence[str] | Sequence[File]
type Raw = Mapping[str, RawValue]
"""By field; an address in parts: `field.street`, `.number`, `.box`, `.postcode`, `.locality`;
a slot with moments as `field.day` and `field.moment`. `field.unread` is there where a file of a
field couldn't be looked at."""

_UNREAD = ".unread"


def text_of(raw: Raw, name: str) -> str:
    """The one text of a field, without spaces around it; empty when there is none.

    Here every text of every form comes by: what nobody sees of it is left out.
    """
    value = raw.get(name, "")
    first = value if isinstance(value, str) else next(iter(value), "")
    return readable(first).strip() if isinstance(first, str) else ""


def texts_of(raw: Raw, name: str) -> tuple[str, ...]:
    """All texts of a field that aren't empty, each as `text_of` gives it."""
    value = raw.get(name, "")
    values = (value,) if isinstance(value, str) else value
    texts = (readable(v).strip() for v in values if isinstance(v, str))
    return tuple(text for text in texts if text)


def files_of(raw: Raw, name: str) -> tuple[File, ...]:
    """The files of a field."""
    value = raw.get(name, "")
    return () if isinstance(value, str) else tuple(v for v in value if isinstance(v, File))


def unread_of(name: str) -> str:
    """What says that a file of a field couldn't be looked at, and didn't come along."""
    return f"{name}{_UNREAD}"


def unread_in(raw: Raw) -> frozenset[str]:
    """The fields of which a file couldn't be looked at."""
    return frozenset(name.removesuffix(_UNREAD) for name in raw if name.endswith(_UNREAD))


def canonical(raw: Mapping[str, object]) -> str:
    """The same text for the same data, in whatever order it came; files by their hash."""
    return json.dumps(dict(raw), sort_keys=True, default=_plain)


def _plain(value: object) -> object:
    match value:
        case File():
            return sha256(value.content).hexdigest()
        case NationalNumber():
            return value.digits
        case date():
            return value.isoformat()
        case Address():
            parts = (value.street, value.house_number, value.box, value.postcode, value.locality)
            return " ".join(parts)
        case _:
            return list(value) if isinstance(value, Sequence) else str(value)
