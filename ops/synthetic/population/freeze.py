"""From drafts to what the registers hold: the domain's own values, frozen."""

from collections.abc import Iterable
from datetime import date

from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.domain.registers.acts import Act, ActKind
from chalicelib.domain.registers.criminal_record import (
    Conviction,
    CriminalExtract,
    PoliceAdvice,
    RecordModel,
)
from chalicelib.domain.registers.people import (
    CivilStatus,
    Cohabitation,
    Household,
    HouseholdMember,
    Kin,
    Person,
    PersonStatus,
    Position,
    Relative,
    Residence,
)
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.population.drafts import Bond, Home, PersonDraft, Union

_ADULT = 18
_YEARS_SHOWN = 3


def freeze(drafts: Iterable[PersonDraft], as_of: date) -> list[PersonFile]:
    """The files of people whose lives are settled."""
    households: dict[Home, Household] = {}
    files = []
    for draft in drafts:
        if draft.home and draft.home not in households:
            households[draft.home] = _household(draft.home, as_of)
        household = households[draft.home] if draft.home else None
        files.append(_file(draft, household, as_of))
    return files


def _file(draft: PersonDraft, household: Household | None, as_of: date) -> PersonFile:
    by_kind: dict[ActKind, tuple[Act, ...]] = {}
    for act in draft.acts:
        by_kind[act.kind] = (*by_kind.get(act.kind, ()), act)
    residences = tuple(Residence(s.address, s.since, s.until) for s in reversed(draft.stays))
    extracts = () if draft.died else tuple(_extract(draft, m, as_of) for m in RecordModel)
    return PersonFile(
        _person(draft, as_of), household, residences, by_kind, extracts, dict(draft.refusals)
    )


def _person(draft: PersonDraft, as_of: date) -> Person:
    status, since = _civil_status(draft)
    here = draft.stays[-1] if draft.home else None
    union = draft.union
    lasts = union is not None and not draft.died and not union.other(draft).died
    return Person(
        number=draft.number,
        name=draft.name,
        birth=draft.birth,
        status=draft.status,
        managed_by=draft.managed_by,
        address=here.address if here else None,
        address_since=here.since if here else None,
        registered_since=_registered_since(draft) if here else None,
        nationalities=draft.nationalities,
        civil_status=status,
        civil_status_since=since,
        spouse=union.other(draft).name if union and status is CivilStatus.MARRIED else None,
        cohabitation=_cohabitation(draft, union) if union and lasts else None,
        relatives=_relatives(draft),
        last_wishes=draft.last_wishes,
        is_voter=_is_voter(draft, as_of),
        is_protected=bool(draft.home and draft.home.is_protected),
        pending_change=bool(draft.home and draft.home.is_moving),
        died=PartialDate.of(draft.died) if draft.died else None,
    )


def _civil_status(draft: PersonDraft) -> tuple[CivilStatus, PartialDate]:
    marriages = [u for u in draft.unions if u.bond is Bond.MARRIAGE]
    if not marriages:
        return CivilStatus.UNMARRIED, draft.birth.date
    last = marriages[-1]
    if last.until:
        return CivilStatus.DIVORCED, PartialDate.of(last.until)
    died = last.other(draft).died
    if died and (draft.died is None or draft.died > died):
        return CivilStatus.WIDOWED, PartialDate.of(died)
    return CivilStatus.MARRIED, PartialDate.of(last.since)


def _cohabitation(draft: PersonDraft, union: Union) -> Cohabitation | None:
    if union.bond is not Bond.LEGAL_COHABITATION:
        return None
    return Cohabitation(union.other(draft).name, union.since, union.place.name)


def _registered_since(draft: PersonDraft) -> date:
    since = draft.stays[-1].since
    for stay in reversed(draft.stays):
        if stay.address.nis != draft.managed_by:
            break
        since = stay.since
    return since


def _relatives(draft: PersonDraft) -> tuple[Relative, ...]:
    found = [(u.other(draft), kin) for u in draft.unions if (kin := _kin(u))]
    found += [(p, Kin.PARENT) for p in draft.parents]
    found += [(c, Kin.CHILD) for c in draft.children]
    found += [(g, Kin.GRANDPARENT) for p in draft.parents for g in p.parents]
    found += [(g, Kin.GRANDCHILD) for c in draft.children for g in c.children]
    found += [(g, Kin.GUARDIAN) for g in draft.guardians]
    found += [(w, Kin.WARD) for w in draft.wards]
    return tuple(Relative(relative.number, kin) for relative, kin in found)


def _kin(union: Union) -> Kin | None:
    if union.bond is Bond.MARRIAGE:
        return Kin.FORMER_SPOUSE if union.until else Kin.SPOUSE
    if union.bond is Bond.LEGAL_COHABITATION and not union.until:
        return Kin.LEGAL_COHABITANT
    return None


def _is_voter(draft: PersonDraft, as_of: date) -> bool:
    is_entitled = draft.is_belgian and draft.may_vote and draft.age(as_of) >= _ADULT
    return is_entitled and draft.status is PersonStatus.ACTIVE


def _household(home: Home, as_of: date) -> Household:
    adults = [m for m in home.members if m.age(as_of) >= _ADULT]
    reference = (adults or home.members)[0]
    others = [m for m in home.members if m is not reference]
    order = list(Position)
    members = [_member(m, reference) for m in (reference, *others)]
    members.sort(key=lambda m: (order.index(m.position), m.birth.date))
    return Household(home.moves[-1][0], tuple(members))


def _member(draft: PersonDraft, reference: PersonDraft) -> HouseholdMember:
    position = _position(draft, reference)
    return HouseholdMember(draft.number, draft.name, draft.birth, position, draft.stays[-1].since)


def _position(draft: PersonDraft, reference: PersonDraft) -> Position:
    union = reference.union
    partner = union.other(reference) if union else None
    if draft is reference:
        return Position.REFERENCE
    if draft is partner:
        return Position.PARTNER
    if draft in reference.children or (partner and draft in partner.children):
        return Position.CHILD
    if reference in draft.children or (partner and partner in draft.children):
        return Position.PARENT
    return Position.UNRELATED


def _extract(draft: PersonDraft, model: RecordModel, as_of: date) -> CriminalExtract:
    police = draft.police if model is RecordModel.MINORS else PoliceAdvice.NOT_ASKED
    shown = tuple(c for c in draft.convictions if _is_shown(c, model, as_of))
    return CriminalExtract(model, shown, police)


def _is_shown(conviction: Conviction, model: RecordModel, as_of: date) -> bool:
    """Convictions of a police court vanish from 595 and 596-1 after three years (art. 595 Sv.)."""
    is_light = conviction.court.startswith("Politie")
    is_old = conviction.on.year < as_of.year - _YEARS_SHOWN
    return model is RecordModel.MINORS or not (is_light and is_old)
