"""What a work yields: events that are stored together, a later try, or a human."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.verdict import Verdict

type Codes = tuple[tuple[str, str], ...]

SEAL = "seal"
"""The reason of a Human whose document couldn't be sealed: alarms count it."""

ARCHIVE = "archive"
"""The reason of a Human whose document couldn't be stored: alarms count it."""


RULED = "ruled_by"
"""Among what goes into a letter: the law of the rule that decided; no form has such a field."""


@dataclass(frozen=True, slots=True)
class Done[P]:
    """The work is done: its events happen in order, `codes` go with the last.

    What is None stays as it was. `documents` fill slots; one that replaces another of its slot
    revokes it in the same transaction. `refusal` is what goes into the letter of an event that
    turns down what was asked: `reason`, where it differs from the reason's `appeal`, and under
    RULED the law of the rule that decided.
    """

    events: tuple[str, ...]
    payload: P | None = None
    parties: tuple[Party, ...] | None = None
    verdict: Verdict | None = None
    documents: tuple[IssuedDocument, ...] = ()
    codes: Codes = ()
    refusal: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Later:
    """Something didn't answer; `reason` is a code for the log. The definition says when again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Human[P]:
    """A person has to see to it: the events `before`, then `event`, happen at once."""

    event: str
    reason: str
    before: tuple[str, ...] = ()
    payload: P | None = None
    verdict: Verdict | None = None
    codes: Codes = ()


type Outcome[P] = Done[P] | Later | Human[P]
