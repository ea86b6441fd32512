"""Acts of civil status, written as the registers would hold them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chalicelib.domain.registers.acts import (
    Act,
    ActDetail,
    ActHistory,
    ActKind,
    ActOrigin,
    ActParty,
    ActRole,
)
from chalicelib.domain.registers.people import Birth, PersonName, Place
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.population import names, places
from ops.synthetic.population.drafts import PersonDraft, Sex, Union
from ops.synthetic.population.maker import Maker

DABS_STARTED = date(2019, 3, 31)
"""Since this day acts are made in the DABS only (law of 18 June 2018)."""

_MIGRATED_SHARE = 0.62

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class ActSubject:
    """What an act is about: `on` the day as known, `place`, and the day the act was made."""

    kind: ActKind
    on: PartialDate
    place: Place
    made_on: date
    basis: str
    origin: ActOrigin | None = None


def write(
    maker: Maker,
    happening: ActSubject,
    parties: Sequence[ActParty],
    details: Sequence[tuple[str, str]] = (),
    history: Sequence[ActHistory] = (),
) -> Act:
    """One act with its numbers; its origin follows from day and place unless it is given."""
    origin = happening.origin or _origin(maker, happening)
    serial = maker.acts_made.get(happening.made_on.year, 0) + 1
    maker.acts_made[happening.made_on.year] = serial
    is_foreign = happening.place.country != "BE"
    made_in = places.home().name if is_foreign else happening.place.name
    return Act(
        kind=happening.kind,
        reference=_reference(happening.made_on, serial) if origin is not ActOrigin.ON_PAPER else "",
        number=f"{happening.made_on.year}-{serial:05d}",
        origin=origin,
        fact_date=happening.on,
        fact_place=happening.place,
        made_on=happening.made_on,
        made_in=made_in,
        registrar=f"Ambtenaar van de burgerlijke stand van {made_in}",
        basis=happening.basis,
        parties=tuple(parties),
        details=tuple(ActDetail(code, value) for code, value in details),
        history=tuple(history),
        mentions_gender_change=False,
    )


def birth(maker: Maker, child: PersonDraft, origin: ActOrigin | None = None) -> Act:
    """Art. 44 old Civil Code: the child, the hour, the sex, the parents."""
    made = min(maker.day(child.born + timedelta(1), child.born + timedelta(12)), maker.as_of)
    happening = ActSubject(
        ActKind.BIRTH, child.birth.date, child.birth.place, made, "Aangifte van geboorte", origin
    )
    parties = [party(ActRole.CHILD, child), *_parents(maker, child)]
    return write(maker, happening, parties, [("time", hour(maker)), ("sex", sex_word(child.sex))])


def marriage(maker: Maker, union: Union) -> Act:
    """Art. 166 old Civil Code: spouses, the name, the witnesses."""
    happening = ActSubject(
        ActKind.MARRIAGE,
        PartialDate.of(union.since),
        union.place,
        union.since,
        "Voltrekking van het huwelijk",
    )
    flemish = names.origins()["flemish"]
    born = Birth(PartialDate(union.first.born.year), Place(places.home().name))
    strangers = [names.stranger(maker.rng, flemish, sex, union.first.born) for sex in Sex]
    witnesses = [ActParty(ActRole.WITNESS, name, born, None) for name in strangers]
    details = [("chosen_name", "ieder de eigen naam")]
    return write(maker, happening, [*_spouses(union), *witnesses], details)


def divorce(maker: Maker, union: Union, of_marriage: Act) -> Act:
    """Made after the judgment has become final: about five weeks after it."""
    final = union.until or union.since
    judged = final - timedelta(days=35)
    made = min(final + timedelta(days=14), maker.as_of)
    on = PartialDate.of(final)
    happening = ActSubject(ActKind.DIVORCE, on, union.place, made, judgment(judged))
    details = [("marriage_act", of_marriage.number), *judged_on(judged, final)]
    return write(maker, happening, _spouses(union), details)


def death(maker: Maker, dead: PersonDraft) -> Act:
    """The deceased, the hour, the spouse, the parents: as older acts have them."""
    died = dead.died or maker.as_of
    made = min(died + timedelta(days=maker.rng.randrange(4)), maker.as_of)
    happening = ActSubject(
        ActKind.DEATH,
        PartialDate.of(died),
        places.born_near(maker.rng),
        made,
        "Aangifte van overlijden",
    )
    union = dead.union
    spouse = [party(ActRole.SPOUSE, union.other(dead))] if union else []
    parties = [party(ActRole.DECEASED, dead), *spouse, *_parents(maker, dead)]
    return write(maker, happening, parties, [("time", hour(maker))])


def party(role: ActRole, draft: PersonDraft, name: PersonName | None = None) -> ActParty:
    """Somebody of the register in an act; `name` when it was another one then."""
    return ActParty(role, name or draft.name, draft.birth, draft.number)


def parent_role(parent: PersonDraft, others: Sequence[PersonDraft]) -> ActRole:
    """Mother or father; co-mother for the second of two women."""
    if parent.sex is Sex.MALE:
        return ActRole.FATHER
    women = [p for p in others if p.sex is Sex.FEMALE]
    return ActRole.MOTHER if parent is women[0] else ActRole.CO_MOTHER


def file(act: Act, *concerned: PersonDraft) -> Act:
    """Put an act under everybody whom it concerns."""
    for draft in concerned:
        draft.acts.append(act)
    return act


def mention_gender_change(draft: PersonDraft, on: date) -> None:
    """Note a change of gender registration in the margin of somebody's birth act."""
    text = "Aanpassing van de registratie van het geslacht"
    history = (ActHistory(on, text, "Verklaring, art. 135/1 oud Burgerlijk Wetboek", on),)
    draft.acts = [
        replace(act, mentions_gender_change=True, history=act.history + history)
        if act.kind is ActKind.BIRTH
        else act
        for act in draft.acts
    ]


def in_words(day: date) -> str:
    """A date as an act writes it: `3 mei 2019`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def judgment(day: date) -> str:
    """The basis of an act that follows from a judgment of the family court."""
    return f"Vonnis van de {places.court()}, van {in_words(day)}"


def judged_on(day: date, final: date) -> list[tuple[str, str]]:
    """The details of the judgment of the family court that an act follows from."""
    return [
        ("court", places.court()),
        ("judgment_number", f"TST-{day.year}/{day.timetuple().tm_yday:03d}"),
        ("judgment_date", in_words(day)),
        ("final_date", in_words(final)),
    ]


def hour(maker: Maker) -> str:
    """A time of the day, `14.05 uur`."""
    return f"{maker.rng.randrange(24)}.{maker.rng.randrange(60):02d} uur"


def sex_word(sex: Sex) -> str:
    """How an act writes the sex."""
    return "vrouwelijk" if sex is Sex.FEMALE else "mannelijk"


def _spouses(union: Union) -> list[ActParty]:
    return [party(ActRole.SPOUSE, union.first), party(ActRole.SPOUSE, union.second)]


def _parents(maker: Maker, child: PersonDraft) -> list[ActParty]:
    if child.parents:
        return [party(parent_role(p, child.parents), p) for p in child.parents]
    origin = names.origins()[child.origin]
    born = date(child.born.year - maker.rng.randrange(21, 36), 1, 1)
    birth_ = Birth(PartialDate(born.year), places.town_in(maker.rng, origin.born_in))
    mother = names.stranger(maker.rng, origin, Sex.FEMALE, born)
    father = names.stranger(maker.rng, origin, Sex.MALE, born, child.name.family)
    return [
        ActParty(ActRole.MOTHER, mother, birth_, None),
        ActParty(ActRole.FATHER, father, birth_, None),
    ]


def _origin(maker: Maker, happening: ActSubject) -> ActOrigin:
    if happening.place.country != "BE":
        return ActOrigin.FOREIGN
    if happening.made_on >= DABS_STARTED:
        return ActOrigin.NEW_BELGIAN
    return ActOrigin.MIGRATED if maker.chance(_MIGRATED_SHARE) else ActOrigin.ON_PAPER


def _reference(made_on: date, serial: int) -> str:
    return f"TST-{made_on.year}-{serial // 10000:04d}-{serial % 10000:04d}"
