"""Cases: none is lost, each ended or waits for somebody, and its events tell how it got there."""

from collections.abc import Iterator

from chalicelib.domain.cases.moving.following import listing_of
from chalicelib.domain.process.engine import replay
from chalicelib.domain.process.following import SendWork, follows
from chalicelib.ports.cases import Unreadable
from tests.faults.stage import TENANT, Stage


def nothing_accepted_is_lost(stage: Stage) -> Iterator[str]:
    """Each case that was accepted is stored, and no other."""
    ids = [known.case.id for known in stage.known]
    if sorted(ids) != sorted(set(stage.accepted)):
        yield f"{len(set(stage.accepted))} were accepted, {len(ids)} are stored"


def who_asked_finds_it(stage: Stage) -> Iterator[str]:
    """Each party has their cases in their list."""
    for case in (known.case for known in stage.known):
        for person in filter(None, (party.person for party in case.parties)):
            mine = stage.wiring.cases.store.of_person(TENANT, person, 99)
            if case.id not in {one.id for one in mine if not isinstance(one, Unreadable)}:
                yield f"somebody doesn't find their case in {case.instance.state}"


def each_ended_or_waits_for_somebody(stage: Stage) -> Iterator[str]:
    """Whatever no function works on is over, or in the list of a role, or a party's."""
    for case in (known.case for known in stage.known):
        definition = stage.definition(case)
        if isinstance(follows(definition, case.instance), SendWork) and not case.tasks:
            yield f"a case lies in {case.instance.state}, tried {case.work.tries} times"
        listed = listing_of(case, definition)
        if listed and case.id not in _listed(stage, listed.role, listed.team):
            yield f"nobody finds a case in {case.instance.state} in their list"


def _listed(stage: Stage, role: str, team: str) -> set[str]:
    lines = stage.wiring.cases.store.worklist(TENANT, role, team, 100)
    return {line.case.id for line in lines if not isinstance(line.case, Unreadable)}


def events_replay(stage: Stage) -> Iterator[str]:
    """One event a change; all of them give the state."""
    for case, events, _ in stage.known:
        if replay(stage.definition(case), events) != case.instance.unmarked():
            yield f"the events of a case don't give its state {case.instance.state}"
        if [event.version for event in events] != list(range(1, case.instance.version + 1)):
            yield f"a case of version {case.instance.version} has {len(events)} events"


def claims_are_of_open_cases(stage: Stage) -> Iterator[str]:
    """What ended holds nothing any more."""
    held = {row["case"]["S"] for row in stage.rows() if row["sk"]["S"] == "HELD" and "case" in row}
    for case in (known.case for known in stage.known):
        if case.id in held and stage.definition(case).is_final(case.instance.state):
            yield "a case that ended holds a claim"
