"""What a document or a rule rests on, and how sure the project is of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.shared.from_file import FromFile


class Certainty(StrEnum):
    """How sure the project is of a fact.

    Read in a source; probable, so derived or found with municipalities only; general knowledge; or
    a choice of the project's own.
    """

    SOURCED = "sourced"
    PROBABLE = "probable"
    GENERAL_KNOWLEDGE = "general_knowledge"
    DESIGN = "design"


@dataclass(frozen=True, slots=True)
class LegalBasis(FromFile):
    """A provision that a document or a rule rests on, from a day on where that matters."""

    ref: str
    certainty: Certainty
    url: str = ""
    since: date | None = None
