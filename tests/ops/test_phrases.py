"""The search, measured by what people ask for."""

import re
from collections.abc import Iterator

import pytest

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.guides import FileGuides
from chalicelib.settings import TEMPLATES
from ops.measure.phrases import (
    LISTS,
    NOTHING,
    SearchHits,
    TypedPhrase,
    answered,
    phrases,
    searched,
    share,
)

FIND = searched("34022")
PHRASES = {path.stem: tuple(phrases(path)) for path in LISTS.glob("*.tsv")}
CATALOGUE = FileCatalogue(TEMPLATES / "documents")
GUIDE = FileGuides(TEMPLATES / "finding", CATALOGUE.ids).of("34022")
GRIEF = {"document:akte-levenloos-kind", "document:akte-overlijden", "document:akte-afwezigheid"}


@pytest.mark.parametrize(
    ("name", "least"), [("given", 0.98), ("held_out", 0.95), ("fresh", 0.9), ("unseen", 0.95)]
)
def test_what_people_ask_for_stands_first(name: str, least: float) -> None:
    assert share(answered(asked, FIND) for asked in PHRASES[name]) >= least


def test_no_wrong_answer_speaks_of_death() -> None:
    answers = [answered(asked, FIND) for asked in sum(PHRASES.values(), ())]
    wrong = [a for a in answers if not a.is_first]
    assert [a.asked.phrase for a in wrong if a.found[:1] and a.found[0] in GRIEF] == []


def test_what_a_document_is_shown_to_does_not_lead_to_grief() -> None:
    told = {word for d in CATALOGUE.all() for word in re.findall(r"\w+", d.summary.casefold())}
    grave = {word for row in GUIDE.words.same for word in row if GUIDE.words.grave & set(row)}
    hurt = {word for word in told - grave if GRIEF & set(FIND(word)[:1])}
    assert hurt == set()


def test_the_health_fund_is_the_health_fund() -> None:
    assert FIND("ziekenfonds")[0] == "elsewhere:ziekenfonds"


def test_a_slip_of_the_finger_changes_little() -> None:
    typed = [
        TypedPhrase(phrase, asked.right, asked.kind)
        for asked in PHRASES["given"]
        if asked.kind in {"word", "split"}
        for phrase in slips(asked.phrase)
    ]
    assert share(answered(asked, FIND) for asked in typed) >= 0.97


def slips(phrase: str) -> Iterator[str]:
    """In the middle of its longest word: a letter left out, doubled, swapped with its neighbour."""
    word = max(phrase.split(), key=len)
    at = len(word) // 2
    if len(word) > 4:
        yield phrase.replace(word, word[:at] + word[at + 1 :], 1)
        yield phrase.replace(word, word[:at] + word[at] + word[at:], 1)
        yield phrase.replace(word, word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], 1)


def test_every_list_names_what_there_is() -> None:
    known = {f"document:{i}" for i in CATALOGUE.ids} | set(map(str, GUIDE.matters)) | {NOTHING}
    assert {right for asked in sum(PHRASES.values(), ()) for right in asked.right} <= known


def test_right_third_is_in_three_but_not_first() -> None:
    third = SearchHits(TypedPhrase("x", frozenset({"c"}), "word"), ("a", "b", "c"))
    fourth = SearchHits(TypedPhrase("x", frozenset({"d"}), "word"), ("a", "b", "c", "d"))
    assert (third.is_first, third.is_in_three, fourth.is_in_three) == (False, True, False)


def test_what_nobody_has_is_right_when_nothing_is_found() -> None:
    assert SearchHits(TypedPhrase("x", frozenset({NOTHING}), "nothing"), ()).is_first


@pytest.mark.parametrize("matter", GUIDE.matters.values(), ids=lambda m: m.id)
def test_who_has_it_is_said_shortly(matter) -> None:
    sentences = re.split(r"(?<=[.?!])\s", matter.says)
    assert matter.says[-1] == "."
    assert max(len(sentence.split()) for sentence in sentences) <= 20
