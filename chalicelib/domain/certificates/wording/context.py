"""What the functions that put facts into words work with, and what they yield."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.certificates.catalogue import DocumentType, Variant
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.certificates.paper import SectionTemplate
from chalicelib.domain.issued.labels import Labels
from chalicelib.domain.issued.printing import Line, Table
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.answers import Answer, Found
from chalicelib.domain.registers.criminal_record import CriminalExtract
from chalicelib.domain.registers.dwellings import boxed
from chalicelib.domain.registers.people import Address, Household, Person, PersonName, Residence
from chalicelib.domain.shared.language import Language
from chalicelib.domain.tenants.municipality import Municipality

COPY = "afschrift"
"""The variant of an act that shows its history."""


class MissingFactError(Exception):
    """The registers don't hold what a document has to say; `code` names the fact, not the person.

    Such a document isn't made: a human looks into it.
    """

    def __init__(self, code: str) -> None:
        super().__init__(f"no fact for {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Context:
    """One request's facts with the words to print them in."""

    case: CertificateCase
    document: DocumentType
    variant: Variant
    answered: RegisterAnswers
    municipality: Municipality
    labels: Labels
    issued_on: date

    @property
    def person(self) -> Person:
        """The subject's file. Raises MissingFactError."""
        return found(self.answered.person, "person")

    @property
    def household(self) -> Household:
        """The subject's household. Raises MissingFactError."""
        return found(self.answered.household, "household")

    @property
    def residences(self) -> tuple[Residence, ...]:
        """The subject's residences. Raises MissingFactError."""
        return found(self.answered.residences, "residences")

    @property
    def act(self) -> Act:
        """The act. Raises MissingFactError."""
        return found(self.answered.act, "act")

    @property
    def record(self) -> CriminalExtract:
        """The criminal record. Raises MissingFactError."""
        return found(self.answered.record, "record")

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the facts that stand on this document."""
        return frozenset(
            code for printed in self.document.printed for code in self.standing(printed)
        )

    def standing(self, printed: SectionTemplate) -> tuple[str, ...]:
        """Which facts of a section stand on this variant, today, in this municipality."""
        chosen = self.municipality.prints(self.document.id)
        facts = (f for f in printed.facts if f.stands_on(self.variant.id, self.issued_on, chosen))
        return tuple(fact.code for fact in facts)

    @property
    def is_copy(self) -> bool:
        """Whether an act is printed with its history."""
        return self.variant.id == COPY

    def line(self, label: str, value: str, code: str = "") -> Line:
        """A labelled fact under the code of its label, unless another is given."""
        return Line(self.labels[label], value, code or label)

    def free(self, label: str, value: str, code: str = "", language: Language = "nl") -> Line:
        """A labelled text as a register wrote it, in its language."""
        return Line(self.labels[label], value, code or label, self.foreign(language))

    def foreign(self, language: Language) -> Language | None:
        """A language where it isn't the document's."""
        return language if language != self.labels.language else None

    def address(self, address: Address) -> str:
        """An address on one line: street and number, postcode and town, country."""
        box = boxed(address.box, self.labels["word.box"])
        street = f"{address.street} {address.house_number}".strip() + box
        town = f"{address.postcode} {address.locality}".strip()
        country = "" if address.country == "BE" else self.labels.country(address.country)
        return ", ".join(part for part in (street, town, country) if part)


type Piece = Line | Table | str
"""A labelled fact, a table, or a sentence."""

type Teller = Callable[[Context], Iterator[Piece]]
"""Puts one fact into words. Raises MissingFactError."""


def found[T](answer: Answer[T] | None, code: str) -> T:
    """What a register found. Raises MissingFactError for any other answer."""
    if isinstance(answer, Found):
        return answer.value
    raise MissingFactError(code)


def given[T](value: T | None, code: str) -> T:
    """A value that has to be there. Raises MissingFactError."""
    if value is None or value == "":
        raise MissingFactError(code)
    return value


def whole_name(name: PersonName, code: str) -> str:
    """All names on one line. Raises MissingFactError for somebody without a family name."""
    given(family_name(name), code)
    return name.whole


def family_name(name: PersonName) -> str:
    """The family name; empty when nothing of it can be seen."""
    return name.family if any(c.isalpha() for c in name.family) else ""
