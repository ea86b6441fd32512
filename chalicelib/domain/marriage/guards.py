"""What must hold for an event of a marriage, or chooses where it leads."""

from collections.abc import Mapping
from datetime import date

from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Guard, Scene
from chalicelib.domain.marriage.declaration import Declaration, MarriageCase
from chalicelib.domain.marriage.rules import impediments
from chalicelib.domain.marriage.terms import first_day
from chalicelib.domain.process.judging import Answer

type MarriageScene = Scene[Declaration]

WINDOW, REGISTRAR = "window", "registrar"


def _has_signed(party: Party, case: MarriageCase) -> bool:
    return bool(party.confirmed) or party.number in case.payload.consents


def _yes(holds: object) -> Answer:
    return Answer.of(holds=bool(holds))


def was_asked_by_letter(scene: MarriageScene) -> Answer:
    """The partner was asked by a letter, and somebody said when it was posted."""
    return Answer.of(holds=scene.case.payload.by_letter)


def all_confirmed(scene: MarriageScene) -> Answer:
    """Both signed exactly what is declared now; nobody for the other (oud BW art. 146)."""
    return _yes(all(_has_signed(party, scene.case) for party in scene.case.parties))


def unsigned(scene: MarriageScene) -> Answer:
    """Somebody's signature is missing: what they signed isn't what is declared any more."""
    return _yes(not all(_has_signed(party, scene.case) for party in scene.case.parties))


def has_to_confirm(scene: MarriageScene) -> Answer:
    """Whether this party's signature is missing."""
    return _yes(scene.party is not None and not _has_signed(scene.party, scene.case))


def asks_by_letter(scene: MarriageScene) -> Answer:
    """An invited partner who isn't known yet and has no address for mail."""
    return _yes(any(p.person is None and not p.email for p in scene.case.parties))


def not_joined(scene: MarriageScene) -> Answer:
    """Nobody answered the invitation yet."""
    return _yes(any(party.person is None for party in scene.case.parties))


def consent_legalised(scene: MarriageScene) -> Answer:
    """The paper is there (oud BW art. 63), and the other partner signed in person."""
    signed = any(party.confirmed for party in scene.case.parties)
    return _yes(signed and scene.values.get("file") and scene.values.get("for"))


def in_window(scene: MarriageScene) -> Answer:
    """From the first day to the last (oud BW art. 165), or it must be celebrated (art. 167)."""
    at = scene.case.payload.celebrated_at
    if at is None or at > scene.at:
        return Answer.NO
    day = scene.municipality.day_of(at)
    return _yes(_is_open(scene.case, day) and _is_before_end(scene, day))


def _is_open(case: MarriageCase, day: date) -> bool:
    declared = case.payload
    first = declared.first_day or (first_day(declared.act_on) if declared.act_on else None)
    return first is None or day >= first


def _is_before_end(scene: MarriageScene, day: date) -> bool:
    clock = scene.case.instance.clock(WINDOW)
    if scene.case.payload.must_celebrate or clock is None or clock.ends_at is None:
        return True
    return day <= scene.municipality.day_of(clock.ends_at)


def papers_complete(scene: MarriageScene) -> Answer:
    """Nobody still has to bring papers, and no impediment stands (oud BW art. 64)."""
    declared = scene.case.payload
    stands = impediments(scene.case.verdict) and not declared.is_lifted
    return _yes(not declared.asked and not stands)


def may_refuse(scene: MarriageScene) -> Answer:
    """Silence made it due (Cass. 25 January 2021), or a court said so of the same reason."""
    declared = scene.case.payload
    return _yes(not declared.must_celebrate and declared.reason not in declared.overturned)


def reasons_given(scene: MarriageScene) -> Answer:
    """A decision says why (law of 29 July 1991)."""
    return _yes(scene.values.get("reason") or scene.values.get("why"))


def day_to_agree(scene: MarriageScene) -> Answer:
    """Somebody else proposed a day to this party, who didn't answer yet."""
    declared, party = scene.case.payload, scene.party
    return _yes(declared.proposed and party and declared.proposed_by != party.author)


GUARDS: Mapping[str, Guard[Declaration]] = {
    "asks_by_letter": asks_by_letter,
    "was_asked_by_letter": was_asked_by_letter,
    "all_confirmed": all_confirmed,
    "unsigned": unsigned,
    "has_to_confirm": has_to_confirm,
    "not_joined": not_joined,
    "consent_legalised": consent_legalised,
    "is_doubted": lambda s: _yes(s.party and s.party.number in s.case.payload.doubted),
    "is_asked": lambda s: _yes(s.party and s.party.number in s.case.payload.asked),
    "has_visit": lambda s: _yes(s.party and s.case.payload.visit_of(s.party.number)),
    "still_asked": lambda s: _yes(s.case.payload.asked),
    "papers_missing": lambda s: _yes(s.case.payload.asked),
    "papers_complete": papers_complete,
    "receipt_given": lambda s: _yes(s.case.payload.receipt_on),
    "act_made": lambda s: _yes(s.case.payload.act_on or s.case.payload.is_waived),
    "reasons_given": reasons_given,
    "may_make_acts": lambda s: _yes(s.role == REGISTRAR),
    "may_refuse": may_refuse,
    "not_postponed_before": lambda s: _yes(s.case.payload.postponements <= 1),
    "date_excluded": lambda s: _yes(s.case.payload.is_date_excluded),
    "day_to_agree": day_to_agree,
    "day_to_cancel": lambda s: _yes(s.case.payload.wedding or s.case.payload.proposed),
    "other_proposed": lambda s: _yes(s.case.payload.is_agreed),
    "in_window": in_window,
    "may_expire": lambda s: _yes(
        not s.case.payload.must_celebrate and s.case.payload.celebrated_at is None
    ),
}
