"""A sample of what `make judge` does with everything: each document, and each pair of family,
language and person that is hard to print."""

import pytest

from ops.measure.judge import every_case, judged, sample
from ops.measure.pages import SampleDocument
from tests.support.printing.desk import catalogue

SAMPLE = sample(catalogue())


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.name)
def test_the_judges_find_nothing_in_a_document_plain_and_sealed(case: SampleDocument) -> None:
    assert judged(case) == []


def test_the_sample_holds_every_document() -> None:
    assert {case.document.id for case in SAMPLE} == {d.id for d in catalogue().all()}


def test_everything_that_is_judged_has_a_name_of_its_own() -> None:
    names = [case.name for case in every_case(catalogue())]
    assert len(names) == len(set(names))
