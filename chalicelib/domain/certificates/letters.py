"""Refusals: the reason, its law and the means of appeal, and the letter that says so."""

from dataclasses import dataclass
from typing import ClassVar


class _FromFile:
    __pydantic_config__: ClassVar = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Reason(_FromFile):
    """Why a document may be refused; `sentence` is what the citizen reads.

    `families` are those of the documents it can concern; empty means all.
    """

    code: str
    title: str
    sentence: str
    basis: str
    appeal: str
    families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appeal(_FromFile):
    """A means of appeal: before whom, within what term (law of 11 April 1994, art. 2, 4°)."""

    code: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a registrar decides: codes of reason and appeal, the law, and what it means here.

    Formal reasons are required (law of 29 July 1991 on the express motivation of administrative
    acts, art. 2 and 3).
    """

    reason: str
    basis: str
    appeal: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a refusal of one document can be made of."""

    reasons: tuple[Reason, ...]
    appeals: tuple[Appeal, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A decision in words, as the citizen reads it."""

    title: str
    paragraphs: tuple[str, ...]
    reason: str
    basis: str
    appeal: str

    @property
    def text(self) -> str:
        """The whole letter as it is kept."""
        return "\n\n".join((self.title, *self.paragraphs))
