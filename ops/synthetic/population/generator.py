"""The population: the people of note first, then families until there are enough."""

from collections.abc import Iterator
from datetime import date
from random import Random

from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.domain.registers.national_number import NationalNumber
from ops.synthetic.population import families, places, settle
from ops.synthetic.population.eligibility import documents_of
from ops.synthetic.population.freeze import freeze
from ops.synthetic.population.inhabitants import PersonaInfo, Population
from ops.synthetic.population.maker import Maker
from ops.synthetic.population.scenes.cast import make_cast
from ops.synthetic.population.scenes.stage import Cast

SIZE = 2000
SEED = 1
AS_OF = date(2026, 11, 1)
MINIMUM = 100
"""Fewer files than this don't leave room for the people of note with their families."""

_ROOM = 80
"""No family is larger; what is left of a size after the last one is filled with singles."""


def generate(size: int = SIZE, seed: int = SEED, as_of: date = AS_OF) -> Population:
    """A population of exactly `size` files, the dead and the departed included.

    The same arguments give the same population. Raises ValueError when `size` is below `MINIMUM`.
    """
    maker, cast = _opening(as_of)
    first = freeze(maker.people, as_of)
    rest = _families(maker, size, seed)
    personas = _personas(cast, {file.number: file for file in first})
    return Population(places.home().nis, as_of, (*first, *rest), personas)


def stream(size: int = SIZE, seed: int = SEED, as_of: date = AS_OF) -> Iterator[PersonFile]:
    """The files of `generate` one by one, without keeping them in memory."""
    maker, _ = _opening(as_of)
    yield from freeze(maker.people, as_of)
    yield from _families(maker, size, seed)


def _opening(as_of: date) -> tuple[Maker, Cast]:
    maker = Maker(Random("people of note"), as_of)
    return maker, make_cast(maker)


def _families(maker: Maker, size: int, seed: int) -> Iterator[PersonFile]:
    if size < MINIMUM:
        raise ValueError(f"a population has at least {MINIMUM} people, not {size}")
    left = size - len(maker.people)
    family = 0
    while left:
        maker.people.clear()
        maker.rng = Random(f"{seed}/{family}")
        _some_family(maker, left)
        settle.settle(maker)
        yield from freeze(maker.people, maker.as_of)
        left -= len(maker.people)
        family += 1


def _some_family(maker: Maker, left: int) -> None:
    if left < _ROOM:
        families.single(maker)
        return
    kinds = (families.family, families.single, families.sharers, families.wards)
    maker.rng.choices(kinds, (620, 330, 45, 5))[0](maker)


def _personas(cast: Cast, files: dict[NationalNumber, PersonFile]) -> dict[str, PersonaInfo]:
    return {
        key: PersonaInfo(
            key,
            draft.number,
            draft.name.whole,
            cast.why[key],
            documents_of(files[draft.number], files, cast.maker.as_of, places.home().nis),
        )
        for key, draft in cast.drafts.items()
    }
