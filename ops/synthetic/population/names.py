"""Names by origin, sex and generation, from `data/names.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random

from chalicelib.domain.registers.people import PersonName
from ops.synthetic.population.drafts import Sex

_OLD = 1965
_YOUNG = 2000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where names come from, and what goes with them."""

    id: str
    weight: int
    nationality: str
    born_in: str
    given_may_be_absent: bool
    given: dict[str, list[str]]
    family: list[str]

    def given_names(self, sex: Sex, year: int) -> list[str]:
        """The names that were given in a year, the most frequent first."""
        kind = "female" if sex is Sex.FEMALE else "male"
        era = "_old" if year < _OLD else "_young" if year >= _YOUNG else ""
        return self.given.get(kind + era) or self.given[kind]


@cache
def origins() -> dict[str, Origin]:
    """All origins by id."""
    text = files("ops.synthetic.population").joinpath("data/names.toml").read_text("utf-8")
    return {name: _origin(name, table) for name, table in tomllib.loads(text).items()}


def any_origin(rng: Random) -> Origin:
    """An origin by its share."""
    everything = list(origins().values())
    return rng.choices(everything, [o.weight for o in everything])[0]


def family_name(rng: Random, origin: Origin) -> str:
    """A family name of an origin; sometimes a double one, seldom the same word twice."""
    name = frequent(rng, origin.family)
    other = frequent(rng, origin.family)
    return f"{name}-{other}" if rng.random() < 0.02 and name != other else name


def given_names(rng: Random, origin: Origin, sex: Sex, born: date) -> tuple[str, ...]:
    """One to four given names; none where an origin doesn't always have any."""
    if origin.given_may_be_absent and rng.random() < 0.5:
        return ()
    count = rng.choices((1, 2, 3, 4), (35, 35, 25, 5))[0]
    taken: list[str] = []
    for _ in range(count):
        name = frequent(rng, origin.given_names(sex, born.year))
        if name not in taken:
            taken.append(name)
    return tuple(taken)


def stranger(rng: Random, origin: Origin, sex: Sex, born: date, family: str = "") -> PersonName:
    """The name of somebody who isn't in the register, such as a witness or an earlier parent."""
    given = given_names(rng, origin, sex, born)
    return PersonName(given[:2], family or family_name(rng, origin))


def frequent(rng: Random, names: list[str]) -> str:
    """One of a list in which the first is the most frequent."""
    return rng.choices(names, [1 / (rank + 6) for rank in range(len(names))])[0]


def _origin(name: str, table: dict[str, object]) -> Origin:
    fields = {"weight", "nationality", "born_in", "family", "given_may_be_absent"}
    values: dict[str, object] = {"given_may_be_absent": False} | {
        key: value for key, value in table.items() if key in fields
    }
    given = {key: value for key, value in table.items() if key not in fields}
    return Origin(id=name, given=given, **values)  # type: ignore[arg-type]
