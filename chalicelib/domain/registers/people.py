"""What the National Register knows of people and households, in one canonical form."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.registers.national_number import NationalNumber
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
    WARD = "ward"


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
