"""Whatever is put into whichever field of whichever process: a value, or a sentence about it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.cases.forms.kinds import ADDRESS_PARTS, LONG, SLOT_PARTS
from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.certificates.order import PROCESS as CERTIFICATE
from chalicelib.domain.marriage.declaration import PROCESS as MARRIAGE
from chalicelib.domain.process.actions import Field, FieldKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.shared.free_text import readable
from chalicelib.settings import TEMPLATES
from chalicelib.wiring import use
from tests.support.attack import world as people
from tests.support.attack.roles import Caller, Kind
from tests.support.municipalities import a_municipality
from tests.support.processes.marriage import FORM
from tests.support.processes.moving import NEW, a_form
from tests.support.processes.moving import PROCESS as MOVE
from tests.support.processes.pact import PACT

DEFINITIONS = FileDefinitions(TEMPLATES / "processes")
UNSEEN = "\0\x1b\u202e\u2066\u200b\ufeff\U000e0041"
NASTY = (
    f"een{UNSEEN}twee",
    "\ud800",
    '=HYPERLINK("http://x.example")',
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}<%= 7*7 %>{% raw %}",
    "a\r\nBcc: een@x.example\r\n\r\ntekst",
    "../../../../etc/passwd",
    ") Tj /JS (app.alert(1)) >> endobj",
    "' OR 1=1; --",
    "9" * 5_000,
    "1-1-" + "9" * 30,
    "0001-01-01",
    "0001-01-01T00:00",
    "9999-12-31",
    "9999-12-31T23:59-23:59",
    "31-02-2026",
    "٣-٣-٢٠٢٦",
    "²",
    "x" * 60_000,
    "NaN",
    "-1",
    "ſ" * 300,
)
"""Injections, and what readers of numbers, dates and choices stumble over."""


def places(definition: Definition) -> Iterator[tuple[str, str, Field]]:
    """Every field of a process: where it stands, and what it is."""
    yield from (
        (definition.id, "start", field)
        for page in definition.start.pages
        for field in page.fields.values()
    )
    for action in definition.actions.values():
        yield from ((definition.id, action.id, field) for field in action.fields.values())


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in getattr(type(value), "__slots__", ()):
        yield from texts_in(getattr(value, part))
    if isinstance(value, tuple):
        for one in value:
            yield from texts_in(one)


FIELDS = [place for id_ in DEFINITIONS.ids() for place in places(DEFINITIONS.newest(id_))]


@pytest.mark.parametrize(
    ("process", "place", "field"), FIELDS, ids=lambda v: v if isinstance(v, str) else v.id
)
def test_a_field_takes_nothing_that_nobody_sees_nothing_endless_and_falls_over_nothing(
    process: str, place: str, field: Field
) -> None:
    """The readers by themselves, where no list says what can be chosen."""
    form = Form(PACT, a_municipality())
    free = Field(field.id, field.kind, field.label, field.required, field.to)
    for text in NASTY:
        raw = dict.fromkeys((field.id, *parts_of(field)), text)
        with suppress(FormError):
            values = form.read([free], raw)
            found = list(texts_in(tuple(values.values())))
            assert found == [readable(one) for one in found]
            assert all(len(one) <= 60_000 if field.options else len(one) <= LONG for one in found)


STARTS: Mapping[str, Mapping[str, Any]] = {
    CERTIFICATE: {"document": "attest-leven", "subject": people.numbers()[people.CITIZEN].digits},
    MARRIAGE: FORM,
    MOVE: a_form([people.numbers()[people.CITIZEN].digits], NEW),
}
"""What begins a case of each process in good order."""


@pytest.fixture(scope="module")
def caller() -> Iterator[Caller]:
    world = people.World()
    with use(world.office.wiring):
        bearer = str(people.SERIALS[people.CITIZEN])
        yield Caller("program", people.CITIZEN, Kind.CITIZEN, bearer=bearer)


def test_every_process_has_a_form_to_attack() -> None:
    assert set(STARTS) == set(DEFINITIONS.ids())


@pytest.mark.parametrize(
    ("process", "field"),
    [(process, field) for process, place, field in FIELDS if place == "start"],
    ids=lambda v: v if isinstance(v, str) else v.id,
)
def test_no_text_in_a_form_is_a_fault_of_ours_or_comes_back_in_the_answer(
    caller: Caller, process: str, field: Field
) -> None:
    for text in NASTY:
        fields = {**STARTS[process], **dict.fromkeys(parts_of(field), text)}
        body = json.dumps({"email": "een@voorbeeld.example", "fields": fields})
        headers = {
            "authorization": f"Bearer {caller.bearer}",
            "content-type": "application/json",
            "idempotency-key": f"{field.id}-{NASTY.index(text)}",
        }
        path = f"/api/v1/cases/{process}"
        answer = caller.visitor.ask("POST", path, body.encode(), **headers)
        assert answer.status_code < 500, text[:40]
        assert len(text) < 3 or text not in answer.body.decode()


def parts_of(field: Field) -> tuple[str, ...]:
    """The names under which a form sends a field."""
    kinds = {FieldKind.ADDRESS: ADDRESS_PARTS, FieldKind.SLOT: SLOT_PARTS}
    return tuple(f"{field.id}.{part}" for part in kinds.get(field.kind, ())) or (field.id,)
