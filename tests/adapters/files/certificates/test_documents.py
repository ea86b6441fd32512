from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.loading import CatalogueError, did_you_mean
from chalicelib.domain.certificates.catalogue import DocumentType, Family, PrivacyClass
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.domain.certificates.rules.registry import RuleKind
from chalicelib.domain.certificates.wording.document import TELLERS
from chalicelib.domain.certificates.wording.printable import PRINTABLE
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import ActKind
from chalicelib.domain.registers.criminal_record import RecordModel
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.law import Certainty

FOLDER = Path(__file__).parents[4] / "templates/documents"
RULES = sorted(REGISTRY)
CATALOGUE = FileCatalogue(FOLDER, RULES)
DOCUMENTS = CATALOGUE.all()
ACTS = [d for d in DOCUMENTS if d.family is Family.CIVIL_STATUS]
VERSION = f"version = {CATALOGUE.get('akte-geboorte').version}"
IN_2022, IN_2026 = date(2022, 6, 1), date(2026, 1, 1)


def document(document_id: str) -> DocumentType:
    found = CATALOGUE.get(document_id)
    assert found
    return found


def test_there_are_27_documents_in_an_order_without_gaps() -> None:
    assert [d.order for d in DOCUMENTS] == list(range(1, 28))
    assert {d.id for d in DOCUMENTS} == CATALOGUE.ids


@pytest.mark.parametrize("each", DOCUMENTS, ids=lambda d: d.id)
def test_every_document_reads_well_for_citizens(each: DocumentType) -> None:
    assert all(each.names.in_(language) for language in ("nl", "fr", "de", "en"))
    assert each.summary.endswith(".")
    assert each.summary.count(". ") <= 1
    assert len(each.keywords) >= 4
    assert each.languages[0] == "nl"
    assert each.fee.cents == 0


@pytest.mark.parametrize("each", DOCUMENTS, ids=lambda d: d.id)
def test_every_document_names_its_law_and_how_sure_that_is(each: DocumentType) -> None:
    assert any(basis.url and basis.certainty is Certainty.SOURCED for basis in each.legal_basis)
    assert all(regime.legal_basis for regime in each.regimes)


def test_every_rule_is_used_by_some_document() -> None:
    used = {code for d in DOCUMENTS for code in (*d.conditions, *d.triggers)}
    assert used == set(REGISTRY)


def test_conditions_and_triggers_are_what_their_rules_are() -> None:
    for each in DOCUMENTS:
        assert {REGISTRY[code].kind for code in each.conditions} == {RuleKind.CONDITION}
        assert {REGISTRY[code].kind for code in each.triggers} == {RuleKind.TRIGGER}


def test_every_printable_fact_can_be_put_into_words() -> None:
    assert set(PRINTABLE) == set(TELLERS)


def test_families_are_one_record_twelve_certificates_and_fourteen_acts() -> None:
    assert [sum(d.family is family for d in DOCUMENTS) for family in Family] == [12, 14, 1]
    assert {d.register.act_kind for d in ACTS} == set(ActKind)


@pytest.mark.parametrize("act", ACTS, ids=lambda d: d.id)
def test_an_act_is_an_extract_unless_somebody_wants_the_copy(act: DocumentType) -> None:
    assert [v.id for v in act.variants] == ["uittreksel", "afschrift"]
    assert act.default_variant.is_automatic
    assert not act.variants[1].is_automatic


def test_the_criminal_record_has_its_three_models_with_purposes_of_their_own() -> None:
    record = document("strafregister-uittreksel")
    assert [(v.id, v.record_model) for v in record.variants] == [(m.value, m) for m in RecordModel]
    assert [v.needs_activity for v in record.variants] == [False, True, False]
    assert sum((v.purposes for v in record.variants), ()) == record.purposes
    assert record.validity.months == 3
    assert record.privacy is PrivacyClass.CRIMINAL


@pytest.mark.parametrize(
    ("document_id", "condition"),
    [
        ("attest-nationaliteit", "nationality_belgian"),
        ("attest-wettelijke-samenwoning", "cohabitation_registered"),
        ("attest-teraardebestelling", "last_wishes_registered"),
        ("attest-kiezer", "voter_registered"),
        ("akte-overlijden", "subject_deceased"),
        ("strafregister-uittreksel", "record_blank"),
    ],
)
def test_a_condition_of_its_own_stands_with_one_document_only(
    document_id: str, condition: str
) -> None:
    assert [d.id for d in DOCUMENTS if condition in d.conditions] == [document_id]


def test_only_the_act_of_gender_registration_isnt_stopped_by_what_it_is_about() -> None:
    free = [a.id for a in ACTS if "act_mentions_gender_change" not in a.triggers]
    assert free == ["akte-geslachtsregistratie"]


def test_registers_are_asked_for_no_more_than_what_is_printed() -> None:
    for each in DOCUMENTS:
        printed = {PRINTABLE[fact.code] for part in each.printed for fact in part.facts}
        assert each.register.services - {Service.PERSON} == printed - {Service.PERSON}


# --- the law, by date ---------------------------------------------------------------------------


@pytest.mark.parametrize("act", ACTS, ids=lambda d: d.id)
def test_acts_are_under_another_law_in_2022_than_in_2026(act: DocumentType) -> None:
    before, after = act.regime_on(IN_2022), act.regime_on(IN_2026)
    assert before
    assert after
    assert (before.id, after.id) == ("R2019", "R2024")
    assert {Relation.HEIR, Relation.NOTARY, Relation.LAWYER} <= before.entitled
    by_themselves = {Relation.SELF, Relation.LEGAL_REPRESENTATIVE, Relation.MANDATE_HOLDER}
    assert after.entitled == by_themselves
    assert Relation.HEIR in after.with_interest
    assert act.regime_on(date(2024, 12, 31)) == before
    assert act.regime_on(date(2025, 1, 1)) == after
    assert act.regime_on(date(2019, 3, 30)) is None


def test_relatives_of_a_direct_line_become_those_of_the_first_degree_with_an_interest() -> None:
    birth = document("akte-geboorte")
    before, after = birth.regimes
    assert Relation.DESCENDANT_DIRECT_LINE in before.entitled
    assert Relation.DESCENDANT_DIRECT_LINE not in after.entitled | after.with_interest
    assert Relation.DESCENDANT_FIRST_DEGREE in after.with_interest


def test_the_act_of_gender_registration_is_for_fewer_people() -> None:
    before, after = document("akte-geslachtsregistratie").regimes
    for_them = {Relation.LEGAL_REPRESENTATIVE, Relation.MANDATE_HOLDER}
    others = {Relation.HEIR, Relation.NOTARY, Relation.LAWYER}
    assert before.entitled == {Relation.SELF, *for_them, *others}
    assert after.with_interest == {Relation.HEIR}


@pytest.mark.parametrize(
    ("document_id", "years"),
    [("akte-geboorte", (100, 100)), ("akte-huwelijk", (75, 75)), ("akte-overlijden", (50, 75))],
)
def test_acts_become_public_after_a_time_that_depends_on_kind_and_law(
    document_id: str, years: tuple[int, int]
) -> None:
    regimes = document(document_id).regimes
    assert tuple(regime.public_after_years for regime in regimes) == years


def test_a_death_act_may_go_to_proven_relatives_then_and_its_extract_to_anybody_now() -> None:
    before, after = document("akte-overlijden").regimes
    assert Relation.SURVIVING_SPOUSE in before.automatic
    assert Relation.DESCENDANT_DIRECT_LINE in before.automatic
    assert Relation.SELF not in before.automatic | after.automatic
    assert not before.public_variants
    assert not after.automatic
    assert after.public_variants == {"uittreksel"}
    assert after.public_since == date(2019, 3, 31)


@pytest.mark.parametrize("day", [IN_2022, IN_2026])
def test_certificates_and_the_criminal_record_keep_their_law(day: date) -> None:
    kept = {Family.POPULATION: "BEV1992", Family.CRIMINAL_RECORD: "SV595"}
    for each in DOCUMENTS:
        regime = each.regime_on(day)
        assert regime
        assert regime.id == kept.get(each.family, regime.id)
        assert Relation.SELF in regime.entitled


# --- one more document, and wrong ones ----------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(FOLDER, tmp_path / "documents"))


def rewrite(folder: Path, document_id: str, old: str, new: str) -> None:
    path = folder / f"{document_id}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_28th_document_is_one_more_file(folder: Path) -> None:
    text = (FOLDER / "attest-leven.toml").read_text(encoding="utf-8")
    text = text.replace('id = "attest-leven"', 'id = "attest-afschrijving"')
    text = text.replace("order = 9", "order = 28").replace("Attest van leven", "Attest model 8")
    (folder / "attest-afschrijving.toml").write_text(text, encoding="utf-8")
    offered = FileCatalogue(folder, RULES).all()
    assert [d.order for d in offered] == list(range(1, 29))
    assert offered[-1].names.nl == "Attest model 8"


def test_a_document_is_had_without_reading_the_others(folder: Path) -> None:
    (folder / "akte-huwelijk.toml").write_text("not TOML at all", encoding="utf-8")
    catalogue = FileCatalogue(folder, RULES)
    assert catalogue.get("akte-geboorte") is catalogue.get("akte-geboorte")
    with pytest.raises(CatalogueError, match=r"documents/akte-huwelijk\.toml: found .* TOML"):
        catalogue.get("akte-huwelijk")


@pytest.mark.parametrize(
    "document_id",
    ["akte-onbekend", "", "../municipalities/34022", "akte-geboorte.toml", "README", "a\0b"],
)
def test_an_id_that_no_file_is_named_after_is_no_document(document_id: str) -> None:
    assert CATALOGUE.get(document_id) is None


def test_two_documents_at_one_place_are_refused(folder: Path) -> None:
    rewrite(folder, "akte-huwelijk", "order = 15", "order = 14")
    with pytest.raises(CatalogueError) as caught:
        FileCatalogue(folder, RULES).all()
    assert str(caught.value) == (
        "documents/akte-huwelijk.toml: order: found 14, "
        "expected a number of its own (akte-geboorte has this one)"
    )


WRONG_TYPES = [
    (VERSION, 'version = "1"', 'version: found "1", expected a whole number'),
    (VERSION + "\n", "", "version: found nothing, expected a whole number"),
    ("is_automatic = true", "is_automatic = 1", "variants[0].is_automatic: found 1, expected true"),
    ("2019-03-31", '"31/03/2019"', 'regimes[0].valid_from: found "31/03/2019", expected a date'),
    ('"person", "acts"', '"person", "act"', 'register.services[1]: found "act", expected one of'),
    ('"person", "acts"', '"person", "act"', 'did you mean "acts"?'),
    ('"nl", "fr", "de"', '"nl", "xx", "de"', 'languages[1]: found "xx", expected one of nl, fr'),
    ("keywords =", "keyword =", 'keyword: found ["geboorteakte", '),
    ("keywords =", "keyword =", 'expected no field of this name; did you mean "keywords"?'),
    ("[fee]", "[fees]", "fee: found nothing, expected a table with cents"),
    ('summary = "', 'summary = ["x"]\nwas = "', 'summary: found ["x"], expected a text'),
    ('"heir", ', '"hair", ', 'regimes[0].entitled[7]: found "hair", expected one of self, '),
    ("[[printed]]", "[[printed", "expected valid TOML"),
]

WRONG_PARTS = [
    ('id = "akte-geboorte"', 'id = "akte"', 'id: found "akte", expected the name of its file, "'),
    (VERSION, "version = 0", "version: found 0, expected 1 or more"),
    ("cents = 0", "cents = -5", "fee.cents: found -5, expected 0 or more"),
    ('summary = "', 'summary = " "\n#', 'summary: found " ", expected a sentence'),
    ('fr = "Acte de naissance"', 'fr = ""', 'names.fr: found "", expected a name'),
    ('"act_found"', '"act_fuond"', 'conditions: found "act_fuond", expected the code of a rule; '),
    ('"act_found"', '"act_fuond"', 'did you mean "act_found"?'),
    (
        '"act_found",',
        "",
        'conditions: found nothing, expected "act_found", which no such document',
    ),
    (
        '"applicant_entitled", ',
        "",
        'expected "applicant_entitled", which no such document may lack',
    ),
    ('"person_active", ', "", 'expected "person_active" or "subject_deceased"'),
    ('"act_foreign"', '"act_found"', 'triggers: found "act_found", expected a rule that isn\'t'),
    ('"act_foreign"', '"record_protected"', 'triggers: found "record_protected", expected each'),
    (
        'id = "afschrift"',
        'id = "uittreksel"',
        'variants.id: found "uittreksel", expected each only',
    ),
    ('act_kind = "birth"\n', "", "register.act_kind: found nothing, expected the kind of act"),
    ('"act.fact"', '"act.fakt"', 'facts: found "act.fakt", expected the code of a fact; did you'),
    ('"act.fact"', '"household.address"', 'expected "household" among `register.services`'),
    ('"person", "acts"', '"acts"', 'register.services: found ["acts"], expected "person" among'),
    (
        'services = ["person", "acts"]',
        'services = ["person", "acts", "residences"]',
        'register.services: found "residences", expected only services that a printed fact',
    ),
    (
        '"de"]\nact_kind',
        '"en"]\nact_kind',
        'languages: found "de", expected a language of the register',
    ),
    ("2025-01-01", "2018-12-14", 'regimes[1].valid_from: found "2018-12-14", expected a day after'),
    ('id = "R2024"', 'id = "R2019"', 'regimes.id: found "R2019", expected each only once'),
    (
        'automatic = ["self"]',
        'automatic = ["household_member"]',
        'regimes[0].automatic: found "household_member", expected a relation that is entitled',
    ),
    (
        "with_interest = [",
        'with_interest = ["self",',
        'regimes[1].with_interest: found "self", expected a relation that isn\'t entitled',
    ),
    ("entitled = [", 'entitled = ["public",', 'regimes[0].entitled: found "public", expected'),
    (
        ', afschrift = "act_copy"',
        "",
        'closings[0].declares: found ["uittreksel"], expected a declaration',
    ),
    (
        'certainty = "sourced", why = "old Civil Code, art. 44: date and place"',
        'is_printed = false, certainty = "sourced", why = "art. 44"',
        'is_printed: found "act.fact", expected true: what a source asks for is no setting',
    ),
    (
        'why = "old Civil Code, art. 44: date and place"',
        'why = " "',
        'why: found "act.fact", expected which law or practice puts it there',
    ),
    (
        'variants = ["afschrift"], certainty = "sourced", why = "old Civil Code, art. 44"',
        'variants = ["uittreksel"], certainty = "sourced", why = "old Civil Code, art. 44"',
        'printed: found "detail.time (uittreksel)", expected each only once',
    ),
    ("years = 100", "years = 0", "regimes[0].public_after_years: found 0, expected 1 or more"),
    (
        "public_after_years = 100",
        'public_variants = ["uitreksel"]',
        'did you mean "uittreksel"?',
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), WRONG_TYPES + WRONG_PARTS)
def test_a_wrong_file_says_where_what_stood_there_and_what_is_expected(
    folder: Path, old: str, new: str, message: str
) -> None:
    rewrite(folder, "akte-geboorte", old, new)
    with pytest.raises(CatalogueError) as caught:
        FileCatalogue(folder, RULES).get("akte-geboorte")
    assert message in str(caught.value)
    assert all(
        line.startswith("documents/akte-geboorte.toml: ") for line in str(caught.value).split("\n")
    )
    assert str(folder) not in str(caught.value)


@pytest.mark.parametrize(
    ("document_id", "old", "new", "message"),
    [
        (
            "strafregister-uittreksel",
            'record_model = "595"\n',
            "",
            "variants[0].record_model: found nothing, expected the model",
        ),
        (
            "strafregister-uittreksel",
            'purposes = ["regulated_activity"]',
            'purposes = ["regulated_activities"]',
            'variants[1].purposes: found "regulated_activities", expected one of `purposes`; did',
        ),
        (
            "strafregister-uittreksel",
            '"activity_given", ',
            "",
            'variants[1].needs_activity: found true, expected false, or the condition "activity',
        ),
        (
            "strafregister-uittreksel",
            "months = 3",
            "months = 0",
            "validity.months: found 0, expected 1 or more, or no such line",
        ),
        (
            "attest-leven",
            "is_automatic = true",
            'is_automatic = true\nrecord_model = "595"',
            'variants[0].record_model: found "595", expected no model',
        ),
        (
            "attest-leven",
            'automatic = ["self"]',
            'automatic = ["self"]\npublic_after_years = 10',
            'regimes[0]: found "10", expected none of `public_after_years`',
        ),
        (
            "attest-leven",
            "[register]",
            '[register]\nact_kind = "birth"',
            'register.act_kind: found "birth", expected no kind of act',
        ),
    ],
)
def test_what_is_of_another_family_is_refused(
    folder: Path, document_id: str, old: str, new: str, message: str
) -> None:
    rewrite(folder, document_id, old, new)
    with pytest.raises(CatalogueError) as caught:
        FileCatalogue(folder, RULES).get(document_id)
    assert message in str(caught.value)


def test_all_errors_of_a_file_are_listed_at_once(folder: Path) -> None:
    rewrite(folder, "akte-geboorte", VERSION, 'version = "2"')
    rewrite(folder, "akte-geboorte", "is_automatic = true", "is_automatic = 1")
    rewrite(folder, "akte-geboorte", 'privacy = "personal"', 'privacy = "private"')
    with pytest.raises(CatalogueError) as caught:
        FileCatalogue(folder, RULES).get("akte-geboorte")
    assert [p.field for p in caught.value.problems] == [
        "version",
        "variants[0].is_automatic",
        "privacy",
    ]


def test_bytes_that_are_no_text_are_refused_by_name(folder: Path) -> None:
    (folder / "akte-geboorte.toml").write_bytes(b'id = "\xff"')
    with pytest.raises(CatalogueError, match=r"documents/akte-geboorte\.toml: .* UTF-8"):
        FileCatalogue(folder).get("akte-geboorte")


def test_rules_stay_unchecked_when_none_are_given(folder: Path) -> None:
    rewrite(folder, "akte-geboorte", '"act_foreign"', '"act_of_tomorrow"')
    found = FileCatalogue(folder).get("akte-geboorte")
    assert found
    assert "act_of_tomorrow" in found.triggers


@given(rule=st.sampled_from(RULES), data=st.data())
def test_a_word_with_one_letter_lost_is_recognised(rule: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rule) - 1))
    assert f'did you mean "{rule}"?' in did_you_mean(rule[:at] + rule[at + 1 :], RULES)


def test_a_word_unlike_all_others_gets_no_suggestion() -> None:
    assert did_you_mean("zzz", RULES) == ""
