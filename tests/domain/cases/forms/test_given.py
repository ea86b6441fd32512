"""What stands in a case, as its form would bring it."""

from dataclasses import replace
from datetime import UTC, datetime

from chalicelib.domain.cases.forms.given import given
from chalicelib.domain.cases.forms.reading import Form
from tests.support.processes.address_change import ANN, BO, DEFINITION, MOVE, a_frame, a_scene

CORRECT = DEFINITION.actions["correct"].fields


def test_sending_a_form_as_it_is_changes_nothing() -> None:
    frame = a_frame()
    form = Form(frame.type, frame.municipality, a_scene().case, allow_test=True)
    read = form.read(CORRECT.values(), given(CORRECT.values(), MOVE))
    assert read["moved_on"] == MOVE.moved_on
    assert read["movers"] == (ANN, BO)
    assert MOVE.new_address is not None
    assert read["address"] == replace(MOVE.new_address, nis="")


def test_what_is_answered_with_yes_or_no_and_moments_are_asked_anew() -> None:
    fields = [*DEFINITION.actions["agree"].fields.values()]
    fields += DEFINITION.actions["visit"].fields.values()
    seen = replace(MOVE, one_household=True, visited_at=datetime(2026, 3, 2, tzinfo=UTC))
    assert given(fields, seen).keys() <= {"checklist", "household"}
