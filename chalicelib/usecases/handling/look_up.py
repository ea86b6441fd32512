"""Find a person in the register, with a reason that stays in the access log."""

from dataclasses import dataclass

from chalicelib.domain.cases.staff import Staff, StaffAction
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Person
from chalicelib.domain.shared.errors import InvalidInputError, NotAllowedError
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.ports.registers import PersonIndex
from chalicelib.usecases.handling.at_hand import AtHand, allow
from chalicelib.usecases.handling.four_eyes import OWN_FILE, AccessReason, FourEyes

REASONS = {
    "aanvraag_balie": "Opzoeking voor een aanvraag aan de balie",
    "aanvraag_telefoon": "Opzoeking voor een aanvraag per telefoon",
    "aanvraag_brief": "Opzoeking voor een aanvraag per brief, mail of fax",
    "rechtzetting": "Opzoeking om gegevens recht te zetten",
    "klacht": "Opzoeking om een klacht te behandelen",
}
LEGAL_GROUND = "Wet van 8 augustus 1983 tot regeling van een Rijksregister, art. 5"
IN_CASE = "Opzoeking voor een lopend dossier"
MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class Why:
    """An open case, or else one of the stated reasons; a case that ended is no reason."""

    case_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LookUpPerson:
    """Whoever looks for a person says why, and it stands in the log of the person concerned.

    One line for each that is looked for by number, or is found by name.
    """

    at_hand: AtHand
    index: PersonIndex
    four_eyes: FourEyes

    def by_number(self, staff: Staff, number: NationalNumber, why: Why) -> Person:
        """Somebody's file.

        Raises NotThereError, InvalidInputError (`reason_missing`, `person_unknown`), what four
        eyes raise, RetryableError.
        """
        person = self.four_eyes.file(staff, number, self._reason(staff, why))
        if person is None:
            raise InvalidInputError(
                "person_unknown", "Wij vonden niemand met dit rijksregisternummer.", "number"
            )
        return person

    def note(self, staff: Staff, number: NationalNumber, why: Why) -> None:
        """That somebody's cases are looked for, who is neither themselves nor a relative.

        Raises NotThereError, InvalidInputError (`reason_missing`), what four eyes raise,
        RetryableError.
        """
        self.four_eyes.file(staff, number, self._reason(staff, why))

    def by_name(self, staff: Staff, family: str, born: PartialDate, why: Why) -> list[Person]:
        """Everybody of that name who may be born then; empty when there is nobody.

        Themselves and their relatives aren't among them.
        Who is registered with a year or month alone may be: that is asked beside the whole date.
        Raises NotThereError, InvalidInputError (`reason_missing`, `text_missing`, `too_many`),
        RetryableError.
        """
        reason = self._reason(staff, why)
        if not family.strip():
            raise InvalidInputError("text_missing", "Vul de familienaam in.", "family")
        numbers = dict.fromkeys(n for day in _known_as(born) for n in self.index.find(family, day))
        if len(numbers) > MOST_FOUND:
            raise InvalidInputError("too_many", "Te veel personen. Zoek op nummer.", "family")
        found = (self._others(staff, number, reason) for number in numbers)
        return [person for person in found if person]

    def _others(self, staff: Staff, number: NationalNumber, reason: AccessReason) -> Person | None:
        try:
            return self.four_eyes.file(staff, number, reason)
        except NotAllowedError as error:
            if error.code != OWN_FILE:
                raise
            return None

    def _reason(self, staff: Staff, why: Why) -> AccessReason:
        return AccessReason(self._purpose(staff, why), LEGAL_GROUND, why.case_id)

    def _purpose(self, staff: Staff, why: Why) -> str:
        allow(staff, StaffAction.LOOK_UP)
        if why.case_id:
            found = self.at_hand.case(staff, why.case_id)
            if not found.frame.definition.is_final(found.case.instance.state):
                return IN_CASE
        if why.reason not in REASONS:
            raise InvalidInputError("reason_missing", "Kies waarom u dit opzoekt.", "reason")
        return REASONS[why.reason]


def _known_as(born: PartialDate) -> tuple[PartialDate, ...]:
    """A date as a register may know it: as it is, without the day, and without the month."""
    less = (born, PartialDate(born.year, born.month), PartialDate(born.year))
    return tuple(dict.fromkeys(less))
