"""People of the population who live in another municipality: whole households, moved there."""

from collections.abc import Iterator
from dataclasses import replace

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address, Household, Residence
from chalicelib.domain.tenants.municipality import Municipality
from ops.synthetic.population import PersonFile, Population, personas_of

OF_NOTE = 6
"""So many of those who were moved are shown by name."""


def moved(population: Population, there: Municipality, households: int) -> Population:
    """A population of another municipality: so many households of this one, taken there.

    The people of note stay where they are. The same arguments give the same people.
    """
    numbers = _numbers(population, households)
    files = tuple(_file(file, there) for file in population.files if file.number in numbers)
    personas = personas_of(files, population.as_of, there.nis, OF_NOTE)
    return Population(there.nis, population.as_of, files, personas)


def _numbers(population: Population, households: int) -> frozenset[NationalNumber]:
    of_note = {persona.number for persona in population.personas.values()}
    found: dict[frozenset[NationalNumber], None] = {}
    for household in _households(population):
        numbers = frozenset(member.number for member in household.members)
        if not numbers & of_note and numbers <= population.by_number.keys():
            found[numbers] = None
        if len(found) == households:
            break
    return frozenset(number for numbers in found for number in numbers)


def _households(population: Population) -> Iterator[Household]:
    """Of people who live here and whose registers answer, the first of each first."""
    for file in population.files:
        if file.household and file.person.managed_by == population.nis and not file.refusals:
            yield file.household


def _file(file: PersonFile, there: Municipality) -> PersonFile:
    person, household = file.person, file.household
    address = _address(person.address, there)
    return replace(
        file,
        person=replace(person, managed_by=there.nis, address=address),
        household=household and replace(household, address=_there(household.address, there)),
        residences=tuple(_residence(residence, there) for residence in file.residences),
    )


def _residence(residence: Residence, there: Municipality) -> Residence:
    """The present one moves; what came before stays where it was."""
    if residence.until is not None:
        return residence
    return replace(residence, address=_there(residence.address, there))


def _address(address: Address | None, there: Municipality) -> Address | None:
    return address and _there(address, there)


def _there(address: Address, there: Municipality) -> Address:
    contact = there.contact
    return replace(address, postcode=contact.postcode, locality=contact.locality, nis=there.nis)
