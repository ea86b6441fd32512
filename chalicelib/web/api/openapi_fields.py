"""What may be filled in here, as the description of the API says it: nothing else is taken."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from chalicelib.domain.cases.forms.kinds import names_of
from chalicelib.domain.process.actions import Field, FieldKind
from chalicelib.domain.process.definition import Definition
from chalicelib.web.api.case_answers import DoInCase, NewCase
from chalicelib.web.api.parameters import Json
from chalicelib.web.api.process_answers import Besides, Offered
from chalicelib.web.api.together import DecideSeveral, fields_together

_FILLED: Json = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}


def closed(schemas: Mapping[str, Json], offered: Offered) -> None:
    """Say in the schemas of what is sent which fields there are, of all forms together.

    Which of them one form has is told of its process (`GET processes/{id}`).
    """
    known = tuple(offered)
    forms = (page.fields.values() for one, _ in known for page in one.start.pages)
    actions = chain.from_iterable(_of_actions(*one) for one in known)
    _close(schemas[NewCase.__name__], chain.from_iterable(forms))
    _close(schemas[DoInCase.__name__], actions)
    _close(schemas[DecideSeveral.__name__], fields_together(known))


def _of_actions(definition: Definition, besides: Besides) -> Iterator[Field]:
    for action in definition.actions.values():
        yield from action.fields.values()
    yield from chain.from_iterable(besides.values())


def _close(schema: Json, fields: Iterable[Field]) -> None:
    filled = (field for field in fields if field.kind is not FieldKind.FILE)
    names = sorted({name for field in filled for name in names_of(field)})
    known = {"properties": dict.fromkeys(names, _FILLED), "additionalProperties": False}
    schema["properties"]["fields"] |= known
