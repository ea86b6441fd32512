"""The people and cases that the demo starts with."""

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.domain.cases.staff import staff_of
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.settings import TEMPLATES
from ops.local.waiting_cases import STORIES
from ops.synthetic.population import generate
from ops.synthetic.population.sign_in import NUMBER_CLAIM
from ops.synthetic.staff import POSTS, staff_users

HERE = FileMunicipalities(TEMPLATES / "municipalities").get("34022")


def test_there_is_a_colleague_of_each_role() -> None:
    found = [staff_of(claims, None, HERE) for claims in staff_users(HERE)]
    assert [set(staff.roles) for staff in found if staff] == [
        {role} for one in (HERE.staff, *HERE.staff.others) for role in one.roles.values()
    ]


def test_their_numbers_are_right_and_of_nobody() -> None:
    numbers = {
        NationalNumber.parse(str(claims[NUMBER_CLAIM]), allow_test=True)
        for claims in staff_users(HERE)
    }
    assert len(numbers) == len(POSTS)
    assert not numbers & generate(100).by_number.keys()


def test_every_case_is_of_somebody_for_something_there_is() -> None:
    personas, catalogue = generate(100).personas, FileCatalogue(TEMPLATES / "documents")
    for story in STORIES:
        assert story.persona in personas
        assert catalogue.get(str(story.wish["document"]))


def test_no_case_is_what_somebody_gets_without_a_clerk() -> None:
    personas = generate(100).personas
    plain = [
        story.persona
        for story in STORIES
        if story.wish.keys() == {"document"}
        and story.wish["document"] in personas[story.persona].documents
    ]
    assert plain == []
