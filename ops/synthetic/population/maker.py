"""What every part of the generator needs: one source of chance, numbers, the day it ends at."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from chalicelib.domain.registers.people import Address, Birth, PersonName, Place
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.population import names, places
from ops.synthetic.population.drafts import Home, PersonDraft, Sex, Stay
from ops.synthetic.population.names import Origin
from ops.synthetic.population.numbers import Numbers


@dataclass(slots=True)
class Maker:
    """Makes people; `people` are all those made since the list was last emptied."""

    rng: Random
    as_of: date
    numbers: Numbers = field(default_factory=Numbers)
    acts_made: dict[int, int] = field(default_factory=dict)
    people: list[PersonDraft] = field(default_factory=list)

    def day(self, first: date, last: date) -> date:
        """Some day from the first to the last, both included."""
        return first + timedelta(days=self.rng.randrange(max((last - first).days, 0) + 1))

    def chance(self, share: float) -> bool:
        """True in that share of the cases."""
        return self.rng.random() < share

    def person(
        self,
        sex: Sex,
        born: date,
        origin: Origin,
        *,
        family: str = "",
        given: tuple[str, ...] | None = None,
        place: Place | None = None,
        registered: PartialDate | None = None,
    ) -> PersonDraft:
        """Somebody new, without a home; `registered` is the birth date as far as it is known."""
        place = place or self._birth_place(origin)
        when = registered or self._registered(born, place)
        if given is None:
            given = names.given_names(self.rng, origin, sex, born)
        name = PersonName(given, family or names.family_name(self.rng, origin))
        number = self.numbers.take(when, sex)
        birth = Birth(when, place)
        draft = PersonDraft(number, sex, origin.id, name, born, birth, places.home().nis)
        self.people.append(draft)
        return draft

    def new_home(self, since: date, moves: int | None = None) -> Home:
        """A home in this municipality since a day, with the moves that it made until now."""
        count = self.rng.choices((0, 1, 2, 3), (40, 32, 18, 10))[0] if moves is None else moves
        span = (self.as_of - since).days
        offsets = sorted(self.rng.sample(range(1, span), min(count, max(span - 1, 0))))
        days = [since, *(since + timedelta(days=n) for n in offsets)]
        return Home([(self._some_address(last=day is days[-1]), day) for day in days])

    def past(self, draft: PersonDraft, until: date) -> None:
        """Give somebody the residences before a day: from birth, or from arrival in Belgium."""
        if draft.stays:
            return
        is_from_here = draft.birth.place.country == "BE"
        start = draft.born if is_from_here else self.day(draft.born, until - timedelta(days=1))
        count = self.rng.choices((1, 2, 3, 4), (40, 30, 20, 10))[0]
        days = sorted({start, *(self.day(start, until) for _ in range(count - 1))} - {until})
        ends = [*days[1:], until]
        draft.stays = [
            Stay(self._some_address(last=False), day, end)
            for day, end in zip(days, ends, strict=True)
        ]

    def _some_address(self, *, last: bool) -> Address:
        if last or self.chance(0.6):
            return places.here(self.rng)
        if self.chance(0.06):
            return places.abroad(self.rng, self.rng.choice(("FR", "NL", "DE", "ES")))
        return places.elsewhere(self.rng, places.any_neighbour(self.rng))

    def _birth_place(self, origin: Origin) -> Place:
        if origin.born_in == "BE":
            return places.born_near(self.rng)
        return places.town_in(self.rng, origin.born_in)

    def _registered(self, born: date, place: Place) -> PartialDate:
        if place.country in {"BE", "FR", "DE", "DK"} or not self.chance(0.08):
            return PartialDate.of(born)
        return PartialDate(born.year, born.month if self.chance(0.4) else 0)
