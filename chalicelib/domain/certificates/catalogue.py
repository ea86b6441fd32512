"""The documents that citizens can ask for; their data stand in `templates/documents/*.toml`."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chalicelib.domain.certificates.paper import Closing, SectionTemplate
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import ActKind
from chalicelib.domain.registers.criminal_record import RecordModel
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.from_file import FromFile
from chalicelib.domain.shared.language import Language, Names
from chalicelib.domain.shared.law import Certainty, LegalBasis

FOR_MINORS = "automatic_for_minors"
"""The policy (1: yes) under which a parent or guardian needs no clerk for a minor child."""


class Family(StrEnum):
    """Documents of a family share their register, their law and their layout."""

    POPULATION = "bevolking"
    CIVIL_STATUS = "burgerlijke_stand"
    CRIMINAL_RECORD = "strafregister"


class PrivacyClass(StrEnum):
    """How carefully a document is kept."""

    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    CRIMINAL = "criminal"


@dataclass(frozen=True, slots=True)
class Variant(FromFile):
    """A form of a document (uittreksel, afschrift, a model of the criminal record).

    `purposes` are the purposes (codes) that fit it; empty when any does, or none is asked. With
    `needs_reason` whoever asks for it says why.
    """

    id: str
    names: Names
    use: str
    is_automatic: bool
    purposes: tuple[str, ...] = ()
    needs_activity: bool = False
    needs_reason: bool = False
    record_model: RecordModel | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Regime(FromFile):
    """Who may ask, under the law in force from a day until the next regime's.

    `entitled` may ask freely; `with_interest` with a proven legitimate interest, so never without
    a clerk; `automatic` are those whose relation the register proves well enough to need none.
    `public_after_years` counts from the making of the act; `public_variants` are open to anybody
    at once; `public_since` opens acts made on that day or later. `with_reason` say why they ask.
    `certainty` is of `valid_from`.
    """

    id: str
    valid_from: date
    entitled: frozenset[Relation]
    legal_basis: tuple[LegalBasis, ...]
    with_interest: frozenset[Relation] = frozenset()
    with_reason: frozenset[Relation] = frozenset()
    automatic: frozenset[Relation] = frozenset({Relation.SELF})
    public_after_years: int | None = None
    public_variants: frozenset[str] = frozenset()
    public_since: date | None = None
    certainty: Certainty = Certainty.SOURCED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Register(FromFile):
    """Where a document's facts come from, and what has to be asked there."""

    name: str
    services: frozenset[Service]
    languages: tuple[Language, ...]
    act_kind: ActKind | None = None


@dataclass(frozen=True, slots=True)
class Validity(FromFile):
    """How long recipients may rely on it.

    In `months` it can't be verified as valid any more; None when neither law nor practice sets a
    term. `usual_months` is no term: who receives it decides, and often takes it for so long.
    """

    note: str
    certainty: Certainty
    months: int | None = None
    usual_months: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentRetention(FromFile):
    """How many days the document itself is kept; None for as long as the municipality says.

    Then it is erased; what the ledger holds of it, its hash among it, stays.
    """

    days: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fee(FromFile):
    """The price in euro cents before a municipality's own tariff."""

    cents: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Abroad(FromFile):
    """What a recipient abroad needs; the annex is of Regulation (EU) 2016/1191."""

    eu_form_annex: str
    outside_eu: str


@dataclass(frozen=True, slots=True)
class DocumentType(FromFile):
    """One act or certificate of the catalogue.

    `conditions` and `triggers` are codes of rules: every condition must hold and no trigger may
    occur for the document to be issued without a clerk. `statements` are uses that it states in
    prescribed words when it is asked for one; its ordinary use is none of them.
    """

    id: str
    version: int
    order: int
    family: Family
    names: Names
    summary: str
    variants: tuple[Variant, ...]
    register: Register
    legal_basis: tuple[LegalBasis, ...]
    regimes: tuple[Regime, ...]
    conditions: tuple[str, ...]
    triggers: tuple[str, ...]
    printed: tuple[SectionTemplate, ...]
    closings: tuple[Closing, ...]
    validity: Validity
    fee: Fee
    languages: tuple[Language, ...]
    privacy: PrivacyClass
    abroad: Abroad
    certainty: Certainty
    required_assurance: Assurance = Assurance.HIGH
    purposes: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    note: str = ""
    keywords: tuple[str, ...] = field(default=())
    retention: DocumentRetention = DocumentRetention()

    def variant(self, variant_id: str) -> Variant | None:
        """The variant with an id; None when the document has no such variant."""
        return next((v for v in self.variants if v.id == variant_id), None)

    @property
    def uses(self) -> tuple[str, ...]:
        """Everything for which it can be asked in so many words."""
        return (*self.purposes, *self.statements)

    @property
    def default_variant(self) -> Variant:
        """The one to take when nobody chooses: it shows the least."""
        return self.variants[0]

    def regime_on(self, day: date) -> Regime | None:
        """The law in force on a day; None before the first."""
        past = [r for r in self.regimes if r.valid_from <= day]
        return max(past, key=lambda r: r.valid_from, default=None)
