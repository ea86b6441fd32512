"""Everything the rules may look at, gathered before the first rule runs."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.certificates.catalogue import DocumentType, Regime, Variant
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.answers import Answer
from chalicelib.domain.registers.criminal_record import CriminalExtract
from chalicelib.domain.registers.people import Household, Person, Residence
from chalicelib.domain.tenants.municipality import Municipality


@dataclass(frozen=True, slots=True)
class RegisterAnswers:
    """What the registers answered for one request; None for what wasn't asked (yet)."""

    person: Answer[Person] | None = None
    household: Answer[Household] | None = None
    residences: Answer[tuple[Residence, ...]] | None = None
    act: Answer[Act] | None = None
    record: Answer[CriminalExtract] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A request, the document asked for, the law of the day, and what the registers say.

    `today` is the day of the municipality on which the rules are applied.
    """

    case: CertificateCase
    document: DocumentType
    variant: Variant
    regime: Regime | None
    municipality: Municipality
    answered: RegisterAnswers
    today: date
