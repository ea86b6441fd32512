"""What happens to everybody: death, departure, nationality, wishes, records, and their acts."""

from datetime import date, timedelta

from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import ActKind
from chalicelib.domain.registers.answers import Ambiguous, Denied
from chalicelib.domain.registers.criminal_record import Conviction, PoliceAdvice
from chalicelib.domain.registers.people import LastWishes, Nationality, PersonStatus
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.population import acts, names, places, rare, rare_acts
from ops.synthetic.population.drafts import Bond, PersonDraft
from ops.synthetic.population.maker import Maker

_YEAR = timedelta(days=365)
_DEATHS = ((40, 0.004), (60, 0.02), (75, 0.1), (85, 0.32), (95, 0.62), (200, 0.95))
_ADULT = 18
_COURT = "Correctionele rechtbank West-Vlaanderen, afdeling Kortrijk"
_POLICE_COURT = "Politierechtbank West-Vlaanderen, afdeling Kortrijk"
OFFENCES = (
    (_POLICE_COURT, "Sturen onder invloed van alcohol: geldboete, rijverbod van een maand"),
    (_POLICE_COURT, "Vluchtmisdrijf: geldboete, rijverbod van drie maanden"),
    (_COURT, "Diefstal: gevangenisstraf van zes maanden met uitstel"),
    (_COURT, "Slagen en verwondingen: werkstraf van honderdtwintig uren"),
    (_COURT, "Oplichting: gevangenisstraf van tien maanden met uitstel, geldboete"),
)


def settle(maker: Maker) -> None:
    """Finish everybody made so far who isn't finished; parents come before their children."""
    new = [d for d in maker.people if not d.was_settled]
    for draft in new:
        perhaps_die(maker, draft)
        perhaps_go(maker, draft)
    for draft in new:
        give_nationality(maker, draft)
        give_wishes(maker, draft)
        give_record(maker, draft)
        perhaps_flag(maker, draft)
        rare.perhaps(maker, draft)
    write_acts(maker, new)
    for draft in new:
        draft.was_settled = True


def perhaps_die(maker: Maker, draft: PersonDraft) -> None:
    """Let the old die, and some of the younger, never both parents of a minor."""
    age = draft.age(maker.as_of)
    share = next(share for limit, share in _DEATHS if age < limit)
    if draft.died or draft.guardians or not maker.chance(share) or _is_needed(maker, draft):
        return
    first = max(_last_event(draft) + timedelta(days=30), maker.as_of - _YEAR * 22)
    if first < maker.as_of:
        die(draft, maker.day(first, maker.as_of - timedelta(days=1)))


def die(draft: PersonDraft, on: date) -> None:
    """Somebody's death on a day."""
    draft.leave(on)
    draft.died = on
    draft.status = PersonStatus.DECEASED


def perhaps_go(maker: Maker, draft: PersonDraft) -> None:
    """Some who live alone moved to another municipality or abroad, or can't be found."""
    alone = draft.home is not None and draft.home.members == [draft]
    if draft.died or not alone or not draft.home or draft.age(maker.as_of) < _ADULT:
        return
    since = max(_last_event(draft), draft.stays[-1].since) + timedelta(days=30)
    if since >= maker.as_of - timedelta(days=60):
        return
    on = maker.day(since, maker.as_of - timedelta(days=30))
    where = maker.rng.choices(("here", "elsewhere", "abroad", "unknown"), (86, 10, 3, 1))[0]
    if where == "elsewhere":
        move_elsewhere(maker, draft, on)
    elif where != "here":
        draft.leave(on)
        draft.status = PersonStatus.ABROAD if where == "abroad" else PersonStatus.STRUCK_OFF


def move_elsewhere(maker: Maker, draft: PersonDraft, on: date) -> None:
    """Another municipality is in charge of the file from a day on."""
    new = places.any_neighbour(maker.rng)
    home = maker.new_home(on, moves=0)
    home.moves = [(places.elsewhere(maker.rng, new), on)]
    draft.move_in(home, on)
    draft.managed_by = new.nis


def give_nationality(maker: Maker, draft: PersonDraft) -> None:
    """By descent, by origin, or acquired; some keep the old one besides the Belgian."""
    if draft.nationalities:
        return
    foreign = [n for p in draft.parents for n in p.nationalities if not n.is_belgian]
    if any(p.is_belgian for p in draft.parents) or (not draft.parents and _is_native(draft)):
        at_birth = Nationality("150", "Belg", draft.birth.date, "Toekenning bij de geboorte")
        draft.nationalities = (at_birth, *(foreign[:1] if maker.chance(0.3) else ()))
        return
    origin = names.origins()[draft.origin]
    own = foreign[0] if foreign else _of_country(origin.nationality, origin.born_in)
    draft.nationalities = (own,)
    _perhaps_become_belgian(maker, draft, own)


def give_wishes(maker: Maker, draft: PersonDraft) -> None:
    """A declaration on burial and rites, more often from the old."""
    age = draft.age(maker.as_of)
    if draft.died or age < _ADULT or not maker.chance(0.35 if age > 65 else 0.1):
        return
    declared = maker.day(max(draft.born + _YEAR * 19, date(2004, 1, 1)), maker.as_of)
    burial = maker.rng.choice(
        ("begraving", "crematie, de as uitgestrooid", "crematie, de as bijgezet", "aan zee")
    )
    rites = maker.rng.choice(("katholiek", "vrijzinnig", "islamitisch", "protestants", "neutraal"))
    draft.last_wishes = LastWishes(burial, rites, declared)


def give_record(maker: Maker, draft: PersonDraft) -> None:
    """Convictions of a few, and what the police say on work with minors."""
    if draft.age(maker.as_of) < _ADULT:
        return
    draft.police = maker.rng.choices(tuple(PoliceAdvice)[1:], (960, 28, 12))[0]
    if not maker.chance(0.055):
        return
    since = max(draft.born + _YEAR * 19, maker.as_of - _YEAR * 15)
    days = sorted(maker.day(since, draft.died or maker.as_of) for _ in range(_how_many(maker)))
    draft.convictions = tuple(Conviction(on, *maker.rng.choice(OFFENCES)) for on in days)
    draft.may_vote = len(days) < 3


def perhaps_flag(maker: Maker, draft: PersonDraft) -> None:
    """Changes under way, protected addresses, and files that the register won't give at once."""
    if draft.home and draft.home.members[0] is draft:
        draft.home.is_moving = maker.chance(0.015)
        draft.home.is_protected = maker.chance(0.006)
    if maker.chance(0.002):
        draft.refusals[Service.PERSON] = Ambiguous(2)
    elif maker.chance(0.001):
        draft.refusals[Service.PERSON] = Denied("not_authorised")


def write_acts(maker: Maker, people: list[PersonDraft], *, births: bool = True) -> None:
    """Birth, marriage, divorce and death of everybody, where the registers know of them."""
    for draft in people:
        if births and (draft.birth.place.country == "BE" or maker.chance(0.4)):
            acts.file(acts.birth(maker, draft), draft)
        _write_marriages(maker, draft)
        if draft.died:
            acts.file(acts.death(maker, draft), draft)
        change = next((a for a in draft.acts if a.kind is ActKind.GENDER_REGISTRATION), None)
        if change:
            acts.mention_gender_change(draft, change.made_on)


def _write_marriages(maker: Maker, draft: PersonDraft) -> None:
    """The marriages and divorces in which somebody is the first of the two."""
    for union in draft.unions:
        if union.bond is not Bond.MARRIAGE or draft is not union.first:
            continue
        married = acts.file(acts.marriage(maker, union), union.first, union.second)
        if union.until:
            acts.file(acts.divorce(maker, union, married), union.first, union.second)


def _is_native(draft: PersonDraft) -> bool:
    return names.origins()[draft.origin].born_in == "BE"


def _of_country(code: str, country: str) -> Nationality:
    return Nationality(code, places.nationality_name(country))


def _perhaps_become_belgian(maker: Maker, draft: PersonDraft, own: Nationality) -> None:
    adult = draft.born + _YEAR * 19
    first = max(adult, draft.stays[0].since + _YEAR * 5) if draft.stays else adult
    last = draft.died or maker.as_of
    if first >= last or not maker.chance(0.4):
        return
    on = maker.day(first, last)
    act = rare_acts.nationality(maker, draft, on)
    belgian = Nationality("150", "Belg", PartialDate.of(on), act.basis)
    draft.nationalities = (belgian, own) if maker.chance(0.6) else (belgian,)


def _is_needed(maker: Maker, draft: PersonDraft) -> bool:
    """Whether a minor would have no parent left, or no adult in the house."""
    minors = [c for c in draft.children if c.age(maker.as_of) < _ADULT]
    others = [m for m in draft.home.members if m is not draft] if draft.home else []
    leaves_minors = others and all(m.age(maker.as_of) < _ADULT for m in others)
    return bool(leaves_minors) or any(
        all(p.died for p in c.parents if p is not draft) for c in minors
    )


def _last_event(draft: PersonDraft) -> date:
    """The last day of which we know that somebody was alive."""
    unions = [u.until or u.since for u in draft.unions]
    moves = [s.since for s in draft.stays if s.since <= max([*unions, draft.born])]
    made = [a.made_on for a in draft.acts]
    return max([draft.born, *(c.born for c in draft.children), *unions, *moves, *made])


def _how_many(maker: Maker) -> int:
    return maker.rng.choices((1, 2, 3), (70, 22, 8))[0]
