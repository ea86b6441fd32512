"""What the registers know of people, acts and criminal records, in one canonical form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.language import Language
from chalicelib.domain.shared.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class PersonName:
    """Names as registered; `given` may be empty, `family` may be one letter."""

    given: tuple[str, ...]
    family: str

    @property
    def whole(self) -> str:
        """Given names, then the family name."""
        return " ".join((*self.given, self.family))


@dataclass(frozen=True, slots=True)
class Address:
    """An address; `nis` is the municipality's code, empty abroad."""

    street: str
    house_number: str
    box: str
    postcode: str
    locality: str
    nis: str
    country: str = "BE"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened: a municipality or a foreign town, and its ISO country."""

    name: str
    country: str = "BE"


@dataclass(frozen=True, slots=True)
class Birth:
    """When and where somebody was born."""

    date: PartialDate
    place: Place


@dataclass(frozen=True, slots=True)
class Nationality:
    """A nationality with the register's code (150 is Belgian), and how it was acquired."""

    code: str
    name: str
    since: PartialDate | None = None
    ground: str = ""

    @property
    def is_belgian(self) -> bool:
        """Whether it is the Belgian one."""
        return self.code == "150"


class CivilStatus(StrEnum):
    """Burgerlijke staat."""

    UNMARRIED = "unmarried"
    MARRIED = "married"
    WIDOWED = "widowed"
    DIVORCED = "divorced"


class PersonStatus(StrEnum):
    """Whether the file of a person is active."""

    ACTIVE = "active"
    DECEASED = "deceased"
    ABROAD = "abroad"
    STRUCK_OFF = "struck_off"


class Kin(StrEnum):
    """What a relative is of the person in whose file they stand."""

    SPOUSE = "spouse"
    FORMER_SPOUSE = "former_spouse"
    LEGAL_COHABITANT = "legal_cohabitant"
    PARENT = "parent"
    CHILD = "child"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody whom the register links to a person."""

    number: NationalNumber
    kin: Kin


@dataclass(frozen=True, slots=True)
class Cohabitation:
    """A legal cohabitation (wettelijke samenwoning) that lasts."""

    partner: PersonName
    since: date
    municipality: str


@dataclass(frozen=True, slots=True)
class LastWishes:
    """The registered declaration on burial and rites."""

    burial: str
    rites: str
    declared_on: date
    resting_place: str = ""
    """The municipality of the last resting place."""
    contract: str = ""
    """The contract on the funeral: number, day and with whom."""


@dataclass(frozen=True, slots=True)
class Person:
    """The file of one person in the National Register.

    `managed_by` is the NIS code of the municipality in charge; `pending_change` says that a
    change of address or household isn't finished; `is_protected` that the address is confidential.
    """

    number: NationalNumber
    name: PersonName
    birth: Birth
    status: PersonStatus
    managed_by: str
    address: Address | None
    address_since: date | None
    registered_since: date | None
    nationalities: tuple[Nationality, ...]
    civil_status: CivilStatus
    civil_status_since: PartialDate | None
    spouse: PersonName | None
    cohabitation: Cohabitation | None
    relatives: tuple[Relative, ...]
    last_wishes: LastWishes | None
    is_voter: bool
    is_protected: bool
    pending_change: bool
    died: PartialDate | None
    may_be_elected: bool | None = None
    """Whether the voter may stand as a candidate; None when the register doesn't say."""

    @property
    def is_belgian(self) -> bool:
        """Whether one of the nationalities is the Belgian one."""
        return any(n.is_belgian for n in self.nationalities)


class Position(StrEnum):
    """Place in a household, seen from its reference person."""

    REFERENCE = "reference"
    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """One member, as the certificate of household composition prints them."""

    number: NationalNumber
    name: PersonName
    birth: Birth
    position: Position
    since: date


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives at one address as one household; the reference person is the first member."""

    address: Address
    members: tuple[HouseholdMember, ...]


@dataclass(frozen=True, slots=True)
class Residence:
    """One main residence and its time; `until` is None for the present one."""

    address: Address
    since: date
    until: date | None


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


class RecordModel(StrEnum):
    """The models of the extract from the criminal record (art. 595 and 596 Sv.)."""

    BASIC = "595"
    REGULATED = "596-1"
    MINORS = "596-2"


@dataclass(frozen=True, slots=True)
class Conviction:
    """One conviction that a model may show."""

    on: date
    court: str
    text: str


class PoliceAdvice(StrEnum):
    """What the police say on a ban to work with minors (model 596-2)."""

    NOT_ASKED = "not_asked"
    CLEAR = "clear"
    PENDING = "pending"
    PROHIBITED = "prohibited"


@dataclass(frozen=True, slots=True)
class CriminalExtract:
    """What the Central Criminal Record lets one model show of a person."""

    model: RecordModel
    convictions: tuple[Conviction, ...]
    police: PoliceAdvice
    in_custody: bool = False
    """Whether the person is held before a judgment: model 596-2 isn't given then."""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to show."""
        return not self.convictions
