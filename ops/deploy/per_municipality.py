"""The template of what holds the data, with queues and seals once for every municipality.

In `.chalice/resources.yaml` whatever is called `Review…` or `OwnSeal…` stands for one
municipality's; here each gets its own, with its code behind the names. Queues there are one a role
that has a worklist in some process: `…-review-34022`, and `…-review-34022-district_officer`.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from ops.stage.roles import queues_of

QUEUES = "Review"
PATTERN = (QUEUES, "OwnSeal")
NAME = "thuisloket-${Stage}-"
OF_REVIEW = (
    "thuisloket-${Stage}-review",
    "thuisloket-${Stage}-dead-letters-review",
    "alias/thuisloket-${Stage}-seal",
)


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C, if it's there, reads ten times as fast."""

type QueuesOf = Callable[[str], Iterable[str]]
"""How the names of a municipality's queues end; its code alone is the first."""


def template_body(template: Path, codes: Iterable[str], queues_of: QueuesOf = queues_of) -> str:
    """The template as CloudFormation gets it, for some municipalities: compact JSON."""
    content = yaml.load(template.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe one
    return json.dumps(repeated(content, codes, queues_of), separators=(",", ":"))


def repeated(template: dict[str, Any], codes: Iterable[str], queues_of: QueuesOf) -> dict[str, Any]:
    """A template with every `Review…` once a queue, and all of them where one was meant.

    Of outputs the first municipality's are enough: the names of the others differ by the code.
    """
    every = _Ends(tuple(codes), queues_of)
    several = {"Resources": every, "Outputs": _Ends(every.codes[:1], lambda nis: (nis,))}
    return {
        section: _section(content, several[section]) if section in several else content
        for section, content in template.items()
    }


@dataclass(frozen=True, slots=True)
class _Ends:
    """What stands behind the names of what is repeated."""

    codes: tuple[str, ...]
    queues_of: QueuesOf

    def of(self, name: str) -> tuple[str, ...]:
        return self.queues if name.startswith(QUEUES) else self.codes

    @property
    def queues(self) -> tuple[str, ...]:
        return tuple(end for code in self.codes for end in self.queues_of(code))


def _logical(name: str, end: str) -> str:
    """A resource's name in the template: letters and digits only."""
    return name + "".join(part.title() for part in re.split("[-_]", end))


def _section(content: dict[str, Any], ends: _Ends) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in content.items():
        if name.startswith(PATTERN):
            made |= {_logical(name, end): _bound(value, end) for end in ends.of(name)}
        else:
            made[name] = _spread(value, ends)
    return made


def _bound(value: Any, end: str) -> Any:  # noqa: ANN401 - a piece of a template
    """A piece of the pattern for one municipality, or one of its queues."""
    match value:
        case {"Ref": str(name)} if name.startswith(PATTERN):
            return {"Ref": _logical(name, end)}
        case {"Fn::GetAtt": [str(name), attribute]} if name.startswith(PATTERN):
            return {"Fn::GetAtt": [_logical(name, end), attribute]}
        case {"Fn::Sub": str(text)} if text.startswith(OF_REVIEW):
            return {"Fn::Sub": f"{text}-{end}"}
        case dict():
            return {key: _bound(inner, end) for key, inner in value.items()}
        case list():
            return [_bound(inner, end) for inner in value]
    return value


def _spread(value: Any, ends: _Ends) -> Any:  # noqa: ANN401 - a piece of a template
    """A piece of anything else: a list that names one names them all."""
    match value:
        case dict():
            return {key: _spread(inner, ends) for key, inner in value.items()}
        case list():
            return [made for inner in value for made in _one_or_all(inner, ends)]
        case str():
            return _in_text(value, ends)
    return value


def _one_or_all(value: Any, ends: _Ends) -> list[Any]:  # noqa: ANN401
    name = str(value.get("Ref", "")) if isinstance(value, dict) else ""
    if name.startswith(PATTERN):
        return [_bound(value, end) for end in ends.of(name)]
    return [_spread(value, ends)]


def _in_text(text: str, ends: _Ends) -> str:
    """A dashboard's text: the line of one queue becomes the lines of all."""
    for queue in ("review", "review-dead"):
        line = f'["...", "{NAME}{queue}"]'
        lines = (f'["...", "{NAME}{queue}-{end}"]' for end in ends.queues)
        text = text.replace(line, ", ".join(lines))
    return text
