"""What must hold before an event happens, and what chooses where it leads: one function each."""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.domain.address_change.move import (
    OTHER_PARENT,
    REFERENCE_PERSON,
    Move,
    member_of,
    party_in,
)
from chalicelib.domain.address_change.options import REQUIRED_CHECKS
from chalicelib.domain.cases.process_type import Guard, Scene
from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.process.judging import Answer

type MoveScene = Scene[Move]
type Holds = Callable[[MoveScene], bool]

VISITS, MOST_VISITS = "visits", 3
"""The setting, and how often an officer calls without one (no number stands in the law)."""

_SEVERAL = 2
_POSITIVE, _IN_PART = "lives_there", "some_live_there"


def asks_reference_person(scene: MoveScene) -> bool:
    """Who joins a household is asked about to its reference person, once for what is declared."""
    move, party = scene.case.payload, party_in(scene.case, REFERENCE_PERSON)
    is_asked = move.joins_household and not move.goes_without
    return is_asked and party is not None and not party.confirmed


def knows_whom_to_ask(scene: MoveScene) -> bool:
    """Of several households in one dwelling a clerk says which; else there is nothing to choose."""
    move = scene.case.payload
    return move.joins_household and (len(move.homes) < _SEVERAL or move.joins is not None)


def asks_by_letter(scene: MoveScene) -> bool:
    """Whoever has no confirmed address with us is asked by letter."""
    party = party_in(scene.case, REFERENCE_PERSON)
    return asks_reference_person(scene) and party is not None and not party.email


def changes_receipt(scene: MoveScene) -> bool:
    """Receipt, verdict and agreement rest on what was declared then."""
    return scene.case.payload.declared != scene.case.payload.receipted


def simple(scene: MoveScene) -> bool:
    """Nothing for a clerk, and nobody left to ask."""
    verdict = scene.case.verdict
    is_clear = verdict is not None and verdict.outcome is Outcome.ISSUE
    return is_clear and not asks_reference_person(scene)


def has_report(scene: MoveScene) -> bool:
    """An inquiry that came to an end counts, also when it ended before an empty house."""
    return bool(scene.case.payload.conclusion)


def visits_left(scene: MoveScene) -> bool:
    """Fewer visits in this inquiry than the municipality's number, this one counted."""
    move = scene.case.payload
    most = scene.municipality.policy(VISITS, scene.day) or MOST_VISITS
    return len(move.visits) - move.first_visit < most


def checklist_complete(scene: MoveScene) -> bool:
    """Household, reference person and others living there must be noted (KB 1992, art. 16)."""
    return set(scene.case.payload.report) >= REQUIRED_CHECKS


def reasons_given(scene: MoveScene) -> bool:
    """What goes against somebody says why (law of 29 July 1991, art. 2 and 3)."""
    return any(scene.values.get(field) for field in ("text", "remarks"))


def report_allows(scene: MoveScene) -> bool:
    """A positive report for all, or the Minister's decision."""
    move = scene.case.payload
    return move.is_granted or move.conclusion == _POSITIVE


def report_allows_part(scene: MoveScene) -> bool:
    """A positive report for those chosen: some, not all, and found there."""
    move = scene.case.payload
    chosen, found = set(move.registered_members), set(move.found)
    is_part = bool(chosen) and chosen < set(move.codes)
    those = {member.number for member in move.moving if member.code in chosen}
    is_found = move.conclusion == _POSITIVE or (move.conclusion == _IN_PART and those <= found)
    return is_part and is_found


def parent_term_over(scene: MoveScene) -> bool:
    """The other parent is told, and may show within a term what forbids it (practice: 15 days)."""
    move, case = scene.case.payload, scene.case
    if party_in(case, OTHER_PARENT) is None or move.parent_answered:
        return True
    return case.instance.clock("parent") is not None and not _runs("parent", scene)


def dwelling_barred(scene: MoveScene) -> bool:
    """A dwelling barred for good is no ground to refuse (law of 19 July 1991, art. 1 §1, 1°)."""
    return bool(scene.values.get("ground")) and bool(scene.values.get("decision"))


def all_settled(scene: MoveScene) -> bool:
    """Every registered card bears the new address, and nobody can appeal any more."""
    move = scene.case.payload
    return set(move.registered) <= set(move.cards_done) and not _runs("appeal", scene)


def has_card_left(scene: MoveScene) -> bool:
    """Whether a party is registered, and their card still bears the old address."""
    move = scene.case.payload
    member = member_of(move, scene.party) if scene.party else None
    left = set(move.registered) - set(move.cards_done)
    return member is not None and member.code in left


def part_not_registered(scene: MoveScene) -> bool:
    """Some are to be refused, and that isn't decided yet."""
    move = scene.case.payload
    return bool(set(move.codes) - set(move.registered)) and not move.is_refused


def part_or_all_refused(scene: MoveScene) -> bool:
    """A refusal was served, and not undone by the Minister."""
    move = scene.case.payload
    return move.refusal_served_on is not None and not move.is_granted


def _runs(clock: str, scene: MoveScene) -> bool:
    """Whether a term was begun and isn't over, also where no tick came by since."""
    found = scene.case.instance.clock(clock)
    is_over = found is not None and found.ends_at is not None and found.ends_at <= scene.at
    return found is not None and found.is_alive and not is_over


_OF_MOVE: Mapping[str, Callable[[Move], Any]] = {
    "asked_in_vain": lambda move: move.asked_in_vain,
    "heard": lambda move: move.heard,
    "not_refused_before": lambda move: not move.is_refused,
    "some_registered": lambda move: move.registered,
    "was_asked_by_letter": lambda move: move.by_letter,
    "was_refused": lambda move: move.is_refused,
    "was_withdrawn": lambda move: move.is_withdrawn,
}

_OF_SCENE: tuple[Holds, ...] = (
    asks_reference_person,
    knows_whom_to_ask,
    asks_by_letter,
    changes_receipt,
    simple,
    has_report,
    visits_left,
    checklist_complete,
    reasons_given,
    report_allows,
    report_allows_part,
    parent_term_over,
    dwelling_barred,
    all_settled,
    has_card_left,
    part_not_registered,
    part_or_all_refused,
)


def _of_scene(holds: Holds) -> Guard[Move]:
    return lambda scene: Answer.of(holds=holds(scene))


def _of_move(holds: Callable[[Move], Any]) -> Guard[Move]:
    return lambda scene: Answer.of(holds=bool(holds(scene.case.payload)))


def _same_clerk(scene: MoveScene) -> Answer:
    return Answer.of(holds=scene.case.payload.decided_by == scene.author)


GUARDS: Mapping[str, Guard[Move]] = {
    **{holds.__name__: _of_scene(holds) for holds in _OF_SCENE},
    **{name: _of_move(holds) for name, holds in _OF_MOVE.items()},
    "appeal_runs": lambda scene: Answer.of(holds=_runs("appeal", scene)),
    "same_clerk": _same_clerk,
}
"""By the names that the definition gives."""
