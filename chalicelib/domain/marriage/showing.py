"""What both partners read and confirm, and what stands on documents."""

from collections.abc import Mapping
from datetime import date

from chalicelib.domain.marriage.declaration import Declaration, MarriageCase
from chalicelib.domain.marriage.prices import in_euro
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.marriage.terms import act_due, first_day, last_day, postponed_until
from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.wording import Wording

INTERPRETER = "interpreter"
_REASONS = {"postponement": "postponements"}


def shown(declaration: Declaration, words: Wording) -> Mapping[str, str]:
    """What a partner confirms: exactly what was filled in, no fact of a register."""
    say, foreign = words.say, words("foreign")
    return {
        say("confirmed.foreign"): " ".join(foreign[code] for code in declaration.foreign)
        or say("confirmed.no_foreign"),
        say("confirmed.home"): words("homes").get(declaration.home, ""),
        say("confirmed.wedding"): _slot(declaration.wedding),
        say("confirmed.price"): _price(declaration.fee_cents, words),
        say("confirmed.proposed"): _slot(declaration.proposed),
        say("confirmed.language"): language(declaration.language, words),
        say("confirmed.name_use"): declaration.name_use,
        say("confirmed.witnesses"): ", ".join(declaration.witness_names),
        say("confirmed.contract"): _contract(declaration, words),
        say("confirmed.revision"): str(declaration.revision),
    }


def printed(case: MarriageCase, slot: str, words: Wording) -> Mapping[str, str]:
    """What stands on a document of a marriage; what isn't known falls away."""
    declared = case.payload
    first, second = (*declared.names, "", "")[:2]
    act, receipt, postponed = declared.act_on, declared.receipt_on, declared.postponed_from
    return {
        "first": first,
        "second": second,
        "wedding": declared.slot.words if declared.slot else "",
        "language": language(declared.language, words),
        "name_use": declared.name_use,
        "witnesses": ", ".join(declared.witness_names),
        "contract": words.say("contract.yes") if declared.contract else "",
        "draw_by": _day(act_due(receipt) if receipt else None),
        "first_day": _day(first_day(act) if act else None),
        "last_day": _day(last_day(act) if act else None),
        "postponed_until": _day(postponed_until(postponed) if postponed else None),
        "reason": words(_REASONS.get(slot, "refusals")).get(declared.reason, ""),
        "text": declared.text,
    }


def language(code: str, words: Wording) -> str:
    """A language of the ceremony in words; with an interpreter when it is none of ours."""
    languages = words("languages")
    return languages.get(code, languages[INTERPRETER])


def _contract(declaration: Declaration, words: Wording) -> str:
    if declaration.contract is None:
        return ""
    return words.say("contract.yes") if declaration.contract else words.say("contract.no")


def _slot(text: str | None) -> str:
    return WeddingSlot.parse(text).words if text else ""


def _price(cents: int | None, words: Wording) -> str:
    return "" if cents is None else in_euro(cents, words)


def _day(day: date | None) -> str:
    return in_words(day) if day else ""
