"""A process of two desks and one clock, to try a clock by itself."""

import json

from chalicelib.adapters.files.process_format.whole import read
from chalicelib.domain.process.definition import Definition
from tests.support.processes.lives import Life, wall

BEGUN = wall(2026, 3, 2, 10)
_WORDS = {"label": "x", "explains": "x"}
_FIRST = {"kind": "desk", "worklist": "list", **_WORDS}
_END = {"kind": "final", "outcome": "x", **_WORDS}
_TASK = {"code": "late", "worklist": "list", "words": "x"}
_MOVES = (
    ("here", "go", "there"),
    ("there", "back", "here"),
    ("there", "on", "beyond"),
    ("beyond", "home", "here"),
)


def toy(*, needs: tuple[str, ...] = (), **clock: object) -> Definition:
    """A definition whose one clock starts with the case and is paused `there` and `beyond`."""
    term = [{"value": 10, "unit": "days"}]
    reminder = {"before": 2, "unit": "days", "tell": ["mail:soon"]}
    given = {
        "words": "x",
        "basis": "x",
        "term": term,
        "from": "event",
        "starts": ["event:started"],
        "stops": ["event:halt"],
        "pauses": ["enter:there"],
        "resumes": ["enter:here"],
        "reminders": [reminder],
        "task": _TASK,
        **clock,
    }
    definition, problems = read(json.dumps(_content(given, needs)))
    assert definition, problems
    return definition


def toy_life(definition: Definition, **dates: object) -> Life:
    return Life(definition, BEGUN, "party", **dates)  # type: ignore[arg-type]


def _content(clock: dict[str, object], needs: tuple[str, ...]) -> dict[str, object]:
    return {
        "id": "toy",
        "version": 1,
        "schema": 1,
        "type": "toy",
        "title": "x",
        "slug": "x",
        "summary": "x",
        "initial": "here",
        "promise": "term",
        "retention": "x",
        "law": {},
        "sources": [],
        "start": {"by": ["party"], "own_pages": True},
        "roles": {
            "party": {"kind": "party", "words": "x", "assurance": "low"},
            "staff": {"kind": "staff", "words": "x"},
        },
        "worklists": {"list": {"role": "staff", "team": "x", "words": "x"}},
        "groups": {"desks": ["here", "there"]},
        "promises": {},
        "states": {"here": _FIRST, "there": _FIRST, "beyond": _FIRST, "over": _END},
        "transitions": _transitions(needs),
        "clocks": {"term": clock},
        **{part: {} for part in ("works", "actions", "letters", "notices", "documents", "claims")},
        "guards": {need: {"means": "x"} for need in needs},
        "mails": {"soon": {"to": ["party"]}},
        "figures": {"dimensions": [], "steps": {}},
    }


def _transitions(needs: tuple[str, ...]) -> list[dict[str, object]]:
    moves = [
        {"from": [source], "on": event, "by": ["staff"], "to": target}
        for source, event, target in _MOVES
    ]
    everywhere = ["here", "there", "beyond"]
    stays = [
        {"from": everywhere, "on": event, "by": ["staff"], "to": "same"}
        for event in ("note", "halt", "restart")
    ]
    ends = {"from": ["here"], "on": "end", "by": ["clock"], "needs": [*needs], "to": "over"}
    return [*moves, *stays, ends]
