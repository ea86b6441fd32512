"""Families as chance makes them: couples, their children, and those children's families."""

from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain.registers.people import Place
from ops.synthetic.population import names, places, settle
from ops.synthetic.population.drafts import Bond, Home, PersonDraft, Sex, Union, descend, join
from ops.synthetic.population.maker import Maker

_YEAR = timedelta(days=365)
_EARLIEST_ADULT = 19
_DOUBLE_NAMES_SINCE = date(2014, 6, 1)


@dataclass(frozen=True, slots=True)
class Couple:
    """A union with the home that the two share."""

    union: Union
    home: Home


def family(maker: Maker) -> None:
    """A founding couple with children, and the families that those founded."""
    origin = names.any_origin(maker.rng)
    oldest, youngest = maker.as_of.year - 92, maker.as_of.year - 24
    born = maker.day(date(oldest, 1, 1), date(youngest, 12, 31))
    founder = maker.person(maker.rng.choice(tuple(Sex)), born, origin)
    found(maker, founder, depth=2)


def found(maker: Maker, founder: PersonDraft, depth: int) -> None:
    """Give somebody a partner, a home and children; `depth` is how many generations follow."""
    together = founder.born + _YEAR * maker.rng.randrange(_EARLIEST_ADULT + 2, 34)
    if together >= maker.as_of - _YEAR:
        live_alone(maker, founder)
        return
    if maker.chance(0.12):
        _earlier_marriage(maker, founder, together)
    couple = _couple(maker, founder, together)
    for child in _children(maker, couple):
        _grow_up(maker, child, couple, depth)
    _perhaps_part(maker, couple)


def live_alone(maker: Maker, draft: PersonDraft, since: date | None = None) -> None:
    """Somebody in a home of their own."""
    adult = draft.born + _YEAR * _EARLIEST_ADULT
    since = since or maker.day(adult, maker.as_of - timedelta(days=30))
    maker.past(draft, since)
    draft.move_in(maker.new_home(since), since)


def single(maker: Maker) -> None:
    """One adult alone."""
    origin = names.any_origin(maker.rng)
    youngest = date(maker.as_of.year - 21, 1, 1)
    born = maker.day(date(maker.as_of.year - 88, 1, 1), youngest)
    live_alone(maker, maker.person(maker.rng.choice(tuple(Sex)), born, origin))


def sharers(maker: Maker) -> None:
    """Two to four unrelated adults in one household."""
    since = maker.day(maker.as_of - _YEAR * 6, maker.as_of - timedelta(days=60))
    home = maker.new_home(since, moves=0)
    for _ in range(maker.rng.randrange(2, 5)):
        born = maker.day(maker.as_of - _YEAR * 45, maker.as_of - _YEAR * 27)
        draft = maker.person(maker.rng.choice(tuple(Sex)), born, names.any_origin(maker.rng))
        moved = maker.day(since, maker.as_of - timedelta(days=20))
        maker.past(draft, moved)
        draft.move_in(home, moved)


def wards(maker: Maker) -> None:
    """One or two orphans with the uncle or aunt who is their guardian."""
    origin = names.origins()["flemish"]
    lost = maker.day(maker.as_of - _YEAR * 5, maker.as_of - _YEAR)
    mother = maker.person(Sex.FEMALE, maker.day(lost - _YEAR * 42, lost - _YEAR * 36), origin)
    father = maker.person(Sex.MALE, maker.day(lost - _YEAR * 44, lost - _YEAR * 37), origin)
    guardian = maker.person(Sex.FEMALE, mother.born + _YEAR * 3, origin, family=mother.name.family)
    live_alone(maker, guardian, lost - _YEAR * 3)
    since = lost - _YEAR * 14
    union = join(mother, father, Bond.MARRIAGE, since, Place(places.home().name))
    home = maker.new_home(since, moves=1)
    _settle_in(maker, (mother, father), home, since)
    for years in range(maker.rng.randrange(1, 3)):
        child = _child(maker, union, since + _YEAR * (3 + 2 * years))
        child.stays = home.stays(child.born)
        child.leave(lost)
        if guardian.home:
            child.move_in(guardian.home, lost)
        child.guardians.append(guardian)
        guardian.wards.append(child)
    for parent in (mother, father):
        settle.die(parent, lost)


def _couple(maker: Maker, founder: PersonDraft, together: date) -> Couple:
    partner = _partner(maker, founder, together)
    bond = _bond(maker, founder)
    place = _wedding_place(maker, founder)
    home = maker.new_home(together)
    _settle_in(maker, (founder, partner), home, together)
    since = maker.day(together, min(together + _YEAR * 4, maker.as_of))
    return Couple(join(founder, partner, bond, since, place), home)


def _settle_in(maker: Maker, people: tuple[PersonDraft, ...], home: Home, since: date) -> None:
    for draft in people:
        maker.past(draft, since)
        draft.move_in(home, since)


def _partner(maker: Maker, founder: PersonDraft, together: date) -> PersonDraft:
    others = {Sex.FEMALE: Sex.MALE, Sex.MALE: Sex.FEMALE}
    sex = founder.sex if maker.chance(0.04) else others[founder.sex]
    older = 2 if sex is Sex.MALE else -2
    latest = together - _YEAR * _EARLIEST_ADULT
    born = founder.born - timedelta(days=int(maker.rng.gauss(365 * older, 1000)))
    earliest = founder.born - _YEAR * 11
    origin = names.origins()[founder.origin]
    if maker.chance(0.15):
        origin = names.any_origin(maker.rng)
    return maker.person(sex, max(min(born, latest), earliest), origin)


def _wedding_place(maker: Maker, founder: PersonDraft) -> Place:
    country = founder.birth.place.country
    if country != "BE" and maker.chance(0.5):
        return places.town_in(maker.rng, country)
    return places.born_near(maker.rng)


def _bond(maker: Maker, founder: PersonDraft) -> Bond:
    shares = (88, 4, 8) if founder.born.year < 1975 else (52, 28, 20)
    return maker.rng.choices(tuple(Bond), shares)[0]


def _earlier_marriage(maker: Maker, draft: PersonDraft, together: date) -> None:
    since = draft.born + _YEAR * _EARLIEST_ADULT
    until = maker.day(since + _YEAR, together - timedelta(days=60))
    if until >= together or until <= since:
        return
    former = _partner(maker, draft, since)
    union = join(draft, former, Bond.MARRIAGE, since, Place(places.home().name))
    union.until = until
    home = maker.new_home(since, moves=0)
    _settle_in(maker, (draft, former), home, since)
    draft.leave(until)
    former.leave(until)
    draft.move_in(maker.new_home(until, moves=0), until)
    former.move_in(maker.new_home(until), until)


def _children(maker: Maker, couple: Couple) -> list[PersonDraft]:
    parents = (couple.union.first, couple.union.second)
    if all(p.sex is Sex.MALE for p in parents):
        return []
    mother = next(p for p in parents if p.sex is Sex.FEMALE)
    count = maker.rng.choices(range(7), (22, 25, 33, 13, 4, 2, 1))[0]
    born = couple.home.moves[0][1] + timedelta(days=maker.rng.randrange(60, 1600))
    children: list[PersonDraft] = []
    while len(children) < count and born < maker.as_of and born < mother.born + _YEAR * 43:
        children.append(_child(maker, couple.union, born))
        gap = maker.rng.randrange(420, 1500)
        born = born if maker.chance(0.015) else born + timedelta(days=gap)
    return children


def _child(maker: Maker, union: Union, born: date) -> PersonDraft:
    parents = sorted((union.first, union.second), key=lambda p: p.sex is Sex.MALE)
    origin = names.origins()[parents[-1].origin]
    family_name = _child_name(maker, parents, born)
    place = Place(places.home().name) if maker.chance(0.85) else places.born_near(maker.rng)
    sex = maker.rng.choice(tuple(Sex))
    child = maker.person(sex, born, origin, family=family_name, place=place)
    descend(child, parents)
    return child


def _child_name(maker: Maker, parents: list[PersonDraft], born: date) -> str:
    siblings = [c for c in parents[-1].children if c in parents[0].children]
    if siblings:
        return siblings[0].name.family
    last = parents[-1].name.family
    if born >= _DOUBLE_NAMES_SINCE and maker.chance(0.1) and "-" not in last:
        return f"{last} {parents[0].name.family}"
    return last


def _grow_up(maker: Maker, child: PersonDraft, couple: Couple, depth: int) -> None:
    child.stays = couple.home.stays(child.born)
    child.home = couple.home
    couple.home.members.append(child)
    age = child.age(maker.as_of)
    if age < _EARLIEST_ADULT or (age < 25 and maker.chance(0.7)):
        return
    if depth and age > 24 and maker.chance(0.55):
        found(maker, child, depth - 1)
    else:
        live_alone(maker, child)


def _perhaps_part(maker: Maker, couple: Couple) -> None:
    union = couple.union
    share = {Bond.MARRIAGE: 0.16, Bond.LEGAL_COHABITATION: 0.1, Bond.COUPLE: 0.05}[union.bond]
    births = [c.born for c in union.first.children if c in union.second.children]
    first_day = max([*births, union.since]) + _YEAR
    if first_day >= maker.as_of - _YEAR or not maker.chance(share):
        return
    union.until = maker.day(first_day, maker.as_of - timedelta(days=60))
    leaver = maker.rng.choice((union.first, union.second))
    leaver.leave(union.until)
    leaver.move_in(maker.new_home(union.until), union.until)
