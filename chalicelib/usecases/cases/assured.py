"""Whether somebody signed in surely enough: for asking, acting and seeing, each time."""

from typing import Any

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import TooWeakError

_BY_PAYLOAD = "payload"


def check_assurance(role: str, payload: Any, got: Assurance | None, frame: Frame) -> None:  # noqa: ANN401
    """Whether a sign-in is as sure as the role asks.

    Raises TooWeakError with the level that it takes.
    """
    wanted = required_assurance(role, payload, frame)
    if wanted and (got is None or not got.reaches(wanted)):
        raise TooWeakError(wanted.value)


def check_acting(role: str, payload: Any, got: Assurance | None, frame: Frame) -> None:  # noqa: ANN401
    """Whether a sign-in is as sure as acting in a case asks: what the role asks, and what it shows.

    Raises TooWeakError with the level that it takes.
    """
    if needs := needed_to_list(role, payload, got or Assurance.LOW, frame):
        raise TooWeakError(needs)


def needed_to_look(payload: Any, got: Assurance, frame: Frame) -> str:  # noqa: ANN401
    """The level that it takes to see all of a case; empty for who signed in that surely."""
    wanted = frame.type.looking(payload, frame.municipality) if frame.type.looking else got
    return "" if got.reaches(wanted) else wanted.value


def needed_to_list(role: str, payload: Any, got: Assurance, frame: Frame) -> str:  # noqa: ANN401
    """The level that it takes to read in a list what a case is; empty for who signed in so."""
    looking = frame.type.looking(payload, frame.municipality) if frame.type.looking else None
    wanted = (required_assurance(role, payload, frame), looking)
    missing = [level for level in wanted if level and not got.reaches(level)]
    return max(missing, key=list(Assurance).index).value if missing else ""


def is_for_high(role: str, payload: Any, frame: Frame) -> bool:  # noqa: ANN401
    """Whether only the highest level shows all of a case to a party of a role."""
    looking = frame.type.looking
    wanted = looking(payload, frame.municipality) if looking else None
    return (wanted or required_assurance(role, payload, frame)) is Assurance.HIGH


def required_assurance(role: str, payload: Any, frame: Frame) -> Assurance | None:  # noqa: ANN401
    """What a role asks of who acts in it; None when it asks nothing."""
    said = frame.definition.roles[role].assurance
    if said == _BY_PAYLOAD:
        return frame.type.assurance(payload, frame.municipality)
    return Assurance(said) if said else None
