"""What events make of a declaration, beyond the fields that go there by themselves."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from chalicelib.domain.cases.process_type import Turn
from chalicelib.domain.marriage.choosing import check_slot, check_visit
from chalicelib.domain.marriage.declaration import PARTNERS, Declaration
from chalicelib.domain.marriage.guards import MarriageScene
from chalicelib.domain.marriage.opening import check_partner, check_witnesses
from chalicelib.domain.marriage.places import FindPlaces
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.marriage.terms import prolonged_until
from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.errors import InvalidInputError


def turns(find: FindPlaces) -> Mapping[str, Turn[Declaration]]:
    """Every payload function, over the places of a municipality."""
    return {
        **_PLAIN,
        "changed": lambda scene: _changed(scene, find),
        "date_proposed": lambda scene: _proposed(scene, find),
        "date_moved": lambda scene: _proposed(scene, find),
        "visit_booked": lambda scene: _visit_booked(scene, find),
        "date_agreed": lambda scene: _agreed(scene, find),
    }


def _changed(scene: MarriageScene, find: FindPlaces) -> Declaration:
    """Changed: everybody is asked anew, and the term counts from now."""
    declared = scene.case.payload
    check_witnesses(declared)
    if "wedding" in scene.values:
        declared = _priced(_checked(declared, declared.slot, scene, find), scene, find)
    return replace(
        declared,
        revision=declared.revision + 1,
        asked_on=scene.day,
        by_letter=False,
        consents=(),
        asked=(),
        visits=(),
    )


def _checked(
    declared: Declaration, slot: WeddingSlot | None, scene: MarriageScene, find: FindPlaces
) -> Declaration:
    if slot is not None:
        here = scene.municipality
        check_slot(slot, declared, find(scene.case.tenant), here, scene.day)
    return declared


def _priced(declared: Declaration, scene: MarriageScene, find: FindPlaces) -> Declaration:
    """With the price of its day; one that goes by the declaration keeps that day."""
    if declared.slot is None:
        return replace(declared, fee_cents=None)
    begun = scene.municipality.day_of(scene.case.intake.received_at)
    return replace(declared, fee_cents=find(scene.case.tenant).price(declared.slot, begun))


def _proposed(scene: MarriageScene, find: FindPlaces) -> Declaration:
    declared = scene.case.payload
    slot = WeddingSlot.parse(declared.proposed) if declared.proposed else None
    _checked(declared, slot, scene, find)
    return replace(declared, proposed_by=scene.author, is_agreed=False)


def _agreed(scene: MarriageScene, find: FindPlaces) -> Declaration:
    """Somebody else's proposal becomes the day; one's own doesn't."""
    declared = scene.case.payload
    if not declared.proposed or declared.proposed_by == scene.author:
        return replace(declared, is_agreed=False)
    _checked(declared, WeddingSlot.parse(declared.proposed), scene, find)
    agreed = replace(declared, wedding=declared.proposed, proposed=None, proposed_by="")
    return _priced(replace(agreed, is_agreed=True, is_date_excluded=False), scene, find)


def _visit_booked(scene: MarriageScene, find: FindPlaces) -> Declaration:
    """One appointment for each: a new one takes the place of the one before."""
    slot = WeddingSlot.parse(scene.values["visit"])
    check_visit(slot, find(scene.case.tenant).visits, scene.municipality, scene.day)
    left = _without_visit(scene)
    return replace(left, visits=(*left.visits, f"{PARTNERS[scene.role]} {slot}"))


def _without_visit(scene: MarriageScene) -> Declaration:
    declared, number = scene.case.payload, PARTNERS[scene.role]
    visits = (visit for visit in declared.visits if not visit.startswith(f"{number} "))
    return replace(declared, visits=tuple(visits), visit=None)


def _asked(scene: MarriageScene) -> Declaration:
    """Asked anew: an appointment for what was asked before is over."""
    return replace(scene.case.payload, asked=_numbers(scene), visits=())


def _corrected(scene: MarriageScene) -> Declaration:
    """Whom the first partner means now; what isn't filled in no longer counts."""
    values = scene.values
    declared = replace(
        scene.case.payload,
        invited=values.get("partner"),
        partner_mail=values.get("partner_mail", ""),
        asked_on=scene.day,
        by_letter=False,
    )
    check_partner(declared, scene.case.parties[0].person)
    return declared


def _consented(scene: MarriageScene) -> Declaration:
    declared, number = scene.case.payload, PARTNERS[scene.values["for"]]
    return replace(declared, consents=tuple(sorted({*declared.consents, number})))


def _numbers(scene: MarriageScene) -> tuple[int, ...]:
    return tuple(sorted(PARTNERS[role] for role in scene.values["of"]))


def _papers_added(scene: MarriageScene) -> Declaration:
    """Who brought papers isn't asked any more; staff bring those of both."""
    declared = scene.case.payload
    left = tuple(n for n in declared.asked if f"party:{n}" != scene.author)
    return replace(declared, asked=() if scene.role == "clerk" else left)


def _completed(scene: MarriageScene) -> Declaration:
    return replace(scene.case.payload, is_lifted=bool(scene.values.get("lifted")))


def _waived(scene: MarriageScene) -> Declaration:
    """Without waiting, or without a declaration (oud BW art. 165 §2): from today on."""
    is_waived = scene.event == "declaration_waived"
    return replace(scene.case.payload, first_day=scene.day, is_waived=is_waived)


def _without_wedding(scene: MarriageScene) -> Declaration:
    return replace(scene.case.payload, wedding=None, proposed=None, proposed_by="", fee_cents=None)


def _postponed(scene: MarriageScene) -> Declaration:
    """Two months from the chosen day of the wedding (oud BW art. 167), else from today."""
    declared = scene.case.payload
    return replace(
        declared,
        postponements=declared.postponements + 1,
        postponed_from=declared.wedding_on or scene.day,
    )


def _prolonged(scene: MarriageScene) -> Declaration:
    """Three months more at most. Raises InvalidInputError."""
    declared = scene.case.payload
    most = prolonged_until(declared.postponed_from or scene.day)
    if declared.prolonged_until and declared.prolonged_until > most:
        raise InvalidInputError(
            "prolonged_too_long", f"Verlengen kan hoogstens tot {in_words(most)}.", "until"
        )
    return declared


def _resumed(scene: MarriageScene) -> Declaration:
    """What was held up goes on: a day that went by meanwhile is no longer chosen."""
    declared = scene.case.payload
    is_past = declared.wedding_on is not None and declared.wedding_on < scene.day
    return _without_wedding(scene) if is_past else declared


def _overturned(scene: MarriageScene) -> Declaration:
    """The same reason refuses no more; who must sign anew has the whole term for it."""
    declared = _resumed(scene)
    overturned = (*declared.overturned, declared.reason)
    return replace(declared, overturned=overturned, reason="", asked_on=scene.day, by_letter=False)


def _with(**changes: object) -> Callable[[MarriageScene], Declaration]:
    return lambda scene: replace(scene.case.payload, **changes)  # type: ignore[arg-type]


_PLAIN: Mapping[str, Turn[Declaration]] = {
    "letter_posted": _with(by_letter=True),
    "partner_corrected": _corrected,
    "consent_on_paper": _consented,
    "ask_papers": _asked,
    "visit_cancelled": _without_visit,
    "papers_added": _papers_added,
    "papers_over": _with(asked=()),
    "complete": _completed,
    "doubted": lambda scene: replace(scene.case.payload, doubted=_numbers(scene)),
    "doubt_lifted": _with(doubted=()),
    "authenticity_over": _with(doubted=()),
    "waiting_waived": _waived,
    "declaration_waived": _waived,
    "date_cancelled": _without_wedding,
    "postpone": _postponed,
    "prolonged": _prolonged,
    "postponement_lifted": _resumed,
    "postponement_over": lambda scene: replace(_resumed(scene), must_celebrate=True),
    "overturned": _overturned,
}
