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
from chalicelib.domain.address_change.options import FOUND, REFUSAL_REASONS
from chalicelib.domain.shared.dutch import in_words, on_the_clock

_LATE = "De aangifte kwam later dan 8 werkdagen na de verhuis. Ze is wel geldig."
_OUTCOMES = {
    "notice_registered": "ingeschreven",
    "notice_after_appeal": "ingeschreven na beroep",
    "notice_refused": "niet ingeschreven",
}


def printed(case: MoveCase, slot: str) -> Mapping[str, str]:
    """The words of a slot's document; one that is empty falls away."""
    move = case.payload
    declared = {
        "declared_on": in_words(move.declared_on) if move.declared_on else "",
        "address": move.where,
    }
    match slot:
        case "receipt":
            return {**declared, **_receipt(case)}
        case "refusal":
            return {**declared, **_refusal(move)}
        case _:
            return {**declared, **_notice(move, slot)}


def _receipt(case: MoveCase) -> Mapping[str, str]:
    move, party = case.payload, party_in(case, DECLARANT)
    declarant = member_of(move, party) if party else None
    return {
        "declarant": declarant.name if declarant else "",
        "moved_on": in_words(move.moved_on) if move.moved_on else "",
        "movers": _names(move.moving),
        "late": _LATE if move.is_late else "",
    }


def _refusal(move: Move) -> Mapping[str, str]:
    refused = [member for member in move.moving if member.code not in _kept(move)]
    visits = (_said(visit) for visit in move.visits)
    return {
        "refused": _names(refused),
        "visits": "; ".join(visits) or "geen bezoek genoteerd",
        "conclusion": FOUND.get(move.conclusion, "geen besluit"),
        "reason": REFUSAL_REASONS.get(move.refusal_reason, ""),
    }


def _said(visit: Visit) -> str:
    """Day and hour of a visit, and what was found."""
    return f"{in_words(visit.at.date())}, {on_the_clock(visit.at)}: {FOUND[visit.found]}"


def _kept(move: Move) -> frozenset[str]:
    return frozenset(move.registered)


def _notice(move: Move, slot: str) -> Mapping[str, str]:
    is_in = slot != "notice_refused"
    members = [m for m in move.moving if (m.code in _kept(move)) == is_in]
    return {
        "outcome": _OUTCOMES[slot],
        "former": move.former,
        "people": _names(members),
        "since": in_words(move.declared_on) if is_in and move.declared_on else "",
    }


def _names(members: Iterable[Member]) -> str:
    return ", ".join(member.name for member in members)
