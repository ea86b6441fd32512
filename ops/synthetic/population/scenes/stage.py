"""The stage on which the people of note appear, with what their scenes have in common."""

from dataclasses import dataclass, field
from datetime import date

from chalicelib.domain.registers.people import Nationality, Place
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.population import names, places, rare_acts
from ops.synthetic.population.drafts import Home, PersonDraft, Sex, Union, descend
from ops.synthetic.population.maker import Maker

KORTRIJK = Place("Kortrijk")


@dataclass(slots=True)
class Cast:
    """The people of note by key, with the sentence that says why."""

    maker: Maker
    drafts: dict[str, PersonDraft] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    def note(self, key: str, draft: PersonDraft, why: str) -> None:
        """Remember somebody under a key."""
        self.drafts[key] = draft
        self.why[key] = why

    def adult(
        self,
        sex: Sex,
        born: str,
        given: str,
        family: str,
        *,
        origin: str = "flemish",
        place: Place = KORTRIJK,
        since: str = "",
    ) -> PersonDraft:
        """Somebody; with `since`, alone in a home of their own since that day."""
        known = PartialDate.parse(born)
        draft = self.maker.person(
            sex,
            date(known.year, known.month or 7, known.day or 1),
            names.origins()[origin],
            family=family,
            given=tuple(given.split()),
            place=place,
            registered=known,
        )
        if since:
            self.house(date.fromisoformat(since), draft)
        return draft

    def house(self, since: date, *drafts: PersonDraft) -> Home:
        """A home in which people live together since a day, at one address."""
        home = self.maker.new_home(since, moves=0)
        for draft in drafts:
            self.maker.past(draft, since)
            draft.move_in(home, since)
        return home

    def child(
        self, sex: Sex, born: str, given: str, *parents: PersonDraft, home: Home | None
    ) -> PersonDraft:
        """A child of parents who live in a home."""
        draft = self.adult(sex, born, given, parents[-1].name.family)
        descend(draft, list(parents))
        if home:
            draft.stays = home.stays(draft.born)
            draft.home = home
            home.members.append(draft)
        return draft


def part(cast: Cast, union: Union, on: date, *, stays: PersonDraft) -> None:
    """End a union on a day; the other one finds a home alone."""
    union.until = on
    leaver = union.other(stays)
    leaver.leave(on)
    cast.house(on, leaver)


def become_belgian(maker: Maker, draft: PersonDraft, on: date) -> None:
    """Give the Belgian nationality, with its act, besides the one of birth."""
    act = rare_acts.nationality(maker, draft, on)
    origin = names.origins()[draft.origin]
    old = Nationality(origin.nationality, places.nationality_name(origin.born_in))
    draft.nationalities = (Nationality("150", "Belg", PartialDate.of(on), act.basis), old)
