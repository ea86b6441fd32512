"""What somebody may do in a case, filled in as chance picks: it works for any process."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Actor, Citizen
from chalicelib.domain.process.actions import Field, FieldKind
from chalicelib.usecases.cases.reading.view import CaseView, Possible
from tests.support.processes import moving

ALWAYS: Mapping[FieldKind, Any] = {
    FieldKind.YES_NO: "ja",
    FieldKind.DECLARATION: "ja",
    FieldKind.DATE: "2026-06-04",
    FieldKind.DATE_TIME: "2026-03-17T10:00",
    FieldKind.ADDRESS: moving.NEW,
    FieldKind.HOUSEHOLD: moving.household_of(moving.LUCJA),
}
MOSTLY = 0.7
"""How often everything is ticked that can be."""


def chance_of(seed: int) -> random.Random:
    """The same chance for the same seed."""
    return random.Random(seed)


def own(view: CaseView, actor: Actor) -> Iterator[Possible]:
    """What somebody may do for themselves."""
    for possible in view.actions:
        if isinstance(actor, Citizen) or not (possible.behalf or possible.is_recorded):
            yield possible


def form_of(possible: Possible, chance: random.Random) -> dict[str, Any]:
    """Something for each field of an action."""
    fields, raw = possible.action.fields.values(), dict[str, Any]()
    for field in fields:
        given = filled(field, possible, chance)
        parts = given if isinstance(given, Mapping) else {"": given}
        raw |= {f"{field.id}.{part}".removesuffix("."): one for part, one in parts.items()}
    return raw


def filled(field: Field, possible: Possible, chance: random.Random) -> Any:
    """Something that the field takes; of an address its parts, by name."""
    options = [option.code for option in possible.options.get(field.id, ())]
    match field.kind:
        case FieldKind.CHOICE | FieldKind.SLOT:
            return chance.choice(options) if options else ""
        case FieldKind.SEVERAL:
            return options if chance.random() < MOSTLY else options[:1]
        case FieldKind.FILE:
            return [File(b"%PDF-1.7 een bewijs\n%%EOF\n")]
        case kind if kind in ALWAYS:
            return ALWAYS[kind]
        case _:
            return "fr" if field.id == "language" else _short(field)


def _short(field: Field) -> str:
    """Words only where they must be: what may be left out stays as it is."""
    return "Zomaar." if field.required else ""
