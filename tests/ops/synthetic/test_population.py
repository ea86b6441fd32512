"""The synthetic population hangs together."""

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import ACT_DETAILS, ActKind, ActOrigin, ActRole
from chalicelib.domain.registers.answers import Ambiguous, Denied
from chalicelib.domain.registers.criminal_record import PoliceAdvice
from chalicelib.domain.registers.national_number import TEST_MONTHS, NationalNumber
from chalicelib.domain.registers.people import CivilStatus, Kin, PersonStatus, Position
from chalicelib.domain.shared.partial_date import PartialDate
from ops.synthetic.population import AS_OF, MINIMUM, eligible, generate, oidc_users, stream
from ops.synthetic.population.eligibility import DEATH_ACT, DOCUMENTS

DOCUMENT_FILES = Path(__file__).parents[3] / "templates" / "documents"
MIRROR = {
    Kin.PARENT: Kin.CHILD,
    Kin.CHILD: Kin.PARENT,
    Kin.GRANDPARENT: Kin.GRANDCHILD,
    Kin.GRANDCHILD: Kin.GRANDPARENT,
    Kin.SPOUSE: Kin.SPOUSE,
    Kin.FORMER_SPOUSE: Kin.FORMER_SPOUSE,
    Kin.LEGAL_COHABITANT: Kin.LEGAL_COHABITANT,
    Kin.GUARDIAN: Kin.WARD,
    Kin.WARD: Kin.GUARDIAN,
}


@pytest.fixture(scope="module")
def people():
    return generate(700, seed=3)


def relatives(people, file, kin):
    return [people.by_number[r.number] for r in file.person.relatives if r.kin is kin]


def acts(file):
    return [act for several in file.acts.values() for act in several]


def test_it_has_exactly_as_many_files_as_asked_for(people):
    assert len(people.files) == 700


def test_numbers_are_unique_valid_and_of_the_test_range(people):
    assert len(people.by_number) == len(people.files)
    for file in people.files:
        assert NationalNumber.parse(file.number.printed, allow_test=True) == file.number
        assert int(file.number.digits[2:4]) in TEST_MONTHS


def test_numbers_begin_with_the_year_of_birth_of_either_century(people):
    for file in people.files:
        assert int(file.number.digits[:2]) == file.person.birth.date.year % 100
    assert {file.person.birth.date.year // 100 for file in people.files} == {19, 20}


def test_every_relation_is_told_by_both_files(people):
    for file in people.files:
        for relative in file.person.relatives:
            back = people.by_number[relative.number].person.relatives
            assert (file.number, MIRROR[relative.kin]) in {(r.number, r.kin) for r in back}


def test_parents_are_at_least_fourteen_years_older_than_their_children(people):
    for file in people.files:
        for parent in relatives(people, file, Kin.PARENT):
            older = file.person.birth.date.earliest.year - parent.person.birth.date.earliest.year
            assert older >= 14


def test_spouses_name_each_other(people):
    married = [f for f in people.files if f.person.civil_status is CivilStatus.MARRIED]
    assert married
    for file in married:
        spouse = relatives(people, file, Kin.SPOUSE)[-1]
        assert file.person.spouse == spouse.person.name


def test_who_lost_a_spouse_is_widowed_and_who_died_first_stays_married(people):
    widowed = [f for f in people.files if f.person.civil_status is CivilStatus.WIDOWED]
    assert widowed
    for file in widowed:
        dead = relatives(people, file, Kin.SPOUSE)[-1]
        assert dead.person.status is PersonStatus.DECEASED
        assert dead.person.civil_status is CivilStatus.MARRIED
        assert file.person.civil_status_since == dead.person.died
        assert file.person.spouse is None


def test_the_divorced_have_a_former_spouse_and_a_divorce_act(people):
    divorced = [f for f in people.files if f.person.civil_status is CivilStatus.DIVORCED]
    assert divorced
    for file in divorced:
        assert relatives(people, file, Kin.FORMER_SPOUSE)
        assert len(file.acts[ActKind.DIVORCE]) <= len(file.acts[ActKind.MARRIAGE])


def test_legal_cohabitants_tell_of_each_other_with_the_same_date(people):
    both = [f for f in people.files if f.person.cohabitation]
    assert both
    for file in both:
        (partner,) = relatives(people, file, Kin.LEGAL_COHABITANT)
        assert file.person.cohabitation.partner == partner.person.name
        assert partner.person.cohabitation.since == file.person.cohabitation.since


def test_members_of_a_household_share_its_address_and_know_it(people):
    for file in people.files:
        if file.household is None:
            continue
        for member in file.household.members:
            other = people.by_number[member.number]
            assert other.household == file.household
            assert other.person.address == file.household.address
            assert other.person.address_since == member.since
            assert other.person.name == member.name


def test_a_household_starts_with_its_one_reference_person_who_is_an_adult(people):
    households = [f.household for f in people.files if f.household]
    for household in households:
        positions = [m.position for m in household.members]
        assert positions.index(Position.REFERENCE) == 0
        assert positions.count(Position.REFERENCE) == 1
        assert positions.count(Position.PARTNER) <= 1
        assert household.members[0].birth.date.earliest.year <= AS_OF.year - 18
    assert {m.position for h in households for m in h.members} == set(Position)


def test_minors_live_with_a_parent_or_their_guardian(people):
    minors = [f for f in people.files if f.person.birth.date.earliest > date(2008, 11, 1)]
    assert minors
    for file in minors:
        if file.person.status is not PersonStatus.ACTIVE:
            continue
        near = {r.number for r in file.person.relatives if r.kin in {Kin.PARENT, Kin.GUARDIAN}}
        assert near & {m.number for m in file.household.members}


def test_orphans_have_a_guardian(people):
    wards = [f for f in people.files if relatives(people, f, Kin.GUARDIAN)]
    assert wards
    for file in wards:
        statuses = {p.person.status for p in relatives(people, file, Kin.PARENT)}
        assert statuses == {PersonStatus.DECEASED}


def test_residences_follow_each_other_from_birth_to_today_without_a_gap(people):
    for file in people.files:
        stays = file.residences
        assert stays[-1].since >= file.person.birth.date.earliest
        for later, earlier in pairwise(stays):
            assert earlier.until == later.since > earlier.since
        is_here = file.person.status is PersonStatus.ACTIVE
        assert (stays[0].until is None) == is_here
        assert stays[0].since <= AS_OF


def test_the_present_address_is_the_first_residence(people):
    for file in people.files:
        person = file.person
        if person.status is PersonStatus.ACTIVE:
            assert (person.address, person.address_since) == (
                file.residences[0].address,
                file.residences[0].since,
            )
            assert person.registered_since <= person.address_since
            assert person.address.nis == person.managed_by
        else:
            assert (person.address, file.household) == (None, None)


def test_nobody_dies_before_birth_or_after_the_last_day(people):
    dead = [f for f in people.files if f.person.died]
    assert dead
    for file in dead:
        assert file.person.birth.date.earliest < file.person.died.earliest <= AS_OF


def test_there_is_a_death_act_of_the_dead_and_of_nobody_else(people):
    for file in people.files:
        is_dead = file.person.status is PersonStatus.DECEASED
        assert (file.person.died is not None) == is_dead
        assert (ActKind.DEATH in file.acts) == is_dead
        if is_dead:
            (act,) = file.acts[ActKind.DEATH]
            assert act.fact_date == file.person.died
            assert file.extracts == ()


def test_acts_agree_with_the_person_whom_they_concern(people):
    for file in people.files:
        for act in acts(file):
            own = [p for p in act.parties if p.number == file.number]
            assert own[0].birth == file.person.birth
            assert own[0].name == file.person.name
            assert act.made_on >= act.fact_date.earliest
            assert act.made_on <= AS_OF


def test_everybody_named_with_a_number_in_an_act_has_a_file_with_that_name(people):
    for file in people.files:
        for party in (party for act in acts(file) for party in act.parties):
            if party.number:
                assert people.by_number[party.number].person.name == party.name


def test_birth_acts_name_the_parents_of_the_register(people):
    for file in people.files:
        parents = {p.number for p in relatives(people, file, Kin.PARENT)}
        for act in file.acts.get(ActKind.BIRTH, ()):
            assert act.fact_date == file.person.birth.date
            assert act.fact_place == file.person.birth.place
            named = {p.number for p in act.parties if p.role is not ActRole.CHILD and p.number}
            assert named == parents


def test_marriage_and_divorce_acts_stand_with_both_spouses(people):
    for file in people.files:
        for act in (*file.acts.get(ActKind.MARRIAGE, ()), *file.acts.get(ActKind.DIVORCE, ())):
            numbers = [p.number for p in act.parties if p.role is ActRole.SPOUSE]
            assert len(numbers) == 2
            for number in numbers:
                assert act in people.by_number[number].acts[act.kind]


def test_acts_have_numbers_of_their_own_and_a_reference_unless_on_paper(people):
    different = {(act.number, act.kind) for file in people.files for act in acts(file)}
    assert len({number for number, _ in different}) == len(different)
    for file in people.files:
        for act in acts(file):
            assert bool(act.reference) == (act.origin is not ActOrigin.ON_PAPER)
            assert not act.reference or act.reference.startswith("TST-")


def test_acts_since_the_dabs_are_digital_and_foreign_ones_are_marked(people):
    for act in (act for file in people.files for act in acts(file)):
        is_foreign = act.fact_place.country != "BE"
        assert is_foreign == (act.origin is ActOrigin.FOREIGN)
        if act.made_on >= date(2019, 3, 31) and not is_foreign:
            assert act.origin is ActOrigin.NEW_BELGIAN


def test_details_of_acts_have_the_agreed_codes_in_the_agreed_order(people):
    for act in (act for file in people.files for act in acts(file)):
        codes = [detail.code for detail in act.details]
        assert codes == [code for code in ACT_DETAILS[act.kind] if code in codes]
        assert all(detail.value for detail in act.details)


def test_every_kind_and_origin_of_act_exists(people):
    found = [act for file in people.files for act in acts(file)]
    assert {act.kind for act in found if act.is_digital} == set(ActKind)
    assert {act.origin for act in found} == set(ActOrigin)


def test_somebody_has_two_acts_of_a_kind(people):
    assert any(len(several) > 1 for file in people.files for several in file.acts.values())


def test_acquired_nationality_is_belgian_since_the_day_of_the_act(people):
    acquired = [f for f in people.files if ActKind.NATIONALITY in f.acts]
    assert acquired
    for file in acquired:
        (act,) = file.acts[ActKind.NATIONALITY]
        belgian = next(n for n in file.person.nationalities if n.is_belgian)
        assert belgian.since == act.fact_date
    assert any(len(file.person.nationalities) == 2 for file in acquired)


def test_voters_are_living_adult_belgians(people):
    voters = [f.person for f in people.files if f.person.is_voter]
    assert voters
    for person in voters:
        assert person.is_belgian
        assert person.status is PersonStatus.ACTIVE
        assert person.birth.date.earliest <= date(AS_OF.year - 18, AS_OF.month, AS_OF.day)


def test_the_police_speak_only_in_the_model_for_work_with_minors(people):
    advice = Counter(
        (extract.model.value, extract.police) for file in people.files for extract in file.extracts
    )
    said = {police for model, police in advice if model == "596-2"}
    assert said == set(PoliceAdvice) - {PoliceAdvice.NOT_ASKED}
    others = {police for model, police in advice if model != "596-2"}
    assert others == {PoliceAdvice.NOT_ASKED}


def test_what_makes_a_register_hard_is_there(people):
    persons = [file.person for file in people.files]
    assert any(person.is_protected for person in persons)
    assert any(person.pending_change for person in persons)
    assert any(person.last_wishes for person in persons)
    assert {person.status for person in persons} >= {PersonStatus.ABROAD, PersonStatus.DECEASED}
    assert any(person.managed_by != people.nis for person in persons)
    assert any(not person.birth.date.month for person in persons)
    assert any(person.birth.date.month and not person.birth.date.day for person in persons)
    assert any(person.birth.place.country != "BE" for person in persons)
    assert any(not person.name.given for person in persons)
    assert any(len(person.name.family) == 1 for person in persons)
    assert any(len(person.name.whole) > 120 for person in persons)
    assert any(any(extract.convictions for extract in file.extracts) for file in people.files)


def test_names_have_the_letters_of_europe(people):
    letters = {c for file in people.files for c in file.person.name.whole}
    assert {"Ł", "ş", "ő", "ř", "ß", "ï", "’", "-", "Π", "Ї"} <= letters


def test_two_people_share_a_name_and_a_birth_date(people):
    one, other = (people.personas[key] for key in ("naamgenoot-een", "naamgenoot-twee"))
    first, second = (people.by_number[p.number].person for p in (one, other))
    assert (first.name, first.birth) == (second.name, second.birth)
    assert first.number != second.number


def test_the_personas_are_what_they_say(people):
    file = {key: people.by_number[p.number] for key, p in people.personas.items()}
    assert len(file["twaalf"].household.members) == 12
    assert len(file["dertig-adressen"].residences) == 30
    assert file["papieren-akte"].acts[ActKind.BIRTH][0].origin is ActOrigin.ON_PAPER
    assert file["beschermd"].person.is_protected
    assert file["verhuist"].person.pending_change
    assert file["elders"].person.managed_by != people.nis
    assert not file["buitenlander"].person.is_belgian
    assert file["grieks"].person.birth.date == PartialDate(1981)
    assert file["zestien"].person.birth.date == PartialDate(2010, 9, 5)
    assert file["geslacht"].acts[ActKind.BIRTH][0].mentions_gender_change
    assert file["dubbel-dossier"].refusals == {Service.PERSON: Ambiguous(2)}
    assert file["geen-machtiging"].refusals == {Service.PERSON: Denied("not_authorised")}
    assert not file["strafblad"].extracts[0].is_blank


def test_residences_of_the_thirty_lie_within_and_outside_the_municipality(people):
    file = people.by_number[people.personas["dertig-adressen"].number]
    assert {stay.address.nis == people.nis for stay in file.residences} == {True, False}


def test_every_document_of_the_catalogue_is_known_here():
    assert set(DOCUMENTS) == {path.stem for path in DOCUMENT_FILES.glob("*.toml")}


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_every_document_has_a_persona_who_gets_it_without_a_clerk(people, document_id):
    numbers = {found.applicant for found in eligible(people, document_id)}
    by_persona = [p for p in people.personas.values() if document_id in p.documents]
    assert by_persona
    assert {p.number for p in by_persona} <= numbers


def test_who_gets_a_death_act_is_not_the_deceased(people):
    for found in eligible(people, DEATH_ACT):
        assert found.applicant != found.subject
        assert people.by_number[found.subject].person.status is PersonStatus.DECEASED


def test_other_documents_are_about_the_applicant(people):
    assert all(found.applicant == found.subject for found in eligible(people, "akte-geboorte"))


def test_nobody_gets_anything_who_is_protected_or_whose_file_is_kept_back(people):
    for key in ("beschermd", "dubbel-dossier", "geen-machtiging", "zestien"):
        assert people.personas[key].documents == ()


def test_an_unknown_document_is_an_error(people):
    with pytest.raises(KeyError):
        eligible(people, "akte-van-vertrouwen")


def test_personas_sign_in_with_their_number_and_a_reserved_address(people):
    users = oidc_users(people)
    numbers = {u["number"] for u in users}
    assert numbers == {persona.number.digits for persona in people.personas.values()}
    assert len({u["sub"] for u in users}) == len(users)
    for user in users:
        assert user["email"].endswith("@burger.example")
        assert not any(number in user["sub"] for number in numbers)


def test_a_birth_date_that_is_not_whole_is_no_claim(people):
    by_email = {u["email"]: u for u in oidc_users(people)}
    assert "birthdate" not in by_email["grieks@burger.example"]
    assert by_email["volwassene@burger.example"]["birthdate"] == "1985-07-30"
    assert "given_name" not in by_email["zonder-voornaam@burger.example"]


def test_the_stream_gives_the_same_files_as_the_whole(people):
    assert tuple(stream(700, seed=3)) == people.files


def test_too_small_a_population_is_refused_with_the_least_size():
    with pytest.raises(ValueError, match=str(MINIMUM)):
        generate(MINIMUM - 1)
