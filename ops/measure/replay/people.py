"""Who asks for what: people whose data, or wishes, make the rules decide as a cell needs.

Nothing here decides. It only looks for somebody to whom something holds; what comes of their
request, the rules say when it is handled.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from chalicelib.domain.certificates.catalogue import DocumentType, Variant
from chalicelib.domain.certificates.order import CertificateOrder
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Kin, PersonStatus
from chalicelib.domain.registers.relations import Relation, may_be_minor
from chalicelib.domain.shared.assurance import Assurance
from ops.synthetic.population import PersonFile, Population, eligible


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody with a wish. `reason` tells why a clerk will see it; empty when none will."""

    applicant: NationalNumber
    wish: CertificateOrder
    assurance: Assurance = Assurance.HIGH
    reason: str = ""


class People:
    """The inhabitants by what the registers say of them."""

    def __init__(self, population: Population, activities: tuple[str, ...]) -> None:
        self.population = population
        self.activities = activities
        self._eligible: dict[str, tuple[Asker, ...]] = {}
        self._pools: dict[str, tuple[PersonFile, ...]] = {}

    @cached_property
    def adults(self) -> tuple[PersonFile, ...]:
        """Everybody who is alive, here or elsewhere, of age, and whose file answers."""
        on = self.population.as_of
        return tuple(
            f
            for f in self.population.files
            if f.person.status is not PersonStatus.DECEASED
            and not may_be_minor(f.person.birth.date, on)
            and not f.refusals
        )

    def automatic(self, document: DocumentType, rng: Random) -> Asker:
        """Somebody who gets a document at once. Raises LookupError when nobody does."""
        found = rng.choice(self._able(document))
        return replace(found, wish=in_a_form(found.wish, document, rng, self.activities))

    def pool(self, name: str, holds: Callable[[PersonFile], bool]) -> tuple[PersonFile, ...]:
        """The adults to whom something holds, found once."""
        if name not in self._pools:
            self._pools[name] = tuple(f for f in self.adults if holds(f))
        return self._pools[name]

    def about_themselves(
        self, files: tuple[PersonFile, ...], document: DocumentType, rng: Random, reason: str
    ) -> Asker | None:
        """One of some people, asking for their own document; None when there are none."""
        if not files:
            return None
        number = rng.choice(files).number
        wish = wish_of(document, number, Relation.SELF)
        return Asker(number, in_a_form(wish, document, rng, self.activities), reason=reason)

    def _able(self, document: DocumentType) -> tuple[Asker, ...]:
        if document.id not in self._eligible:
            found = eligible(self.population, document.id)
            if not found:
                raise LookupError(f"nobody gets {document.id} without a clerk")
            self._eligible[document.id] = tuple(
                Asker(
                    e.applicant, wish_of(document, e.subject, self._claim(e.applicant, e.subject))
                )
                for e in found
            )
        return self._eligible[document.id]

    def _claim(self, applicant: NationalNumber, subject: NationalNumber) -> Relation:
        """What the applicant says to be; a register has to prove it all the same."""
        if applicant == subject:
            return Relation.SELF
        relatives = self.population.by_number[subject].person.relatives
        kins = {relative.kin for relative in relatives if relative.number == applicant}
        if Kin.PARENT in kins:
            return Relation.ASCENDANT_DIRECT_LINE
        return Relation.DESCENDANT_DIRECT_LINE if Kin.CHILD in kins else Relation.SPOUSE


def wish_of(document: DocumentType, subject: NationalNumber, claimed: Relation) -> CertificateOrder:
    """The plainest wish for a document."""
    return CertificateOrder(document.id, document.default_variant.id, "nl", subject, claimed)


def in_a_form(
    wish: CertificateOrder, document: DocumentType, rng: Random, activities: tuple[str, ...]
) -> CertificateOrder:
    """The wish with a model and its purpose, where the document has purposes."""
    if not document.purposes:
        return wish
    variant = rng.choices(document.variants, (72, 8, 20))[0]
    return in_form(wish, variant, rng, activities)


def in_form(
    wish: CertificateOrder, variant: Variant, rng: Random, activities: tuple[str, ...]
) -> CertificateOrder:
    """The wish in one form, with a purpose that fits it."""
    activity = rng.choice(activities) if variant.needs_activity else ""
    purpose = rng.choice(variant.purposes)
    return replace(wish, variant=variant.id, purpose=purpose, activity=activity)
