"""What the types of a document can't say: that its parts fit each other and the rules."""

from collections.abc import Callable, Collection, Iterable
from itertools import chain, pairwise

from chalicelib.adapters.files.certificates.paper_checks import closing_problems, printed_problems
from chalicelib.adapters.files.loading import NOTHING, FileProblem, did_you_mean
from chalicelib.adapters.files.parts import Problems, known, not_empty, unique
from chalicelib.domain.certificates.catalogue import DocumentType, Regime, Variant
from chalicelib.domain.certificates.wording.printable import PRINTABLE
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.language import Names

ALWAYS = (
    "document_offered",
    "channel_is_thuisloket",
    "assurance_sufficient",
    "person_known",
    "applicant_entitled",
    "relation_proven",
    "language_allowed",
    "variant_automatic",
    "sources_answered",
)
"""Conditions without which no document may leave by itself."""

BY_SERVICE = {
    Service.ACTS: ("act_found", "act_unique", "act_digital", "act_names_subject"),
    Service.CRIMINAL_RECORD: (
        "record_blank",
        "police_clear",
        "purpose_given",
        "model_fits_purpose",
    ),
}
"""Conditions without which what a register answers may not be trusted."""


def problems_of(
    document: DocumentType, name: str, known_rules: Collection[str] | None
) -> Iterable[FileProblem]:
    """Everything in a document that doesn't fit; `name` is its file's, without the ending."""
    return chain(
        _identity(document, name),
        _rules(document, known_rules),
        _required_rules(document),
        chain.from_iterable(check(document) for check in _CHECKS),
    )


def _identity(document: DocumentType, name: str) -> Problems:
    if document.id != name:
        yield FileProblem("id", document.id, f'the name of its file, "{name}"')
    for field, number in (("version", document.version), ("order", document.order)):
        if number < 1:
            yield FileProblem(field, number, "1 or more")
    if document.fee.cents < 0:
        yield FileProblem("fee.cents", document.fee.cents, "0 or more")
    if document.validity.months is not None and document.validity.months < 1:
        yield FileProblem("validity.months", document.validity.months, "1 or more, or no such line")


def _texts(document: DocumentType) -> Problems:
    yield from _filled("names", document.names)
    for index, variant in enumerate(document.variants):
        yield from _filled(f"variants[{index}].names", variant.names)
    if not document.summary.strip():
        yield FileProblem("summary", document.summary, "a sentence for citizens")


def _filled(field: str, names: Names) -> Problems:
    for language in ("nl", "fr", "de", "en"):
        if not getattr(names, language).strip():
            yield FileProblem(f"{field}.{language}", getattr(names, language), "a name")


def _rules(document: DocumentType, rules: Collection[str] | None) -> Problems:
    for field in ("conditions", "triggers"):
        codes: tuple[str, ...] = getattr(document, field)
        yield from unique(field, codes)
        if rules is not None:
            yield from known(field, codes, rules, "the code of a rule")
    for code in sorted({*document.conditions} & {*document.triggers}):
        yield FileProblem("triggers", code, "a rule that isn't among the conditions already")


def _required_rules(document: DocumentType) -> Problems:
    needed = chain(ALWAYS, *(BY_SERVICE.get(s, ()) for s in sorted(document.register.services)))
    for code in needed:
        if code not in document.conditions:
            yield FileProblem("conditions", NOTHING, f'"{code}", which no such document may lack')
    if not {"person_active", "subject_deceased"} & {*document.conditions}:
        yield FileProblem("conditions", NOTHING, '"person_active" or "subject_deceased"')


def _variants(document: DocumentType) -> Problems:
    yield from not_empty("variants", document.variants)
    yield from unique("variants", [variant.id for variant in document.variants], ".id")
    for index, variant in enumerate(document.variants):
        field = f"variants[{index}]"
        purposes = f"{field}.purposes"
        yield from known(purposes, variant.purposes, document.purposes, "one of `purposes`")
        yield from _record_fields(field, variant, document)
    used = {purpose for variant in document.variants for purpose in variant.purposes}
    for purpose in document.purposes:
        if purpose not in used:
            yield FileProblem("purposes", purpose, "a purpose that one of the variants fits")


def _record_fields(field: str, variant: Variant, document: DocumentType) -> Problems:
    of_record = Service.CRIMINAL_RECORD in document.register.services
    if of_record and variant.record_model is None:
        yield FileProblem(
            f"{field}.record_model", NOTHING, "the model that the register is asked for"
        )
    if not of_record and variant.record_model is not None:
        expected = 'no model, as `register.services` lacks "criminal_record"'
        yield FileProblem(f"{field}.record_model", variant.record_model, expected)
    if variant.needs_activity and "activity_given" not in document.conditions:
        yield FileProblem(
            f"{field}.needs_activity", True, 'false, or the condition "activity_given"'
        )


def _register(document: DocumentType) -> Problems:
    register = document.register
    of_acts = Service.ACTS in register.services
    if of_acts and register.act_kind is None:
        yield FileProblem("register.act_kind", NOTHING, "the kind of act that is asked for")
    if not of_acts and register.act_kind is not None:
        expected = 'no kind of act, as `register.services` lacks "acts"'
        yield FileProblem("register.act_kind", register.act_kind, expected)
    if Service.PERSON not in register.services:
        yield FileProblem("register.services", sorted(register.services), '"person" among them')
    yield from not_empty("languages", document.languages)
    yield from unique("languages", document.languages)
    expected = "a language of the register"
    yield from known("languages", document.languages, register.languages, expected)


def _minimal(document: DocumentType) -> Problems:
    """What isn't printed may not be asked (GDPR art. 5.1.c); the person is always looked up."""
    printed = {PRINTABLE.get(fact.code) for part in document.printed for fact in part.facts}
    for service in sorted(document.register.services - {Service.PERSON}):
        if service not in printed:
            expected = "only services that a printed fact comes from"
            yield FileProblem("register.services", service, expected)


def _regimes(document: DocumentType) -> Problems:
    yield from not_empty("regimes", document.regimes)
    yield from not_empty("legal_basis", document.legal_basis)
    yield from unique("regimes", [regime.id for regime in document.regimes], ".id")
    for index, (before, after) in enumerate(pairwise(document.regimes), start=1):
        if after.valid_from <= before.valid_from:
            expected = f"a day after {before.valid_from}, when {before.id} begins"
            yield FileProblem(f"regimes[{index}].valid_from", str(after.valid_from), expected)
    for index, regime in enumerate(document.regimes):
        yield from _who(f"regimes[{index}]", regime)
        yield from _public(f"regimes[{index}]", regime, document)


def _who(field: str, regime: Regime) -> Problems:
    yield from not_empty(f"{field}.entitled", regime.entitled)
    yield from not_empty(f"{field}.legal_basis", regime.legal_basis)
    for relation in sorted(regime.with_interest & regime.entitled):
        expected = "a relation that isn't entitled without an interest"
        yield FileProblem(f"{field}.with_interest", relation, expected)
    for relation in sorted(regime.automatic - regime.entitled):
        expected = "a relation that is entitled" + did_you_mean(relation, regime.entitled)
        yield FileProblem(f"{field}.automatic", relation, expected)
    if Relation.PUBLIC in regime.entitled | regime.with_interest:
        expected = "relations; what is open to anybody stands in `public_…`"
        yield FileProblem(f"{field}.entitled", Relation.PUBLIC, expected)


def _public(field: str, regime: Regime, document: DocumentType) -> Problems:
    variants = [variant.id for variant in document.variants]
    public = sorted(regime.public_variants)
    yield from known(f"{field}.public_variants", public, variants, "a variant of this document")
    years = regime.public_after_years
    if years is not None and years < 1:
        yield FileProblem(f"{field}.public_after_years", years, "1 or more")
    if (years or regime.public_since) and document.register.act_kind is None:
        expected = "none of `public_after_years` and `public_since`: only acts become public"
        yield FileProblem(field, str(regime.public_since or years), expected)


_CHECKS: tuple[Callable[[DocumentType], Problems], ...] = (
    _texts,
    _variants,
    _register,
    printed_problems,
    closing_problems,
    _minimal,
    _regimes,
)
