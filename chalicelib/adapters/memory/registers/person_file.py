"""What all registers know of one person."""

from dataclasses import dataclass, field
from typing import Any

from chalicelib.adapters.embedded.items import Refusal
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import Act, ActKind
from chalicelib.domain.registers.answers import Answer, Found, NotFound
from chalicelib.domain.registers.criminal_record import CriminalExtract
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Household, Person, Residence


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything that the registers know of one synthetic person; `acts` by kind."""

    person: Person
    household: Household | None
    residences: tuple[Residence, ...]
    acts: dict[ActKind, tuple[Act, ...]]
    extracts: tuple[CriminalExtract, ...]
    refusals: dict[Service, Refusal] = field(default_factory=dict)

    @property
    def number(self) -> NationalNumber:
        """Whose file it is."""
        return self.person.number

    def answer(self, service: Service) -> Answer[Any]:
        """What the register answers when it is asked for a service."""
        if service in self.refusals:
            return self.refusals[service]
        value: object = {
            Service.PERSON: self.person,
            Service.HOUSEHOLD: self.household,
            Service.RESIDENCES: self.residences,
            Service.ACTS: self.acts,
            Service.CRIMINAL_RECORD: self.extracts,
        }[service]
        return Found(value) if value else NotFound()
