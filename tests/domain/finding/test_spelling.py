"""Words that are typed as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.finding.distance import distance
from chalicelib.domain.finding.letters import bare, root, words_of
from chalicelib.domain.finding.spelling import Near, Spelling, most_errors

WORDS = st.text("abcdeij", min_size=1, max_size=8)


@given(WORDS, WORDS)
def test_two_words_lie_as_far_apart_from_either_side(a: str, b: str) -> None:
    assert distance(a, b, 9) == distance(b, a, 9)
    assert (distance(a, b, 9) == 0) == (a == b)


@given(WORDS, st.data())
def test_one_slip_of_the_finger_is_one_mistake(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    left_out = word[:at] + word[at + 1 :]
    doubled = word[: at + 1] + word[at:]
    replaced = f"{word[:at]}x{word[at + 1 :]}"
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    assert {distance(word, x, 9) for x in (left_out, doubled, replaced)} == {1}
    assert distance(word, swapped, 9) <= 1


@given(WORDS, WORDS, st.integers(0, 3))
def test_measuring_stops_when_too_much_is_wrong(a: str, b: str, most: int) -> None:
    assert distance(a, b, most) == min(distance(a, b, 9), most + 1)


@given(st.text("abcdeij", min_size=8, max_size=12), st.data())
def test_what_is_sorted_out_beforehand_was_too_far(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    assert Spelling([word], most_errors).closest(f"{word[:at]}x{word[at:]}", 2) == Near(word, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("akten", "akte"),
        ("namen", "naam"),
        ("gezinnen", "gezin"),
        ("boekske", "boekje"),
        ("trouwboekjes", "trouwboek"),
        ("verhuizen", "verhuis"),
        ("wettelijke", "wettelijk"),
    ],
)
def test_inflections_of_a_word_are_one(one: str, other: str) -> None:
    assert bare(one) == bare(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("verhuisd", "verhuizen"), ("gewoond", "wonen"), ("verandering", "veranderen")],
)
def test_participles_and_nouns_lead_back_to_their_verb(one: str, other: str) -> None:
    assert root(one) == root(other)


def test_capitals_accents_and_signs_count_for_nothing() -> None:
    assert words_of("Acte de DÉCÈS: l’état-civil, niekaralności €5") == [
        "acte", "de", "deces", "l", "etat", "civil", "niekaralnosci", "5",
    ]  # fmt: skip
