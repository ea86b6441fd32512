"""What stands on receipt, refusal and notices, by the codes of their templates."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.address_change.move import (
    DECLARANT,
    Member,
    Move,
    MoveCase,
    Visit,
    member_of,
    party_in,
)
from chalicelib.domain.shared.dutch import in_words, on_the_clock
from chalicelib.domain.shared.wording import Wording


def printed(case: MoveCase, slot: str, words: Wording) -> Mapping[str, str]:
    """The words of a slot's document; one that is empty falls away."""
    move = case.payload
    declared = {
        "declared_on": in_words(move.declared_on) if move.declared_on else "",
        "address": move.where,
    }
    match slot:
        case "receipt":
            return {**declared, **_receipt(case, words)}
        case "refusal":
            return {**declared, **_refusal(move, words)}
        case _:
            return {**declared, **_notice(move, slot, words)}


def _receipt(case: MoveCase, words: Wording) -> Mapping[str, str]:
    move, party = case.payload, party_in(case, DECLARANT)
    declarant = member_of(move, party) if party else None
    return {
        "declarant": declarant.name if declarant else "",
        "moved_on": in_words(move.moved_on) if move.moved_on else "",
        "movers": _names(move.moving),
        "late": words.say("printed.late") if move.is_late else "",
    }


def _refusal(move: Move, words: Wording) -> Mapping[str, str]:
    refused = [member for member in move.moving if member.code not in _kept(move)]
    visits = (said_of_visit(visit, words) for visit in move.visits)
    shielded = {"address": words.say("printed.shielded")} if move.hides_names else {}
    return shielded | {
        "refused": _names(refused),
        "visits": "; ".join(visits) or words.say("printed.no_visit"),
        "conclusion": words("found").get(move.conclusion) or words.say("printed.no_conclusion"),
        "reason": words("refusal_reasons").get(move.refusal_reason, ""),
    }


def said_of_visit(visit: Visit, words: Wording) -> str:
    """Day and hour of a visit, and what was found."""
    found = words("found")[visit.found]
    return f"{in_words(visit.at.date())}, {on_the_clock(visit.at)}: {found}"


def _kept(move: Move) -> frozenset[str]:
    return frozenset(move.registered)


def _notice(move: Move, slot: str, words: Wording) -> Mapping[str, str]:
    is_in = slot != "notice_refused"
    members = [m for m in move.moving if (m.code in _kept(move)) == is_in]
    return {
        "outcome": words("outcomes")[slot],
        "former": move.former,
        "people": _names(members),
        "since": in_words(move.declared_on) if is_in and move.declared_on else "",
    }


def _names(members: Iterable[Member]) -> str:
    return ", ".join(member.name for member in members)
