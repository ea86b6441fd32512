"""How often chance gives somebody one of the rare acts."""

from collections.abc import Callable
from datetime import date, timedelta

from ops.synthetic.population import names, rare_acts
from ops.synthetic.population.drafts import Bond, PersonDraft, Sex
from ops.synthetic.population.maker import Maker

_YEAR = timedelta(days=365)
_FIRST_GENDER_LAW = date(2018, 1, 1)


def perhaps(maker: Maker, draft: PersonDraft) -> None:
    """Filiation of children; now and then another name, gender, or a long absence."""
    _perhaps_recognised(maker, draft)
    _perhaps_adopted(maker, draft)
    _perhaps_lost_a_child(maker, draft)
    first = max(draft.born + _YEAR * 20, date(2012, 1, 1))
    if draft.died or first >= maker.as_of - _YEAR or not draft.is_belgian:
        return
    on = maker.day(first, maker.as_of - _YEAR)
    for share, happen in _OF_ADULTS:
        if maker.chance(share):
            happen(maker, draft, on)
            return


def _another_name(maker: Maker, draft: PersonDraft, on: date) -> None:
    rare_acts.name_change(maker, draft, _other_family(maker, draft), on)


def _chosen_name(maker: Maker, draft: PersonDraft, on: date) -> None:
    rare_acts.name_choice(maker, draft, _other_family(maker, draft), on)


def _other_given_names(maker: Maker, draft: PersonDraft, on: date) -> None:
    origin = names.origins()[draft.origin]
    choices = origin.given_names(draft.sex, draft.born.year)
    others = [name for name in choices if name not in draft.name.given]
    if others and draft.name.given:
        rare_acts.first_name_change(maker, draft, (maker.rng.choice(others),), on)


def _other_gender(maker: Maker, draft: PersonDraft, on: date) -> None:
    rare_acts.gender_registration(maker, draft, max(on, _FIRST_GENDER_LAW))


def _absent(maker: Maker, draft: PersonDraft, on: date) -> None:
    rare_acts.absence(maker, draft, on, back=on + timedelta(days=200))


_OF_ADULTS: tuple[tuple[float, Callable[[Maker, PersonDraft, date], None]], ...] = (
    (0.005, _another_name),
    (0.004, _chosen_name),
    (0.007, _other_given_names),
    (0.004, _other_gender),
    (0.002, _absent),
)


def _other_family(maker: Maker, draft: PersonDraft) -> str:
    choices = names.origins()[draft.origin].family
    return maker.rng.choice([name for name in choices if name != draft.name.family])


def _perhaps_recognised(maker: Maker, draft: PersonDraft) -> None:
    father = next((p for p in draft.parents if p.sex is Sex.MALE), None)
    if not father or len(draft.parents) < 2 or draft.born < date(1990, 1, 1):
        return
    unions = draft.parents[0].unions
    if any(u.bond is Bond.MARRIAGE and u.since <= draft.born for u in unions):
        return
    if maker.chance(0.45):
        rare_acts.prenatal_recognition(maker, draft, father)
    else:
        on = min(draft.born + timedelta(days=9), maker.as_of)
        rare_acts.recognition(maker, draft, father, on)


def _perhaps_adopted(maker: Maker, draft: PersonDraft) -> None:
    on = draft.born + timedelta(days=700)
    is_recognised = bool(draft.acts)
    alive = not draft.died and not any(p.died for p in draft.parents)
    is_possible = alive and not is_recognised and len(draft.parents) == 2 and on < maker.as_of
    if is_possible and maker.chance(0.008):
        rare_acts.adoption(maker, draft, draft.parents, on, full=maker.chance(0.7))


def _perhaps_lost_a_child(maker: Maker, draft: PersonDraft) -> None:
    union = draft.union
    if union is None or draft is not union.first or {draft.sex, union.second.sex} != set(Sex):
        return
    on = union.since + timedelta(days=maker.rng.randrange(100, 1500))
    alive = not draft.died and not union.second.died
    if alive and date(1999, 1, 1) < on < maker.as_of and maker.chance(0.012):
        sex = maker.rng.choice(tuple(Sex))
        given = names.frequent(maker.rng, names.origins()["flemish"].given_names(sex, on.year))
        parents = sorted((union.first, union.second), key=lambda p: p.sex is Sex.MALE)
        rare_acts.stillborn(maker, parents, sex, on, given if maker.chance(0.6) else "")
