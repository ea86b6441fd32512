"""What holds for populations of any seed and size."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.adapters.embedded import items
from chalicelib.adapters.memory.platform import known_keys
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.people import Kin, PersonStatus
from ops.synthetic.fill import puts_of
from ops.synthetic.population import AS_OF, MINIMUM, eligible, generate
from ops.synthetic.population.eligibility import DOCUMENTS

SIZES = st.integers(MINIMUM, 260)
SEEDS = st.integers(0, 2**32)
FEW = settings(max_examples=12, deadline=None, derandomize=True)


def as_written(people):
    keys = known_keys()
    return [put for file in people.files for put, _ in puts_of(keys, file)]


@FEW
@given(size=SIZES, seed=SEEDS)
def test_the_same_seed_and_size_give_the_same_bytes(size, seed):
    assert as_written(generate(size, seed)) == as_written(generate(size, seed))


@FEW
@given(size=SIZES, seed=SEEDS, other=SIZES, other_seed=SEEDS)
def test_the_personas_are_the_same_in_every_population(size, seed, other, other_seed):
    one, two = generate(size, seed), generate(other, other_seed)
    assert one.personas == two.personas
    for persona in one.personas.values():
        assert one.by_number[persona.number] == two.by_number[persona.number]


@FEW
@given(size=SIZES, seed=SEEDS)
def test_there_are_as_many_different_people_as_asked_for(size, seed):
    people = generate(size, seed)
    assert len(people.by_number) == len(people.files) == size


@FEW
@given(size=SIZES, seed=SEEDS)
def test_every_document_can_be_had_by_somebody(size, seed):
    people = generate(size, seed)
    assert all(eligible(people, document) for document in DOCUMENTS)


@FEW
@given(size=SIZES, seed=SEEDS)
def test_lives_are_in_order(size, seed):
    people = generate(size, seed)
    for file in people.files:
        born = file.person.birth.date.earliest
        died = file.person.died.latest if file.person.died else AS_OF
        assert born <= died <= AS_OF
        assert all(born <= stay.since <= died for stay in file.residences)
        for relative in file.person.relatives:
            if relative.kin is Kin.CHILD:
                assert people.by_number[relative.number].person.birth.date.latest > born


@FEW
@given(size=SIZES, seed=SEEDS)
def test_only_the_active_live_somewhere(size, seed):
    for file in generate(size, seed).files:
        assert (file.household is not None) == (file.person.status is PersonStatus.ACTIVE)


@FEW
@given(size=SIZES, seed=SEEDS)
def test_what_is_written_down_is_read_as_it_was(size, seed):
    for file in generate(size, seed).files:
        for service in Service:
            answer = file.answer(service)
            if isinstance(answer, Found):
                text = items.encode(service, answer.value)
                assert items.decode(service, text) == answer.value


def test_another_last_day_gives_another_population_that_ends_on_it():
    people = generate(MINIMUM, as_of=date(2027, 6, 1))
    assert people.as_of == date(2027, 6, 1)
    assert people.files != generate(MINIMUM).files
