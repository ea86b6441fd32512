"""The address registers of municipalities: `templates/addresses/<nis>.toml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from string import ascii_uppercase
from typing import ClassVar, override

from pydantic import TypeAdapter

from chalicelib.adapters.files.loading import FileProblem, did_you_mean, load
from chalicelib.domain.registers.dwellings import Dwelling, Street, box_of, plain
from chalicelib.domain.registers.officers import Officer
from chalicelib.domain.registers.people import Address
from chalicelib.domain.shared.from_file import FromFile
from chalicelib.ports.registers.addresses import AddressRegister

ALIKE = 0.8
"""From which likeness on (of 1) a street may be meant."""

_LETTERS_AFTER_NUMBER = 2


@dataclass(frozen=True, slots=True)
class Locality(FromFile):
    """A part of the municipality, with streets of its own; `other_districts` by street."""

    postcode: str
    name: str
    district: str
    streets: tuple[str, ...] = ()
    other_districts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AddressFile(FromFile):
    """One register; `streets` stand in every locality."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    highest: int
    districts: dict[str, str]
    localities: tuple[Locality, ...]
    streets: tuple[str, ...] = ()
    officers: tuple[Officer, ...] = ()


_FILE = TypeAdapter(AddressFile)


class _Register:
    """The streets of one municipality, ready to be looked up."""

    def __init__(self, file: AddressFile) -> None:
        self.districts = file.districts
        self.officers = file.officers
        self.streets = tuple(sorted(_streets(file), key=lambda s: (s.name, s.postcode, s.locality)))

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Street, ...]]:
        """The streets as they are compared."""
        found: dict[str, tuple[Street, ...]] = {}
        for street in self.streets:
            name = plain(street.name)
            found[name] = (*found.get(name, ()), street)
        return found

    def alike(self, name: str) -> list[str]:
        """The names that somebody may mean, the likeliest first."""
        if not name:
            return []
        known = {one: _likeness(name, one) for one in self.by_name}
        likely = [one for one, likeness in known.items() if likeness >= ALIKE]
        return sorted(likely, key=lambda one: (-known[one], one))


class FileAddresses(AddressRegister):
    """Each register is read when it is first asked; raises CatalogueError for a wrong file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, _Register] = {}

    @override
    def streets(self, tenant: str) -> tuple[Street, ...]:
        return self._of(tenant).streets

    @override
    def districts(self, tenant: str) -> Mapping[str, str]:
        return self._of(tenant).districts

    @override
    def officers(self, tenant: str) -> tuple[Officer, ...]:
        return self._of(tenant).officers

    @override
    def find(self, tenant: str, address: Address) -> Dwelling | None:
        written = "".join(address.house_number.split()).upper()
        number = _number(written)
        streets = self._of(tenant).by_name.get(plain(address.street), ())
        here = [s for s in streets if _is_in(s, address) and 0 < number <= s.highest]
        if len(here) != 1:
            return None
        (street,) = here
        box = box_of(address.box)
        official = Address(street.name, written, box, street.postcode, street.locality, tenant)
        return Dwelling(official, street.district)

    @override
    def search(self, tenant: str, typed: str, limit: int = 8) -> tuple[Street, ...]:
        register, (name, place) = self._of(tenant), _parts(typed)
        found = [s for one in register.alike(name) for s in register.by_name[one]]
        here = [s for s in found if place and (s.postcode in place or plain(s.locality) in place)]
        return tuple((here or found)[:limit])

    def _of(self, tenant: str) -> _Register:
        if tenant not in self._known:
            path = self._folder / f"{tenant}.toml"
            file = load(path, _FILE, _problems) if path.is_file() else AddressFile(0, {}, ())
            self._known[tenant] = _Register(file)
        return self._known[tenant]


def _streets(file: AddressFile) -> Iterator[Street]:
    for part in file.localities:
        for name in (*file.streets, *part.streets):
            district = part.other_districts.get(name, part.district)
            yield Street(name, part.postcode, part.name, district, file.highest)


def _likeness(typed: str, known: str) -> float:
    """From 0 to 1; what begins so is as good as nearly the same."""
    if len(typed) >= len("abc") and known.startswith(typed):
        return 1.0 if typed == known else 0.95
    both = len(typed) + len(known)
    most = 2 * min(len(typed), len(known)) / both
    if most < ALIKE:
        return most  # as alike as so long and so short a name can be, without comparing them
    return SequenceMatcher(None, typed, known).ratio()


def _parts(typed: str) -> tuple[str, frozenset[str]]:
    """The street's name as it is compared, and what was typed after it."""
    words = typed.replace(",", " ").split()
    at = next((i for i, word in enumerate(words) if word[0].isdigit()), len(words))
    rest = words[at:]
    return plain(" ".join(words[:at])), frozenset((*rest, *(plain(word) for word in rest)))


def _number(house_number: str) -> int:
    """The number without the letters after it; 0 for what is no number."""
    digits = house_number.rstrip(ascii_uppercase)
    letters = len(house_number) - len(digits)
    is_one = digits.isascii() and digits.isdigit() and letters <= _LETTERS_AFTER_NUMBER
    return int(digits) if is_one else 0


def _is_in(street: Street, address: Address) -> bool:
    """Locality and postcode as the register has them; the main name of the place will do."""
    is_there = plain(address.locality) == plain(street.locality)
    return street.postcode == address.postcode.strip() and is_there


def _problems(file: AddressFile) -> Iterator[FileProblem]:
    for i, part in enumerate(file.localities):
        for district in (part.district, *part.other_districts.values()):
            if district not in file.districts:
                expected = "a district of this file" + did_you_mean(district, file.districts)
                yield FileProblem(f"localities[{i}].district", district, expected)
    known = {officer.id for officer in file.officers}
    for i, officer in enumerate(file.officers):
        for district in set(officer.districts) - file.districts.keys():
            expected = "a district of this file" + did_you_mean(district, file.districts)
            yield FileProblem(f"officers[{i}].districts", district, expected)
        for deputy in set(officer.deputies) - known:
            expected = "an officer of this file" + did_you_mean(deputy, known)
            yield FileProblem(f"officers[{i}].deputies", deputy, expected)
