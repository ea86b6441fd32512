"""Addresses, municipalities and countries, from `data/places.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from chalicelib.domain.registers.people import Address, Place


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality with its main postcode."""

    nis: str
    name: str
    postcode: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(
        files("ops.synthetic.population").joinpath("data/places.toml").read_text("utf-8")
    )


@cache
def home() -> Town:
    """The municipality whose inhabitants are made."""
    table = _data()["home"]
    return Town(table["nis"], table["name"], table["localities"][0][0])


@cache
def neighbours() -> tuple[Town, ...]:
    """Other municipalities, the nearest first."""
    return tuple(Town(m["nis"], m["name"], m["postcode"]) for m in _data()["municipality"])


def court() -> str:
    """The court that judges family cases here."""
    return str(_data()["home"]["court"])


def any_neighbour(rng: Random) -> Town:
    """Another municipality, rather a near one."""
    weights = [1 / (rank + 3) for rank in range(len(neighbours()))]
    return rng.choices(neighbours(), weights)[0]


def here(rng: Random) -> Address:
    """An address in the home municipality."""
    localities = _data()["home"]["localities"]
    postcode, locality, _ = rng.choices(localities, [weight for *_, weight in localities])[0]
    return _address(rng, postcode, locality, home().nis)


def elsewhere(rng: Random, municipality: Town) -> Address:
    """An address in another Belgian municipality."""
    return _address(rng, municipality.postcode, municipality.name, municipality.nis)


def abroad(rng: Random, country: str) -> Address:
    """An address in a foreign town."""
    town = town_in(rng, country).name
    return Address(
        f"{rng.choice(('Rue', 'Via', 'Straße', 'Ulica'))} {rng.randrange(1, 40)}",
        str(rng.randrange(1, 90)),
        "",
        "",
        town,
        "",
        country,
    )


def town_in(rng: Random, country: str) -> Place:
    """A foreign town to be born in."""
    return Place(rng.choice(_data()["country"][country][1]), country)


def born_near(rng: Random) -> Place:
    """A Belgian place of birth, mostly this municipality."""
    return Place(home().name if rng.random() < 0.7 else any_neighbour(rng).name)


def nationality_name(country: str) -> str:
    """The Dutch word for a nationality."""
    return str(_data()["country"][country][0])


def _address(rng: Random, postcode: str, locality: str, nis: str) -> Address:
    streets = _data()["streets"]
    street = rng.choice(streets["before"]) + rng.choice(streets["after"])
    number = str(rng.randrange(1, 240)) + rng.choices(("", "A", "B"), (94, 4, 2))[0]
    box = rng.choices(("", "0101", "0203", "2", "12"), (80, 6, 6, 4, 4))[0]
    return Address(street, number, box, postcode, locality, nis)
