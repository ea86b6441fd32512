"""The list of rules, and what one rule may look like."""

import re

import pytest

from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.domain.certificates.rules.registry import PASSED, RuleKind, Says, rule

CONDITIONS = {
    "document_offered",
    "channel_is_thuisloket",
    "assurance_sufficient",
    "applicant_is_adult",
    "person_known",
    "person_active",
    "subject_deceased",
    "municipality_in_charge",
    "applicant_entitled",
    "relation_proven",
    "purpose_given",
    "model_fits_purpose",
    "activity_given",
    "language_allowed",
    "variant_automatic",
    "act_found",
    "act_unique",
    "act_digital",
    "act_names_subject",
    "record_blank",
    "police_clear",
    "nationality_belgian",
    "cohabitation_registered",
    "last_wishes_registered",
    "voter_registered",
    "sources_answered",
}
TRIGGERS = {
    "address_change_pending",
    "record_protected",
    "for_use_abroad",
    "remark_present",
    "use_stated",
    "duplicate_request",
    "rate_exceeded",
    "act_mentions_gender_change",
    "act_foreign",
}

ALL_SAYS = [
    pytest.param(says, id=f"{code}-{name}-{case}")
    for code, one in REGISTRY.items()
    for name, cases in (("passed", one.passed), ("failed", one.failed))
    for case, says in cases.items()
]


def test_every_code_that_files_may_use_is_a_rule_of_its_kind():
    of_kind = {kind: {c for c, r in REGISTRY.items() if r.kind is kind} for kind in RuleKind}
    assert of_kind == {RuleKind.CONDITION: CONDITIONS, RuleKind.TRIGGER: TRIGGERS}


def test_only_the_gravest_rules_refuse():
    refusing = {
        (code, case)
        for code, one in REGISTRY.items()
        for case, says in one.failed.items()
        if says.outcome is Outcome.REFUSE
    }
    assert refusing == {
        ("document_offered", ""),
        ("applicant_is_adult", "minor"),
        ("applicant_entitled", "excluded"),
    }


def test_no_failing_issues():
    outcomes = {says.outcome for one in REGISTRY.values() for says in one.failed.values()}
    assert outcomes == {Outcome.REFUSE, Outcome.REVIEW, Outcome.WAIT}


@pytest.mark.parametrize("says", ALL_SAYS)
def test_a_citizen_reads_one_or_two_short_sentences(says):
    sentences = re.split(r"(?<=[.;:])\s", says.citizen)
    assert says.citizen.endswith(".")
    assert len([s for s in sentences if s.endswith(".")]) <= 2
    assert all(len(sentence.split()) <= 20 for sentence in sentences)


@pytest.mark.parametrize("says", ALL_SAYS)
def test_a_sentence_speaks_of_no_machinery(says):
    words = set(re.findall(r"\w+", says.citizen.lower()))
    assert not words & {"dabs", "trigger", "queue", "systeem", "verdict", "je", "jij", "jouw"}


@pytest.mark.parametrize("rule", REGISTRY.values(), ids=lambda r: r.code)
def test_a_rule_names_its_legal_basis_and_what_it_is_for(rule):
    assert rule.basis.strip()
    assert rule.title.strip()
    assert not rule.title.endswith(".")
    assert rule.check.__doc__
    assert rule.version >= 1


@pytest.mark.parametrize("rule", REGISTRY.values(), ids=lambda r: r.code)
def test_every_failing_tells_what_happens_next(rule):
    for says in rule.failed.values():
        assert re.search(
            r"[Mm]edewerker|opnieuw|beslissing|Neem contact op|kan het voor u doen", says.citizen
        )


def test_two_rules_can_t_have_the_same_code():
    says = Says("Ja.", "Ja.")
    register = rule("person_known", title="Nog eens", basis="geen", passed=says, failed=says)
    with pytest.raises(ValueError, match="there are two rules person_known"):
        register(lambda _facts: PASSED)
