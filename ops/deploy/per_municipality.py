"""The template of what holds the data, with queues and seals once for every municipality.

In `.chalice/resources.yaml` whatever is called `Review…` or `OwnSeal…` stands for one
municipality's; here each gets its own, with its code behind the names.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

PATTERN = ("Review", "OwnSeal")
NAME = "thuisloket-${Stage}-"
OF_REVIEW = (
    "thuisloket-${Stage}-review",
    "thuisloket-${Stage}-dead-letters-review",
    "alias/thuisloket-${Stage}-seal",
)


def template_body(template: Path, codes: Iterable[str]) -> str:
    """The template as CloudFormation gets it, for some municipalities: compact JSON."""
    content = yaml.safe_load(template.read_text(encoding="utf-8"))
    return json.dumps(repeated(content, codes), separators=(",", ":"))


def repeated(template: dict[str, Any], codes: Iterable[str]) -> dict[str, Any]:
    """A template with every `Review…` once a municipality, and all of them where one was meant.

    Of outputs the first municipality's are enough: the names of the others differ by the code.
    """
    nis_codes = tuple(codes)
    several = {"Resources": nis_codes, "Outputs": nis_codes[:1]}
    return {
        section: _section(content, several[section]) if section in several else content
        for section, content in template.items()
    }


def _section(content: dict[str, Any], codes: tuple[str, ...]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in content.items():
        if name.startswith(PATTERN):
            made |= {name + code: _bound(value, code) for code in codes}
        else:
            made[name] = _spread(value, codes)
    return made


def _bound(value: Any, code: str) -> Any:  # noqa: ANN401 - a piece of a template
    """A piece of the pattern for one municipality."""
    match value:
        case {"Ref": str(name)} if name.startswith(PATTERN):
            return {"Ref": name + code}
        case {"Fn::GetAtt": [str(name), attribute]} if name.startswith(PATTERN):
            return {"Fn::GetAtt": [name + code, attribute]}
        case {"Fn::Sub": str(text)} if text.startswith(OF_REVIEW):
            return {"Fn::Sub": f"{text}-{code}"}
        case dict():
            return {key: _bound(inner, code) for key, inner in value.items()}
        case list():
            return [_bound(inner, code) for inner in value]
    return value


def _spread(value: Any, codes: tuple[str, ...]) -> Any:  # noqa: ANN401 - a piece of a template
    """A piece of anything else: a list that names one names them all."""
    match value:
        case dict():
            return {key: _spread(inner, codes) for key, inner in value.items()}
        case list():
            return [made for inner in value for made in _one_or_all(inner, codes)]
        case str():
            return _in_text(value, codes)
    return value


def _one_or_all(value: Any, codes: tuple[str, ...]) -> list[Any]:  # noqa: ANN401
    if isinstance(value, dict) and str(value.get("Ref", "")).startswith(PATTERN):
        return [_bound(value, code) for code in codes]
    return [_spread(value, codes)]


def _in_text(text: str, codes: tuple[str, ...]) -> str:
    """A dashboard's text: the line of one queue becomes the lines of all."""
    for queue in ("review", "review-dead"):
        line = f'["...", "{NAME}{queue}"]'
        text = text.replace(line, ", ".join(f'["...", "{NAME}{queue}-{code}"]' for code in codes))
    return text
