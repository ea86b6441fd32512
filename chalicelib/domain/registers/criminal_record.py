"""What the Central Criminal Record lets an extract show."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RecordModel(StrEnum):
    """The models of the extract from the criminal record (art. 595 and 596 Sv.)."""

    BASIC = "595"
    REGULATED = "596-1"
    MINORS = "596-2"


@dataclass(frozen=True, slots=True)
class Conviction:
    """One conviction that a model may show."""

    on: date
    court: str
    text: str


class PoliceAdvice(StrEnum):
    """What the police say on a ban to work with minors (model 596-2)."""

    NOT_ASKED = "not_asked"
    CLEAR = "clear"
    PENDING = "pending"
    PROHIBITED = "prohibited"


@dataclass(frozen=True, slots=True)
class CriminalExtract:
    """What the Central Criminal Record lets one model show of a person."""

    model: RecordModel
    convictions: tuple[Conviction, ...]
    police: PoliceAdvice
    in_custody: bool = False
    """Whether the person is held before a judgment: model 596-2 isn't given then."""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to show."""
        return not self.convictions
