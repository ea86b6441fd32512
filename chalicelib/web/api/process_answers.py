"""What programs get about what can be arranged."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from chalicelib.domain.cases.forms.kinds import BOX, names_of
from chalicelib.domain.process.actions import Field, FieldKind
from chalicelib.domain.process.definition import Definition

type Besides = Mapping[str, tuple[Field, ...]]
type Offered = Iterable[tuple[Definition, Besides]]
"""What can be arranged, each with what its actions take beside their fields."""


class ProcessLineAnswer(BaseModel):
    """Something that can be arranged here."""

    id: str
    title: str
    summary: str


class ProcessesAnswer(BaseModel):
    """All that can be arranged here."""

    processes: list[ProcessLineAnswer]


class ProcessAnswer(ProcessLineAnswer):
    """A process: its parties, and its form and actions as JSON Schema."""

    version: int
    parties: dict[str, str]
    form: dict[str, Any]
    actions: dict[str, dict[str, Any]]


def process_line(definition: Definition) -> ProcessLineAnswer:
    """A process in a list."""
    return ProcessLineAnswer(id=definition.id, title=definition.title, summary=definition.summary)


def process_answer(definition: Definition, besides: Besides) -> ProcessAnswer:
    """A process with all that a program must know to begin and follow a case.

    `besides` is what an action takes beside its fields.
    """
    asked = {f.id: f for page in definition.start.pages for f in page.fields.values()}
    sometimes = {f for page in definition.start.pages if page.when for f in page.fields}
    roles = (role for role in definition.roles.values() if role.kind.value == "party")
    return ProcessAnswer(
        **process_line(definition).model_dump(),
        version=definition.version,
        parties={role.id: role.words for role in roles},
        form=_schema(asked.values(), sometimes),
        actions={
            action.id: _schema((*action.fields.values(), *besides.get(action.id, ())), ())
            for action in definition.actions.values()
        },
    )


def _schema(fields: Collection[Field], sometimes: Collection[str]) -> dict[str, Any]:
    """A form as JSON Schema; what is asked sometimes only isn't required.

    Files go by their basket: which fields take them is said beside the schema.
    """
    files = {f.id: f.label for f in fields if f.kind is FieldKind.FILE}
    filled = [f for f in fields if f.kind is not FieldKind.FILE]
    needed = [f for f in filled if f.required and f.id not in sometimes]
    return {
        "type": "object",
        "properties": {name: _property(f) for f in filled for name in names_of(f)},
        "required": [name for f in needed for name in names_of(f) if name != f"{f.id}.{BOX}"],
        "additionalProperties": False,
        **({"x-files": files} if files else {}),
    }


def _property(field: Field) -> dict[str, Any]:
    several = field.kind in (FieldKind.SEVERAL, FieldKind.HOUSEHOLD)
    kind = {"type": "array", "items": {"type": "string"}} if several else {"type": "string"}
    return {**kind, "title": field.label, "x-kind": field.kind.value}
