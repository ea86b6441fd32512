"""How a declaration begins: what the form must say, and who has a part in it."""

from dataclasses import replace

from chalicelib.domain.cases.moving.judge import shown_hash
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Opened, Opening
from chalicelib.domain.marriage.choosing import check_slot
from chalicelib.domain.marriage.declaration import Declaration
from chalicelib.domain.marriage.places import FindPlaces, WeddingVenues
from chalicelib.domain.marriage.showing import shown
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.mail_address import check_email
from chalicelib.domain.shared.wording import Wording

NOBODY_HERE = "none"
MOST_WITNESSES = 4
"""Witnesses need not be there at all; four at most."""


def opens(opening: Opening, find: FindPlaces, words: Wording) -> Opened[Declaration]:
    """The declaration and its two parties. Raises InvalidInputError."""
    declaration = _declared(opening)
    _check_home(declaration)
    check_partner(declaration, opening.starter.person)
    check_witnesses(declaration)
    declaration = _with_price(declaration, opening, find(opening.tenant))
    starter = _signed(opening.starter, declaration, words)
    return Opened(declaration, (starter, Party(2, "partner_b", email=declaration.partner_mail)))


def check_partner(declaration: Declaration, own: NationalNumber | None) -> None:
    """The other partner is somebody else, and can be asked. Raises InvalidInputError."""
    if declaration.partner_mail:
        try:
            check_email(declaration.partner_mail)
        except InvalidInputError as error:
            raise InvalidInputError(error.code, error.public, "partner_mail") from None
    elif declaration.invited is None:
        raise InvalidInputError(
            "partner_missing", "Vul het nummer of het e-mailadres van uw partner in.", "partner"
        )
    if declaration.invited is not None and declaration.invited == own:
        raise InvalidInputError("partner_is_self", "Dit is uw eigen nummer.", "partner")


def check_witnesses(declaration: Declaration) -> None:
    """Raises InvalidInputError for more witnesses than the law takes."""
    if len(declaration.witness_names) > MOST_WITNESSES:
        raise InvalidInputError("too_many_witnesses", "Noem hoogstens vier getuigen.", "witnesses")


def _declared(opening: Opening) -> Declaration:
    values = opening.values
    return Declaration(
        invited=values.get("partner"),
        partner_mail=values.get("partner_mail", ""),
        home=values["home"],
        foreign=values.get("foreign", ()),
        wedding=values.get("wedding"),
        language=values["language"],
        name_use=values.get("name_use", ""),
        contract=values.get("contract"),
        witnesses=values.get("witnesses", ""),
        asked_on=opening.day,
    )


def _check_home(declaration: Declaration) -> None:
    """Competent is where one of the two is registered (oud BW art. 63)."""
    if declaration.home == NOBODY_HERE:
        raise InvalidInputError(
            "not_competent",
            "Doe de aangifte in de gemeente waar een van u ingeschreven is. "
            "Wonen jullie allebei in het buitenland? Kom dan langs.",
            "home",
        )


def _with_price(declaration: Declaration, opening: Opening, places: WeddingVenues) -> Declaration:
    slot = declaration.slot
    if slot is None:
        return declaration
    check_slot(slot, declaration, places, opening.municipality, opening.day)
    return replace(declaration, fee_cents=places.price(slot, opening.day))


def _signed(starter: Party, declaration: Declaration, words: Wording) -> Party:
    """Who sends it in under their own sign-in has declared exactly this; nobody else has."""
    if starter.assurance is not Assurance.HIGH or starter.represented_by:
        return starter
    return replace(starter, confirmed=shown_hash(shown(declaration, words)))
