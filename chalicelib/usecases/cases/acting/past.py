"""Whether what is said to have happened can have."""

from collections.abc import Iterator
from datetime import date, datetime

from chalicelib.domain.cases.forms.problems import FieldProblem, FormError
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.posting import letters_of_day, waiting_for
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.process.actions import Action, Field
from chalicelib.domain.shared.dutch import in_words
from chalicelib.ports.cases import AnyCase


def check_past(case: AnyCase, action: Action, values: Values, frame: Frame) -> None:
    """No day of it lies ahead, and no letter went before it was written. Raises FormError."""
    if problems := tuple(_problems(case, action, values, frame)):
        raise FormError(problems)


def wrong_day(day: date, today: date, written: date = date.min) -> tuple[str, str] | None:
    """Code and sentence for a day that can't be the one on which something happened."""
    if day > today:
        return "day_to_come", "Deze dag moet nog komen. Kies vandaag of een dag daarvoor."
    if day < written:
        since = in_words(written)
        return "posted_before_written", f"De brief is van {since}. Kies die dag of een latere."
    return None


def _problems(
    case: AnyCase, action: Action, values: Values, frame: Frame
) -> Iterator[FieldProblem]:
    here, letters = frame.municipality, waiting_for(case, action, frame.definition)
    written = min((here.day_of(task.at) for task in letters), default=date.min)
    for field in action.fields.values():
        if field.past and field.id in values:
            said = values[field.id]
            day = here.day_of(said) if isinstance(said, datetime) else said
            if wrong := wrong_day(day, frame.day, written) or _before(case, field, day, frame):
                yield FieldProblem(field.id, *wrong)


def _before(case: AnyCase, field: Field, day: date, frame: Frame) -> tuple[str, str] | None:
    """The same for a letter that was struck off, and whose day is corrected.

    It went with its document, if it took one along, and after the case came in.
    """
    letters = letters_of_day(field, frame.definition)
    slots = {slot for one in letters for slot in one.documents}
    days = [frame.municipality.day_of(case.intake.received_at)]
    days += [made.issued_on for made in case.issued if made.slot in slots]
    return wrong_day(day, frame.day, max(days)) if letters else None
