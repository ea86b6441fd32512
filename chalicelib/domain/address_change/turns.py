"""What an event makes of the declaration, beyond the fields that go there by themselves."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.address_change.declaring import check_moved, is_late
from chalicelib.domain.address_change.guards import MoveScene, asks_by_letter, visits_left
from chalicelib.domain.address_change.move import REFERENCE_PERSON, Move, Visit
from chalicelib.domain.cases.process_type import Turn


def _with(**changes: Any) -> Turn[Move]:  # noqa: ANN401 - fields of the payload
    return lambda scene: replace(scene.case.payload, **changes)


def _asked(scene: MoveScene) -> Move:
    """A mail is sent at once; a letter only once it is posted."""
    asked_on = None if asks_by_letter(scene) else scene.day
    return replace(scene.case.payload, asked_on=asked_on, by_letter=False)


def _asked_anew(scene: MoveScene) -> Move:
    """Whom a clerk chose, by number: another time other households may live there."""
    move = scene.case.payload
    chosen = (home.reference for home in move.homes if home.code == move.joins_home)
    return replace(move, asked_on=None, goes_without=False, joins=next(chosen, None))


def _corrected(scene: MoveScene) -> Move:
    """What was found out about what was declared before doesn't count for anything else."""
    move = scene.case.payload
    if move.moved_on is not None:
        check_moved(move.moved_on, scene.day)
    return move if move.declared == move.receipted else _anew(scene, move)


def _left(scene: MoveScene) -> Move:
    """Whoever doesn't move along is left out, and free to declare for themselves."""
    move = scene.case.payload
    gone = {party.person for party in scene.case.parties if party.author == scene.author}
    return _anew(scene, replace(move, movers=tuple(n for n in move.movers if n not in gone)))


def _anew(scene: MoveScene, move: Move) -> Move:
    declared_on = move.declared_on or scene.day
    late = move.moved_on is not None and is_late(
        move.moved_on, declared_on, scene.municipality.calendar
    )
    return replace(
        move,
        is_late=late,
        conclusion="",
        first_visit=len(move.visits),
        goes_without=False,
        joins_home="",
        joins=None,
    )


def _added(scene: MoveScene) -> Move:
    """What those who move send later may be what was missing of a child; a clerk reads it."""
    move = scene.case.payload
    return move if scene.role == REFERENCE_PERSON else replace(move, has_paper=True)


def _missed(scene: MoveScene) -> Move:
    """A visit that found nobody; the last of an inquiry is what it came to."""
    move = _visited(scene)
    after = replace(scene, case=replace(scene.case, payload=move))
    return move if visits_left(after) else replace(move, conclusion=scene.event)


def _visited(scene: MoveScene) -> Move:
    """Each visit is kept with day and hour (Interior circular of August 2020)."""
    move = scene.case.payload
    at = move.visited_at or scene.at
    visit = Visit(at.astimezone(ZoneInfo(scene.municipality.timezone)), scene.event)
    return replace(move, visits=(*move.visits, visit))


def _reported(scene: MoveScene) -> Move:
    return replace(_visited(scene), conclusion=scene.event)


def _more(scene: MoveScene) -> Move:
    move = scene.case.payload
    return replace(move, conclusion="", first_visit=len(move.visits), report=(), found=())


def _sent(scene: MoveScene) -> Move:
    """To an officer: an inquiry of its own begins."""
    move = scene.case.payload
    had_clerk = move.had_clerk or not move.visits
    return replace(move, conclusion="", first_visit=len(move.visits), had_clerk=had_clerk)


def _decided(scene: MoveScene) -> Move:
    move = scene.case.payload
    is_part = scene.event == "register_part"
    return replace(
        move,
        decided_by=scene.author,
        is_provisional=scene.event == "register_provisionally",
        registered_members=move.registered_members if is_part else (),
        refusal_reason=str(scene.values.get("reason", move.refusal_reason)),
    )


def _intended(scene: MoveScene) -> Move:
    """A term that runs from a letter waits for its posting."""
    reason = str(scene.values.get("reason", ""))
    return replace(scene.case.payload, posted_on=None, heard=False, refusal_reason=reason)


def _refused(scene: MoveScene) -> Move:
    reason = str(scene.values.get("reason", ""))
    return replace(scene.case.payload, decided_by=scene.author, refusal_reason=reason)


def _card_done(scene: MoveScene) -> Move:
    move = scene.case.payload
    done = tuple(dict.fromkeys((*move.cards_done, *move.cards_now)))
    return replace(move, cards_done=done, cards_now=())


TURNS: Mapping[str, Turn[Move]] = {
    "opened": _asked,
    "ask_reference": _asked_anew,
    "reference_found": _asked,
    "letter_posted": _with(had_clerk=True, by_letter=True),
    "mail_bounced": _with(asked_on=None, by_letter=False),
    "no_letter": _with(goes_without=True),
    "corrected": _corrected,
    "member_left": _left,
    "paper_added": _added,
    "answered": _with(asked_in_vain=False),
    "no_answer": _with(asked_in_vain=True),
    "parent_objected": _with(parent_answered=True),
    "send_officer": _sent,
    "nobody_home": _missed,
    "lives_there": _reported,
    "some_live_there": _reported,
    "not_living_there": _reported,
    "too_little_known": _reported,
    "more_inquiry": _more,
    "ask_proof": _with(posted_on=None),
    "register": _decided,
    "register_provisionally": _decided,
    "register_part": _decided,
    "intend_refusal": _intended,
    "reacted": _with(heard=True),
    "hearing_over": _with(heard=True),
    "refuse": _refused,
    "refusal_made": _with(is_refused=True),
    "card_done": _card_done,
    "granted": _with(is_granted=True),
    "withdraw": _with(is_withdrawn=True),
}
"""By event."""
