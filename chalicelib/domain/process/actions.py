"""How people cause events: actions with their fields, and the pages on which a case begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ActionKind(StrEnum):
    """A closed list; each kind has its behaviour in code once."""

    PLAIN = "plain"
    ASK = "ask"
    ANSWER = "answer"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    UPLOAD = "upload"
    DECIDE = "decide"


class FieldKind(StrEnum):
    """A closed list; each kind has its template, its error sentence and its check."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes_no"
    DATE = "date"
    DATE_TIME = "date_time"
    ADDRESS = "address"
    PERSON = "person"
    HOUSEHOLD = "household"
    FILE = "file"
    DECLARATION = "declaration"
    SLOT = "slot"


CHOOSING = (FieldKind.CHOICE, FieldKind.SEVERAL)
"""The kinds that need a function of options; a slot may have one: the moments of any day."""


class Destination(StrEnum):
    """Where a field's value goes: a field of the payload, an entry, a code in the event."""

    PAYLOAD = "payload"
    ENTRY = "entry"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form. `label` and `help` are Dutch; `options` names a function.

    `payload_field` is set when it goes to the payload. `audience` are roles, `author`, `handlers`
    or `turn`; empty (never for an entry) means all parties and handlers. An address that is `here`
    must lie in the municipality: whoever names another is led there. A day or moment that is `past`
    has been: it can't lie ahead.
    """

    id: str
    kind: FieldKind
    label: str
    required: bool
    to: Destination
    payload_field: str = ""
    options: str = ""
    audience: tuple[str, ...] = ()
    help: str = ""
    here: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something that people in certain roles may do.

    `events` are the events it causes with the label of each: one, but for a decision. `slug` is
    the Dutch word in the address. `letter` is previewed before it is decided. `is_personal`: a
    party does it alone, and nobody at the counter for them. `guard` must hold of the case as it
    stands, or there is nothing to do: it is neither offered nor possible. With `is_together` staff
    may do it in several cases that are alike at once.
    """

    id: str
    kind: ActionKind
    slug: str
    label: str
    who: tuple[str, ...]
    events: Mapping[str, str]
    fields: Mapping[str, Field]
    letter: str = ""
    is_personal: bool = False
    guard: str = ""
    is_together: bool = False


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of the form; `when` names a function that says whether it is asked."""

    id: str
    title: str
    fields: Mapping[str, Field]
    when: str = ""
    explains: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """Who may begin a case: roles, and staff for them at the counter.

    `own_pages` when people see other pages than those generated from `pages`, which then say what
    the API takes. `at_desk` says who must come to the desk instead, and with what.
    """

    by: tuple[str, ...]
    counter: tuple[str, ...]
    pages: tuple[FormPage, ...]
    own_pages: bool = False
    at_desk: tuple[str, ...] = ()
