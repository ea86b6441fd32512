"""Finding, over a small counter of its own."""

import pytest

from chalicelib.domain.finding.compounds import parts_of
from chalicelib.domain.finding.finder import Finder
from chalicelib.domain.finding.guide import GuideEntry, GuideTarget, Phrase, TargetKind, Words

WORDS = Words(
    little=frozenset({"ik", "ga", "een", "de", "van", "uit", "mijn", "is", "voor"}),
    light=frozenset({"akte", "attest", "bewijs", "bank"}),
    grave=frozenset({"dood"}),
    same=(
        ("akte", "acte"),
        ("huwelijk", "trouwen", "mariage"),
        ("dood", "overlijden", "décès", "sterven"),
        ("woonst", "adres"),
    ),
)


def entry(name: str, *phrases: str, about: str = "") -> GuideEntry:
    return GuideEntry(GuideTarget(TargetKind.DOCUMENT, name), tuple(map(Phrase, phrases)), about)


COUNTER = Finder(
    [
        entry("strafregister", "uittreksel strafregister", "bewijs van goed gedrag"),
        entry("gezin", "attest van gezinssamenstelling", about="Voor het ziekenfonds en de bank."),
        entry("geboorte", "geboorteakte"),
        entry("huwelijk", "huwelijksakte", "trouwboekje"),
        entry("overlijden", "overlijdensakte"),
        entry("trouwen", "trouwen"),
        entry("samen", "wettelijk samenwonen"),
        entry("woonst", "bewijs van woonst"),
    ],
    WORDS,
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("strafregister", "strafregister"),
        ("straf register", "strafregister"),
        ("strafregisteruittreksel", "strafregister"),
        ("uitreksel straffregister", "strafregister"),
        ("strafreg", "strafregister"),
        ("goedgedrag", "strafregister"),
        ("gezins samenstelling", "gezin"),
        ("gezinsamestelling", "gezin"),
        ("geboorte akte", "geboorte"),
        ("akten van geboorte", "geboorte"),
        ("geboortnakte", "geboorte"),
        ("acte de mariage", "huwelijk"),
        ("uittreksel huwlijksakte", "huwelijk"),
        ("trouwboekske", "huwelijk"),
        ("Ik ga trouwen", "trouwen"),
        ("DÉCÈS", "overlijden"),
        ("sterven", "overlijden"),
        ("samne wonen", "samen"),
        ("wettelijksamenwonen", "samen"),
        ("adres", "woonst"),
        ("bank vraagt bewijs van adres", "woonst"),
    ],
)
def test_it_is_found_as_people_write_it(query: str, first: str) -> None:
    assert [target.id for target in COUNTER.find(query)][:1] == [first]


@pytest.mark.parametrize(
    "query",
    ["doos", "doop", "rood", "door", "zwembad", "bank", "akte", "ziekenfonds", "de", "", "!"],
)
def test_better_nothing_than_what_hurts_or_only_mentions_it(query: str) -> None:
    assert COUNTER.find(query) == []


def test_of_two_that_fit_alike_the_one_whose_text_says_it_comes_first() -> None:
    plain, told = (
        entry("a", "bewijs van woonst"),
        entry("b", "bewijs van woonst", about="Uw woonst"),
    )
    assert [t.id for t in Finder([plain, told], WORDS).find("woonst")] == ["b", "a"]
    assert [t.id for t in Finder([told, plain], WORDS).find("woonst")] == ["b", "a"]


def test_what_fits_alike_keeps_its_order() -> None:
    twins = [entry("a", "bewijs van woonst"), entry("b", "bewijs van woonst")]
    assert [t.id for t in Finder(twins, WORDS).find("woonst")] == ["a", "b"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("overlijdensakte", ("overlijden", "akte")),
        ("echtscheidingspapieren", ("echtscheiding", "papieren")),
        ("echtscheiding", ()),
        ("strafregister", ()),
    ],
)
def test_a_compound_has_the_longest_parts_that_fill_it(word: str, parts: tuple[str, ...]) -> None:
    known = {"overlijden", "akte", "echt", "echtscheiding", "scheidingspapieren", "papieren"}
    assert parts_of(word, known.__contains__) == parts
