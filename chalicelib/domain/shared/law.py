"""What a document or a rule rests on, and how sure the project is of it."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.shared.from_file import FromFile


class Certainty(StrEnum):
    """How sure the project is of a fact: sourced, general knowledge, or a choice of its own."""

    SOURCED = "sourced"
    GENERAL_KNOWLEDGE = "general_knowledge"
    DESIGN = "design"


@dataclass(frozen=True, slots=True)
class LegalBasis(FromFile):
    """A provision that a document or a rule rests on."""

    ref: str
    certainty: Certainty
    url: str = ""
