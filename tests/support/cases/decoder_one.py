"""How version 1 of the items reads a case, kept as it was when that version was first landed.

Whatever a later version writes, this must go on reading it: so a release can be rolled back.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from chalicelib.domain.cases.case import Case, WorkTry
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.process.instance import ClockMark

VERSION = 1


@dataclass(frozen=True, slots=True)
class Looks:
    work: WorkTry
    marks: tuple[ClockMark, ...]
    clock_at: datetime | None


def decode(item: dict[str, Any], payload: type) -> Case[Any]:
    """The case of a STATE item."""
    assert int(item["min"]["N"]) <= VERSION <= int(item["v"]["N"])
    case: Case[Any] = _read(Case[None], item["data"])
    looks: Looks = _read(Looks, item["looks"])
    emails: dict[int, str] = _read(dict[int, str], item["emails"])
    return replace(
        case,
        payload=_read(payload, item["payload"]),
        handling=_read(Handling, item["handling"]),
        tasks=_read(tuple[CaseTask, ...], item["tasks"]),
        parties=tuple(replace(p, email=emails.get(p.number, "")) for p in case.parties),
        work=looks.work,
        clock_at=looks.clock_at,
        instance=replace(case.instance, marks=looks.marks),
    )


def _read(kind: Any, value: dict[str, str]) -> Any:
    return TypeAdapter(kind).validate_json(value["S"])
