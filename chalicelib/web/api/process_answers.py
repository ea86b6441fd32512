"""What programs get about what can be arranged."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from chalicelib.domain.process.actions import Field, FieldKind
from chalicelib.domain.process.definition import Definition


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


def process_answer(definition: Definition) -> ProcessAnswer:
    """A process with all that a program must know to begin and follow a case."""
    asked = {f.id: f for page in definition.start.pages for f in page.fields.values()}
    sometimes = {f for page in definition.start.pages if page.when for f in page.fields}
    roles = (role for role in definition.roles.values() if role.kind.value == "party")
    return ProcessAnswer(
        **process_line(definition).model_dump(),
        version=definition.version,
        parties={role.id: role.words for role in roles},
        form=_schema(asked, sometimes),
        actions={one.id: _schema(one.fields, set()) for one in definition.actions.values()},
    )


def _schema(fields: Mapping[str, Field], sometimes: set[str]) -> dict[str, Any]:
    """A form as JSON Schema; what is asked sometimes only isn't required."""
    needed = [f.id for f in fields.values() if f.required and f.id not in sometimes]
    return {
        "type": "object",
        "properties": {f.id: _property(f) for f in fields.values()},
        "required": needed,
    }


def _property(field: Field) -> dict[str, Any]:
    several = field.kind in (FieldKind.SEVERAL, FieldKind.HOUSEHOLD, FieldKind.FILE)
    kind = {"type": "array", "items": {"type": "string"}} if several else {"type": "string"}
    return {**kind, "title": field.label, "x-kind": field.kind.value}
