"""What a process does with what an action brings, before its event is judged."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.moving.acting import Doer
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.cases.verdict import Verdict
from chalicelib.ports.cases import AnyCase


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody sends with an action: as it came, as it was read, and as whom."""

    raw: Raw
    values: Values
    who: Doer


@dataclass(frozen=True, slots=True)
class Given:
    """What is put into the case with it; what is None stays as it was."""

    payload: Any = None
    verdict: Verdict | None = None
    entries: tuple[Entry, ...] = ()


type Prepare = Callable[[AnyCase, Brought, Frame], Given]
"""Raises InvalidInputError for what can't be taken, RetryableError."""

type Prepares = Callable[[str, str], Prepare | None]
"""What is done for an action: by the ids of the type and the action; None: nothing of its own."""


def nothing(type_id: str, action: str) -> Prepare | None:  # noqa: ARG001 - as Prepares says
    """No action has anything of its own."""
    return None
