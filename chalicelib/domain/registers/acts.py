"""What the register of acts of civil status (DABS) knows, in one canonical form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Birth, PersonName, Place
from chalicelib.domain.shared.language import Language
from chalicelib.domain.shared.partial_date import PartialDate


class ActKind(StrEnum):
    """The kinds of act in the DABS that the catalogue offers."""

    BIRTH = "birth"
    MARRIAGE = "marriage"
    DEATH = "death"
    DIVORCE = "divorce"
    RECOGNITION = "recognition"
    PRENATAL_RECOGNITION = "prenatal_recognition"
    ADOPTION = "adoption"
    NATIONALITY = "nationality"
    NAME_CHANGE = "name_change"
    FIRST_NAME_CHANGE = "first_name_change"
    NAME_CHOICE = "name_choice"
    GENDER_REGISTRATION = "gender_registration"
    STILLBORN = "stillborn"
    ABSENCE = "absence"


class ActOrigin(StrEnum):
    """How an act came into the DABS (MAGDA `certificateOriginType`), or that it didn't yet."""

    NEW_BELGIAN = "new_belgian"
    MIGRATED = "migrated"
    FOREIGN = "foreign"
    ON_PAPER = "on_paper"


class ActRole(StrEnum):
    """What somebody is in an act."""

    CONCERNED = "concerned"
    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    CO_MOTHER = "co_mother"
    SPOUSE = "spouse"
    DECEASED = "deceased"
    RECOGNISER = "recogniser"
    ADOPTER = "adopter"
    ABSENT = "absent"
    WITNESS = "witness"
    DECLARANT = "declarant"


@dataclass(frozen=True, slots=True)
class ActParty:
    """Somebody named in an act; `number` is None for who has none."""

    role: ActRole
    name: PersonName
    birth: Birth | None
    number: NationalNumber | None


@dataclass(frozen=True, slots=True)
class ActDetail:
    """A fact of one kind of act: `code` has a label per language in the templates.

    `code` is one of `ACT_DETAILS`; `value` is the text of the act, in the act's own language.
    """

    code: str
    value: str


_JUDGMENT = ("court", "judgment_number", "judgment_date", "final_date")

ACT_DETAILS: Mapping[ActKind, tuple[str, ...]] = {
    ActKind.BIRTH: ("time", "sex", "prior_act"),
    ActKind.MARRIAGE: ("chosen_name", "witnesses"),
    ActKind.DEATH: ("time", "found_on"),
    ActKind.DIVORCE: ("marriage_act", *_JUDGMENT),
    ActKind.RECOGNITION: ("capacity", "consent", "chosen_name"),
    ActKind.PRENATAL_RECOGNITION: ("due_date", "capacity", "consent", "chosen_name"),
    ActKind.ADOPTION: ("adoption_kind", "new_name", "former_name", "central_authority", *_JUDGMENT),
    ActKind.NATIONALITY: ("ground", "acquired_on"),
    ActKind.NAME_CHANGE: ("requested_on", "old_name", "new_name", "decree"),
    ActKind.FIRST_NAME_CHANGE: ("old_first_names", "new_first_names"),
    ActKind.NAME_CHOICE: ("old_name", "chosen_name", "ground"),
    ActKind.GENDER_REGISTRATION: ("new_registration",),
    ActKind.STILLBORN: ("time", "sex", "pregnancy", "first_names"),
    ActKind.ABSENCE: (*_JUDGMENT, "last_seen"),
}
"""The details that an act of a kind may have, in the order of the act; none is obligatory."""


@dataclass(frozen=True, slots=True)
class ActHistory:
    """A later change of the status, which only an afschrift shows.

    `basis` is what it rests on (an act, a judgment); `registered_on` and `reference` are of its
    registration in the DABS. Empty where the register doesn't say.
    """

    on: date
    text: str
    basis: str = ""
    registered_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """An act of civil status: contents as art. 41 §1 old Civil Code asks.

    `number` is the act number, `reference` the DABS reference (empty when `ON_PAPER`).
    `details` are the facts of its kind. `effective_on` is the day from which it counts, when the
    register names one. What is free text is in `language`. `mentions_gender_change` is of a
    mention in the margin: an act of gender registration itself has none.
    """

    kind: ActKind
    reference: str
    number: str
    origin: ActOrigin
    fact_date: PartialDate
    fact_place: Place
    made_on: date
    made_in: str
    registrar: str
    basis: str
    parties: tuple[ActParty, ...]
    details: tuple[ActDetail, ...]
    history: tuple[ActHistory, ...]
    mentions_gender_change: bool
    effective_on: PartialDate | None = None
    language: Language = "nl"

    @property
    def is_digital(self) -> bool:
        """Whether the DABS holds it, so that it can be issued without a registrar."""
        return self.origin in {ActOrigin.NEW_BELGIAN, ActOrigin.MIGRATED}
