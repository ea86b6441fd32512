"""What a process judges, promises, gives out, keeps for itself and counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.domain.process.messages import Tell

CATALOGUE = "catalogue"
"""Where a slot's document comes from when it is one of the acts and certificates."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A predicate in Python, by name; `means` says in English what it judges.

    `reads` are services to be read before. `of_party`: it judges one party. `words` is the Dutch
    sentence for whoever needs it and doesn't meet it.
    """

    id: str
    means: str
    reads: tuple[str, ...] = ()
    of_party: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """That an action is possible in these states for these roles; said on the page."""

    action: str
    states: frozenset[str]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A slot: at most one valid document a case.

    `source` is `catalogue` or a file of `documents/`. `replaced_by` are actions after which a
    work makes it anew and revokes the earlier one.
    """

    id: str
    words: str
    source: str
    audience: tuple[str, ...]
    replaced_by: tuple[str, ...] = ()

    @property
    def is_ordered(self) -> bool:
        """Whether it is what somebody asked for, and not a paper of the process itself."""
        return self.source == CATALOGUE


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What happens when a clock or work can't have a claim: a field is emptied, else a task."""

    clear: str = ""
    tell: tuple[Tell, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimDefinition:
    """Keys that at most one open case holds in these states; `key` names the function.

    `words` is what the second reads; a draft keeps it for `hold`.
    """

    id: str
    key: str
    held_in: frozenset[str]
    words: str
    otherwise: Otherwise
    hold: timedelta | None = None


@dataclass(frozen=True, slots=True)
class FiguresDefinition:
    """Codes of the payload to count by, and steps: the states whose days are counted.

    `done` are the events with which what was asked is there; without them that is the end. `apart`
    is a dimension by which the time until then is kept apart; empty for none.
    """

    dimensions: tuple[str, ...]
    steps: Mapping[str, frozenset[str]]
    done: tuple[str, ...] = ()
    apart: str = ""
