"""What a page tells of a document before anybody asks for it."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.certificates.catalogue import (
    FOR_MINORS,
    DocumentType,
    Family,
    Regime,
    Variant,
)
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.web.http import texts

_OF_THE_DEAD = "subject_deceased"
"""The condition of documents that nobody can ask for themselves."""
_ADULT = "applicant_is_adult"
"""The condition of documents that nobody under age can ask for themselves."""
_REST = "other"
"""The purpose of who has another one."""


@dataclass(frozen=True, slots=True)
class Described:
    """A document as this municipality offers it today."""

    document: DocumentType
    municipality: Municipality
    today: date

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def name(self) -> str:
        """What the document is called."""
        return self.document.names.nl

    @property
    def variants(self) -> tuple[tuple[Variant, bool], ...]:
        """The forms, each with whether it can go without a clerk."""
        return tuple((v, v.is_automatic and self._may_be_automatic) for v in self.document.variants)

    @property
    def is_fast(self) -> bool:
        """Whether its usual form can be there within a minute."""
        return self.document.default_variant.is_automatic and self._may_be_automatic

    @property
    def level(self) -> Assurance:
        """How surely somebody must have signed in for it to go without a clerk."""
        document = self.document
        return self.municipality.required_assurance(document.id, document.required_assurance)

    @property
    def is_for_adults(self) -> bool:
        """Whether somebody under eighteen can't ask for their own (oud BW, art. 376 and 388)."""
        return _ADULT in self.document.conditions

    def is_automatic_as(self, relation: Relation, *, is_minor: bool) -> bool:
        """Whether who asks in a capacity that the register proves needs no clerk for that."""
        regime = self._regime
        by_policy = is_minor and relation is Relation.LEGAL_REPRESENTATIVE
        is_policy = bool(self.municipality.policy(FOR_MINORS, self.today))
        return regime is not None and (relation in regime.automatic or (by_policy and is_policy))

    @property
    def price(self) -> str:
        """`Gratis`, or an amount."""
        override = self.municipality.documents.get(self.document.id)
        own = override.fee_cents if override else None
        cents = self.document.fee.cents if own is None else own
        return f"€ {cents // 100},{cents % 100:02d}" if cents else texts.words.say("filled_in.free")

    @property
    def needs_activity(self) -> bool:
        """Whether one of its forms asks for an activity."""
        return any(variant.needs_activity for variant in self.document.variants)

    @property
    def is_for_oneself(self) -> bool:
        """Whether somebody can ask for their own; not of who has died."""
        return _OF_THE_DEAD not in self.document.conditions

    def words_of(self, table: str, page_id: str) -> str:
        """What a page of its form is called in a table of words; otherwise for who has died."""
        words = texts.of_process("certificate_request")(table)
        of_another = "" if self.is_for_oneself else words.get(f"{page_id}_over", "")
        return of_another or words[page_id]

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """What an applicant can be to somebody else, as code and label, in the order of the law."""
        regime = self._regime
        if regime is None:
            return ()
        possible = (regime.entitled | regime.with_interest | regime.automatic) - {Relation.SELF}
        if regime.public_after_years or regime.public_since:
            possible |= {Relation.PUBLIC}
        labels = texts.words("relations")
        return tuple((r.value, labels[r.value]) for r in Relation if r in possible)

    def is_public(self, variant: Variant | None) -> bool:
        """Whether a form is open to anybody at once."""
        regime = self._regime
        return regime is not None and variant is not None and variant.id in regime.public_variants

    def needs_interest(self, relation: Relation, variant: Variant | None) -> bool:
        """Whether the law has a list of interests for who asks as that (oud BW, art. 29 § 1/2)."""
        is_act = self.document.family is Family.CIVIL_STATUS
        is_named = self._regime is not None and relation in self._regime.with_interest
        return is_act and is_named and not self.is_public(variant)

    def needs_reason(self, relation: Relation, variant: Variant | None) -> bool:
        """Whether who asks as that, or for that form, says why in their own words."""
        by_relation = self._regime is not None and relation in self._regime.with_reason
        return by_relation or (variant is not None and variant.needs_reason)

    @property
    def who(self) -> tuple[str, ...]:
        """Who may ask, one line each."""
        regime = self._regime
        if regime is None:
            return ()
        labels = texts.words("who")
        own = (labels["self"],) if self.is_for_oneself else ()
        others = regime.entitled - {Relation.SELF}
        return own + tuple(labels[r.value] for r in Relation if r in others)

    @property
    def who_with_interest(self) -> tuple[str, ...]:
        """Who may ask when they prove why."""
        labels = texts.words("who")
        interested = self._regime.with_interest if self._regime else frozenset()
        return tuple(labels[r.value] for r in Relation if r in interested)

    @property
    def public_variants(self) -> tuple[str, ...]:
        """The forms that anybody may ask for, by name."""
        public = self._regime.public_variants if self._regime else frozenset()
        return tuple(v.names.nl for v in self.document.variants if v.id in public)

    @property
    def public_since(self) -> date | None:
        """From which day on acts were made that anybody may ask for."""
        return self._regime.public_since if self._regime else None

    @property
    def statements(self) -> list[tuple[str, str]]:
        """The uses that it can state, in words."""
        return [(code, texts.purposes()[code]) for code in self.document.statements]

    @property
    def purpose_groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The purposes to choose from, each group with a heading where it needs one.

        What fits nothing else comes last, so that people read the others first.
        """
        groups = [
            (v.use if i and len(v.purposes) > 1 else "", tuple(p for p in v.purposes if p != _REST))
            for i, v in enumerate(self.document.variants)
        ]
        if _REST in self.document.purposes:
            groups.append((texts.words.say("filled_in.or"), (_REST,)))
        return tuple(groups)

    @property
    def public_after_years(self) -> int | None:
        """After how many years anybody may ask."""
        return self._regime.public_after_years if self._regime else None

    @property
    def foreign_languages(self) -> tuple[str, ...]:
        """Languages of the document that take a clerk here."""
        return tuple(x for x in self.document.languages if x not in self.municipality.languages)

    @property
    def _regime(self) -> Regime | None:
        return self.document.regime_on(self.today)

    @property
    def _may_be_automatic(self) -> bool:
        override = self.municipality.documents.get(self.document.id)
        return override.is_automatic if override else True


def options_of(described: Described) -> dict[str, list[tuple[str, str]]]:
    """The choices that a document gives, by field."""
    document, languages = described.document, texts.words("languages")
    return {
        "doel": [(code, texts.purposes()[code]) for code in document.uses],
        "vorm": [(variant.id, variant.names.nl) for variant in document.variants],
        "taal": [(code, languages[code]) for code in document.languages],
    }
