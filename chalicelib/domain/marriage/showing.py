"""What both partners read and confirm, and what stands on documents."""

from collections.abc import Mapping
from datetime import date

from chalicelib.domain.marriage.declaration import Declaration, MarriageCase
from chalicelib.domain.marriage.prices import in_euro
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.marriage.terms import act_due, first_day, last_day, postponed_until
from chalicelib.domain.shared.dutch import in_words

LANGUAGES = {"nl": "Nederlands", "fr": "Frans", "de": "Duits", "en": "Engels"}
WITH_INTERPRETER = "Nederlands, met een beëdigd tolk die u meebrengt"

FOREIGN = {
    "not_belgian": "Een van u heeft niet de Belgische nationaliteit.",
    "born_abroad": "Een van u is niet in België geboren.",
    "lives_abroad": "Een van u woont niet in België.",
    "ended_abroad": "Een vroeger huwelijk eindigde in het buitenland.",
}
"""The four questions of triage: what points abroad."""

HOMES = {
    "both": "Wij zijn hier allebei ingeschreven.",
    "me": "Alleen wie deze aangifte begon.",
    "partner": "Alleen de andere partner.",
    "none": "Geen van ons beiden.",
}

REFUSALS = {
    "not_competent": "De gemeente is niet bevoegd",
    "papers": "Papieren ontbreken of zijn niet geldig",
    "too_young": "Een partner is geen achttien",
    "married": "Een partner is nog gehuwd",
    "kin": "De partners zijn te nauw verwant",
    "sham": "Schijnhuwelijk",
    "forced": "Geen vrije toestemming",
}
POSTPONEMENTS = {
    "sham": "Vermoeden van schijnhuwelijk",
    "forced": "Vermoeden van gedwongen huwelijk",
    "conditions": "Vermoeden dat niet aan de voorwaarden voldaan is",
}


def shown(declaration: Declaration) -> Mapping[str, str]:
    """What a partner confirms: exactly what was filled in, no fact of a register."""
    contract = {True: "Ja", False: "Nee", None: ""}[declaration.contract]
    return {
        "Buitenlandse punten": " ".join(FOREIGN[code] for code in declaration.foreign) or "Geen",
        "Ingeschreven in deze gemeente": HOMES.get(declaration.home, ""),
        "Trouwdag": _slot(declaration.wedding),
        "Prijs": _price(declaration.fee_cents),
        "Voorstel voor een andere dag": _slot(declaration.proposed),
        "Taal van de plechtigheid": language(declaration.language),
        "Naam volgens een buitenlandse wet": declaration.name_use,
        "Getuigen": ", ".join(declaration.witness_names),
        "Huwelijkscontract": contract,
        "Versie": str(declaration.revision),
    }


def printed(case: MarriageCase, slot: str) -> Mapping[str, str]:
    """What stands on a document of a marriage; what isn't known falls away."""
    declared = case.payload
    first, second = (*declared.names, "", "")[:2]
    act, receipt, postponed = declared.act_on, declared.receipt_on, declared.postponed_from
    return {
        "first": first,
        "second": second,
        "wedding": declared.slot.words if declared.slot else "",
        "language": language(declared.language),
        "name_use": declared.name_use,
        "witnesses": ", ".join(declared.witness_names),
        "contract": "Ja" if declared.contract else "",
        "draw_by": _day(act_due(receipt) if receipt else None),
        "first_day": _day(first_day(act) if act else None),
        "last_day": _day(last_day(act) if act else None),
        "postponed_until": _day(postponed_until(postponed) if postponed else None),
        "reason": (POSTPONEMENTS if slot == "postponement" else REFUSALS).get(declared.reason, ""),
        "text": declared.text,
    }


def language(code: str) -> str:
    """A language of the ceremony in words."""
    return LANGUAGES.get(code, WITH_INTERPRETER)


def _slot(text: str | None) -> str:
    return WeddingSlot.parse(text).words if text else ""


def _price(cents: int | None) -> str:
    return "" if cents is None else in_euro(cents)


def _day(day: date | None) -> str:
    return in_words(day) if day else ""
