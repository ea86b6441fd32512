"""A population as it is when it is done: its files, and those of note among them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.domain.registers.national_number import NationalNumber


@dataclass(frozen=True, slots=True)
class PersonaInfo:
    """One of the people of note; `documents` are what they get without a clerk."""

    key: str
    number: NationalNumber
    name: str
    why: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Population:
    """The files of a municipality on the day `as_of`."""

    nis: str
    as_of: date
    files: tuple[PersonFile, ...]
    personas: dict[str, PersonaInfo]

    @cached_property
    def by_number(self) -> dict[NationalNumber, PersonFile]:
        """The files by national number."""
        return {file.number: file for file in self.files}
