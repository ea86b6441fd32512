"""Each definition there is, walked at random: what an event makes of a case holds together."""

from dataclasses import field, make_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.intake import Channel, Intake
from chalicelib.domain.cases.moving.acting import reader_of
from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.moving.moves import moved, opened
from chalicelib.domain.cases.moving.spoken import label_of, sentence_of
from chalicelib.domain.cases.moving.steps import reads
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Opened, Opening, ProcessType
from chalicelib.domain.process.actions import Destination
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import replay
from chalicelib.domain.process.judging import Answer, CantSayError, GuardNotMetError
from chalicelib.domain.process.roles import RoleKind
from chalicelib.domain.process.states import StateKind
from tests.support.municipalities import CASE_WORDS, a_municipality
from tests.support.requests import KORTRIJK, NOW, a_number, an_id

ROOT = Path(__file__).parents[3]
FOLDERS = [ROOT / "templates" / "processes", ROOT / "tests" / "data" / "processes"]
FOUND = [(folder, name) for folder in FOLDERS for name in FileDefinitions(folder).ids()]


def a_type(definition: Definition, luck: Any) -> ProcessType[Any]:
    names = {clock.from_field for clock in definition.clocks.values()}
    names |= {clock.until_field for clock in definition.clocks.values()}
    names |= {worklist.team_field for worklist in definition.worklists.values()}
    names |= {claim.otherwise.clear for claim in definition.claims.values()}
    fields = (f for action in definition.actions.values() for f in action.fields.values())
    names |= {f.payload_field for f in fields if f.to is Destination.PAYLOAD}
    payload = make_dataclass(
        "Payload",
        [(name, Any, field(default=None)) for name in sorted(names - {""})],
        frozen=True,
    )
    answers = [Answer.YES, Answer.YES, Answer.NO, Answer.UNKNOWN]
    return ProcessType(
        id=definition.type,
        payload=payload,
        payload_version=1,
        opens=lambda _opening: Opened(payload(), _parties(definition)),
        guards={name: lambda _scene: luck.choice(answers) for name in definition.guards},
        keys={claim.key: lambda case: (case.id,) for claim in definition.claims.values()},
    )


def _parties(definition: Definition) -> tuple[Party, ...]:
    roles = definition.roles_of(RoleKind.PARTY)
    return tuple(Party(n, r, a_number(n), email=f"p{n}@x.example") for n, r in enumerate(roles, 1))


def a_walk(definition: Definition, luck: Any) -> None:
    type_, here = a_type(definition, luck), a_municipality()
    frame = Frame(definition, type_, here, NOW, CASE_WORDS)
    role = definition.start.by[0]
    intake = Intake(Channel.THUISLOKET, NOW)
    opening = Opening(KORTRIJK, role, _parties(definition)[0], {}, intake, here, frame.day)
    start = Happening("started", role, "party:1")
    change = opened(an_id(), opening, type_.opens(opening), start, frame)
    events, case = list(change.events), change.case
    for hours in range(1, 40):
        exits = definition.exits(case.instance.state)
        if not exits:
            break
        frame = replace(frame, at=NOW + timedelta(hours=7 * hours))
        transition = luck.choice(exits)
        role = luck.choice(transition.by)
        author = next((p.author for p in case.parties if p.role == role), f"staff:{role}")
        try:
            change = moved(case, (Happening(transition.event, role, author),), frame)
        except (GuardNotMetError, CantSayError):
            continue
        events.extend(change.events)
        _check(case, change, events, frame)
        case = change.case


def _check(before: Case[Any], change: Any, events: list[Any], frame: Frame) -> None:
    case, definition = change.case, frame.definition
    state = definition.state(case.instance.state)
    assert replay(definition, events) == case.instance.unmarked()
    assert (change.listed is not None) == (state.kind is StateKind.DESK)
    assert (case.handling.since is not None) == (state.kind is StateKind.DESK)
    assert (case.work.next_at is not None) == bool(state.work)
    if state.kind is StateKind.FINAL:
        assert case.clock_at is None
    for outgoing in change.outgoing:
        assert outgoing.to in {p.author for p in case.parties} | definition.roles.keys()
    assert len({outgoing.id for outgoing in change.outgoing}) == len(change.outgoing)
    for party in case.parties:
        assert party.seen == sum(reads(e, party, definition) for e in events)
        for words in (
            label_of(case, reader_of(party), frame),
            sentence_of(case, reader_of(party), frame),
        ):
            assert words
            assert "{" not in words


@pytest.mark.parametrize(("folder", "name"), FOUND, ids=[name for _, name in FOUND])
@settings(max_examples=15, deadline=None)
@given(luck=st.randoms(use_true_random=False))
def test_whatever_happens_to_a_case_of_it_holds_together(
    folder: Path, name: str, luck: Any
) -> None:
    a_walk(FileDefinitions(folder).newest(name), luck)
