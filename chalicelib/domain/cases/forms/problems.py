"""What is wrong with a form that somebody filled in."""

from dataclasses import dataclass

from chalicelib.domain.shared.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field, in one Dutch sentence."""

    field: str
    code: str
    public: str


class FormError(InvalidInputError):
    """A form that can't be taken as it is; `problems` in the order of its fields."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(problems[0].code, problems[0].public, problems[0].field)
        self.problems = problems
