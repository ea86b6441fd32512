"""The documents of the catalogue, and some that aren't in it, to test with."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.domain.certificates.catalogue import (
    Abroad,
    DocumentType,
    Family,
    Fee,
    PrivacyClass,
    Regime,
    Register,
    Validity,
    Variant,
)
from chalicelib.domain.certificates.paper import Closing, PrintedFact, SectionTemplate
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.domain.certificates.rules.registry import RuleKind
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import ActKind
from chalicelib.domain.registers.criminal_record import RecordModel
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.language import Names
from chalicelib.domain.shared.law import Certainty, LegalBasis

FOLDER = Path(__file__).parents[3] / "templates" / "documents"


@cache
def the_catalogue() -> tuple[DocumentType, ...]:
    """All documents of the files, read once."""
    return FileCatalogue(FOLDER, REGISTRY.keys()).all()


def names(text: str) -> Names:
    return Names(text, text, text, text)


def a_regime(**changes: object) -> Regime:
    """Freely for oneself and one's representative, with an interest for spouse and heirs."""
    basis = (LegalBasis("Wet van de proef, art. 1", Certainty.DESIGN),)
    regime = Regime(
        id="PROEF",
        valid_from=date(2000, 1, 1),
        entitled=frozenset({Relation.SELF, Relation.LEGAL_REPRESENTATIVE}),
        with_interest=frozenset({Relation.SPOUSE, Relation.HEIR}),
        legal_basis=basis,
    )
    return replace(regime, **changes)


def a_variant(**changes: object) -> Variant:
    """An automatic form of the criminal record for work with minors."""
    variant = Variant(
        id="vorm",
        names=names("vorm"),
        use="Om te proberen.",
        is_automatic=True,
        purposes=("education",),
        needs_activity=True,
        record_model=RecordModel.MINORS,
    )
    return replace(variant, **changes)


def a_document(**changes: object) -> DocumentType:
    """A document that every rule there is applies to, and every register is asked for."""
    document = DocumentType(
        id="alles",
        version=3,
        order=1,
        family=Family.CIVIL_STATUS,
        names=names("Alles"),
        summary="Een document om regels op te proberen.",
        variants=(a_variant(),),
        register=Register("register", frozenset(Service), ("nl", "fr"), ActKind.BIRTH),
        legal_basis=(LegalBasis("Wet van de proef, art. 2", Certainty.DESIGN),),
        regimes=(a_regime(),),
        conditions=_codes(RuleKind.CONDITION),
        triggers=_codes(RuleKind.TRIGGER),
        printed=(SectionTemplate((PrintedFact("person.name", "proef", Certainty.DESIGN),)),),
        closings=(Closing(date(2000, 1, 1), "proef", Certainty.DESIGN, {"vorm": "record"}, False),),
        validity=Validity(None, "", Certainty.DESIGN),
        fee=Fee(0),
        languages=("nl", "fr"),
        privacy=PrivacyClass.PERSONAL,
        abroad=Abroad("", ""),
        certainty=Certainty.DESIGN,
        purposes=("education", "other"),
        statements=("research",),
    )
    return replace(document, **changes)


def _codes(kind: RuleKind) -> tuple[str, ...]:
    """All codes but the one that contradicts an active file: the subject has died."""
    return tuple(c for c, r in REGISTRY.items() if r.kind is kind and c != "subject_deceased")
