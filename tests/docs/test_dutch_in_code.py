"""The Dutch that people read stands in templates: in Python only what belongs beside its code."""

import ast
import re
from collections.abc import Mapping
from functools import cache

import pytest

from tests.support.texts.dutch import english, is_dutch, is_text, texts_of, words_of
from tests.support.texts.spoken import spoken
from tests.support.words import modules

RULES = re.compile(r"domain/\w+/rules(/\w+)?\.py$")
"""The two sentences of a rule stand beside it."""

ROOMS = ("pages/", "processes/", "emails/")
"""Where Dutch is learned from: others hold names, and words of other languages."""

BESIDE = {
    "the sentence of an error, in a table or a function of its own": {
        "adapters/files/case_words/letters.py": "_check_law",
        "adapters/oidc/provider.py": "OidcProvider",
        "domain/cases/forms/kinds.py": "MISSING",
        "domain/cases/forms/reading.py": "check_known",
        "domain/certificates/ground.py": "check_ground",
        "domain/certificates/checked.py": "check_order",
        "domain/marriage/choosing.py": "_possible NOBODY_MARRIES",
        "domain/privacy/forgetting.py": "obstacles _left_open _running",
        "usecases/address_change/visits.py": "Visits",
        "usecases/cases/acting/behaving.py": "_check_kind",
        "usecases/cases/acting/past.py": "wrong_day",
        "usecases/cases/opening/opening_guards.py": "_TODAY _ADDRESS",
        "usecases/certificates/check_approval.py": "_WHERE _WHAT _refusal",
        "usecases/certificates/reissue.py": "_delivery",
        "usecases/handling/at_hand.py": "written",
        "usecases/handling/decide_together.py": "DecideTogether",
        "usecases/privacy/forget.py": "Forget",
        "web/certificates/counter/intake.py": "_choice",
        "web/certificates/asking/forms.py": "OrderForm",
        "web/desk/keyed.py": "found_people check_identified",
        "web/http/payloads/bodies.py": "_SENTENCES",
        "web/http/problems.py": "_OF_CHALICE problem_of _OUR_FAULT",
    },
    "how days, hours and terms are written": {
        "domain/cases/moving/written.py": "said",
        "domain/figures/numbers.py": "duration",
        "domain/shared/dutch.py": "UNKNOWN_DAY on_the_clock moment",
    },
    "kept as it was said, and never said anew: in a register, in the log of looks": {
        "domain/cases/moving/written.py": "UNREAD",
        "usecases/certificates/intake.py": "_approval",
        "usecases/handling/four_eyes.py": "PURPOSE",
        "usecases/handling/look_up.py": "REASONS IN_CASE",
        "usecases/mail/paper.py": "PURPOSE",
        "usecases/marriage/make_marriage.py": "OWN_NAME CELEBRATED _act",
        "usecases/privacy/find_held.py": "FindHeld",
        "usecases/privacy/forget.py": "GROUND",
        "usecases/privacy/hand_over.py": "GROUND",
        "usecases/privacy/read_own_file.py": "PURPOSE",
    },
    "what stands in the place of what somebody may not see": {
        "usecases/cases/reading/view.py": "_UNTOLD",
    },
    "the description of the API, which changes with its code": {
        "web/api/openapi_cases.py": "CASES",
        "web/api/openapi_handling.py": "HANDLING",
        "web/api/parameters.py": "CODE KEY",
        "web/certificates/counter/intake_api.py": "INTAKE",
        "web/certificates/openapi.py": "REQUESTS",
        "web/privacy/forgetting_api.py": "FORGETTING",
        "web/openapi.py": "describe _paths _verify _figures _call _operation _download _REFUSALS",
    },
    "a word of a standard or a law, or that a file must hold": {
        "adapters/files/case_words/laws.py": "_LONG",
        "documents/oslo.py": "CONTEXT",
        "documents/seal/field.py": "SealField",
        "domain/certificates/wording/act_details.py": "_WORDS",
        "domain/certificates/wording/linked.py": "_of_act _EVENTS _birth _event _died _nationality"
        " _spouse _household",
        "domain/process/clocks.py": "OWN_CHOICE",
        "web/http/problems.py": "Problem",
    },
}
"""What stays in Python, by why: the names at the top of each module under which it stands."""


@cache
def vocabularies() -> tuple[frozenset[str], frozenset[str]]:
    """The words of our templates, and those of our docstrings."""
    told = (text for where, text in spoken() if where.startswith(ROOMS) and is_text(text))
    return words_of(told), english(modules())


def found(trees: Mapping[str, ast.Module]) -> dict[str, list[str]]:
    """The Dutch of modules, by module and the name at its top."""
    (ours, others), told = vocabularies(), dict[str, list[str]]()
    for path, tree in trees.items():
        for name, text in texts_of(tree):
            if not RULES.search(path) and is_dutch(text, ours, others):
                told.setdefault(f"{path.removeprefix('chalicelib/')} {name}", []).append(text)
    return told


def test_the_dutch_in_python_is_what_belongs_beside_its_code() -> None:
    tables = (table.items() for table in BESIDE.values())
    kept = {f"{path} {name}" for table in tables for path, names in table for name in names.split()}
    here = found(modules())
    assert {where: texts for where, texts in here.items() if where not in kept} == {}
    assert sorted(kept - here.keys()) == []


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('def a():\n    """Gelieve de deur te sluiten."""\n    return "Sluit de deur."\n', 1),
        ('def a(n):\n    return f"Er zijn {n} aanvragen."\n', 1),
        ('raise NotThereError("Deze pagina bestaat niet.")', 0),
        ('x = FormError("empty", "Dit veld is leeg.")', 0),
        ('def a() -> "Medewerker":\n    return b["medewerker"]', 0),
        ('LOG = "the case of a citizen is not there"', 0),
        ('LAW = "Wet van 8 augustus 1983, art. 5"', 0),
    ],
)
def test_a_sentence_is_found_and_no_docstring_error_code_or_law(source: str, texts: int) -> None:
    assert sum(map(len, found({"x.py": ast.parse(source)}).values())) == texts
