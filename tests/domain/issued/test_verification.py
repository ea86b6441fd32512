from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.issued.verification import (
    Inspection,
    LedgerEntry,
    Likeness,
    SealState,
    Status,
    compare,
    compare_hash,
)
from chalicelib.domain.issued.verification_code import ALPHABET, VerificationCode
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.web.http.texts import words

CODE = VerificationCode.of(bytes(range(32)))
ENTRY = LedgerEntry(
    tenant="34022",
    number="34022-26-7K3M9-2QD4X",
    code_hash=CODE.hashed,
    document_id="attest-woonst",
    variant="",
    issued_on=date(2026, 11, 24),
    valid_until=date(2027, 2, 24),
    sha256="ab" * 32,
)
OTHER = replace(ENTRY, number="34022-26-7K3M9-00000", sha256="cd" * 32)
REVOKED_AT = datetime(2026, 12, 1, 10, tzinfo=UTC)
digests = st.binary(min_size=11, max_size=64)


@given(digests)
def test_a_printed_code_reads_back_as_the_same_code(digest) -> None:
    code = VerificationCode.of(digest)
    assert VerificationCode.parse(str(code)) == code


@given(digests)
def test_a_code_is_18_characters_in_groups_of_three(digest) -> None:
    groups = str(VerificationCode.of(digest)).split("-")
    assert [len(group) for group in groups] == [3] * 6
    assert set("".join(groups)) <= set(ALPHABET)


def test_the_alphabet_has_32_characters_and_none_that_is_misread() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize("bit", range(85))
def test_every_one_of_85_bits_makes_another_code(bit) -> None:
    one = (1 << (87 - bit)).to_bytes(11)
    assert VerificationCode.of(one) != VerificationCode.of(bytes(11))


def test_too_few_bytes_make_no_code() -> None:
    with pytest.raises(ValueError, match="too few"):
        VerificationCode.of(bytes(10))


@pytest.mark.parametrize(
    "typed",
    [
        str(CODE),
        CODE.text,
        CODE.text.lower(),
        f"  {str(CODE).lower().replace('-', ' ')}\n",
        str(CODE).replace("-", "–"),
        *(str(CODE).replace("-", dash) for dash in ("—", "‒", "―", "−", "\u2010", "\u00ad", " — ")),
        str(CODE).replace("-", "."),
        f"https://thuisloket.kortrijk.example/v/{CODE}",
        f"HTTPS://THUISLOKET.KORTRIJK.EXAMPLE/V/{CODE.text}",
        f"thuisloket.kortrijk.example/v/{str(CODE).lower()}/?sha256=abc#top",
        f"https://thuisloket.kortrijk.example/v?code={CODE.text}",
        CODE.text.replace("0", "O").replace("1", "I"),
        CODE.text.replace("0", "o").replace("1", "l"),
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed) -> None:
    assert VerificationCode.parse(typed) == CODE


def test_what_is_taken_for_zero_and_one_occurs_in_the_code_of_these_tests() -> None:
    assert {"0", "1"} <= set(CODE.text)


def _wrong(text: str) -> str:
    with pytest.raises(InvalidInputError) as caught:
        VerificationCode.parse(text)
    return caught.value.code


@pytest.mark.parametrize("place", range(18))
def test_any_single_wrong_character_is_caught_at_every_place(place) -> None:
    for character in set(ALPHABET) - {CODE.text[place]}:
        assert _wrong(CODE.text[:place] + character + CODE.text[place + 1 :]) == "code_check"


@pytest.mark.parametrize(("first", "second"), list(combinations(range(18), 2)))
def test_any_two_exchanged_characters_are_caught_at_every_two_places(first, second) -> None:
    """The check is linear: what holds for one pair of different characters holds for all."""
    characters = list(WITHOUT_REPETITION.text)
    characters[first], characters[second] = characters[second], characters[first]
    assert _wrong("".join(characters)) == "code_check"


def _without_repetition() -> VerificationCode:
    codes = (VerificationCode.of(n.to_bytes(11)) for n in _shuffled())
    return next(code for code in codes if len(set(code.text)) == 18)


def _shuffled() -> list[int]:
    """Numbers whose 17 groups of five bits differ, each with another last group."""
    symbols = [7, 19, 3, 28, 14, 0, 31, 9, 22, 5, 17, 26, 11, 30, 2, 20]
    rest = [s for s in range(32) if s not in symbols]
    return [sum(s << 83 - 5 * at for at, s in enumerate([*symbols, last])) for last in rest]


WITHOUT_REPETITION = _without_repetition()


@given(digests, st.integers(0, 17), st.integers(1, 31))
def test_any_single_error_in_any_code_is_caught(digest, place, step) -> None:
    text = VerificationCode.of(digest).text
    wrong = ALPHABET[(ALPHABET.index(text[place]) + step) % 32]
    assert _wrong(text[:place] + wrong + text[place + 1 :]) == "code_check"


@given(digests, st.integers(0, 17), st.integers(0, 17))
def test_any_exchange_in_any_code_is_caught(digest, first, second) -> None:
    text = list(VerificationCode.of(digest).text)
    changes = text[first] != text[second]
    text[first], text[second] = text[second], text[first]
    if changes:
        assert _wrong("".join(text)) == "code_check"
    else:
        assert VerificationCode.parse("".join(text)) == VerificationCode.of(digest)


@pytest.mark.parametrize("text", ["", "ABC", CODE.text[:-1], CODE.text + "0"])
def test_a_code_of_another_length_says_so(text) -> None:
    assert _wrong(text) == "code_length"


@pytest.mark.parametrize("character", "U?é*ß€")
def test_a_character_that_no_code_holds_says_so(character) -> None:
    assert _wrong(character + CODE.text[1:]) == "code_character"


def test_a_wrong_code_is_not_repeated_in_what_is_shown() -> None:
    with pytest.raises(InvalidInputError) as caught:
        VerificationCode.parse("85.07.30-033 28")
    assert "033" not in caught.value.public + str(caught.value)


def test_what_is_stored_is_the_hash_of_the_canonical_text() -> None:
    assert VerificationCode.parse(str(CODE).lower()).hashed == CODE.hashed
    assert CODE.text not in CODE.hashed


@pytest.mark.parametrize(
    ("entry", "today", "status"),
    [
        (ENTRY, date(2026, 11, 24), Status.AUTHENTIC),
        (ENTRY, date(2027, 2, 24), Status.AUTHENTIC),
        (ENTRY, date(2027, 2, 25), Status.EXPIRED),
        (replace(ENTRY, valid_until=None), date(2126, 1, 1), Status.AUTHENTIC),
        (replace(ENTRY, revoked_at=REVOKED_AT), date(2026, 12, 1), Status.REVOKED),
        (replace(ENTRY, revoked_at=REVOKED_AT), date(2027, 6, 1), Status.REVOKED),
        (replace(ENTRY, replaced_by=OTHER.number), date(2026, 12, 1), Status.REPLACED),
        (
            replace(ENTRY, revoked_at=REVOKED_AT, replaced_by=OTHER.number),
            date(2027, 6, 1),
            Status.REPLACED,
        ),
    ],
)
def test_the_status_of_a_line(entry, today, status) -> None:
    assert entry.status(today) is status


@pytest.mark.parametrize(
    ("sha256", "likeness"),
    [
        ("ab" * 32, Likeness.SAME),
        ("AB" * 32, Likeness.SAME),
        ("cd" * 32, Likeness.DIFFERENT),
    ],
)
def test_a_hash_says_only_whether_it_is_the_same(sha256, likeness) -> None:
    assert compare_hash(ENTRY, sha256) is likeness


@pytest.mark.parametrize("seal", SealState)
def test_the_ledger_alone_makes_a_file_the_same(seal) -> None:
    """Also when a seal can't be read any more, because we seal otherwise since."""
    assert compare(ENTRY, Inspection(ENTRY.sha256, seal), ENTRY) is Likeness.SAME
    assert compare(None, Inspection(ENTRY.sha256, seal), ENTRY) is Likeness.SAME


@pytest.mark.parametrize("seal", SealState)
def test_without_its_hash_in_the_ledger_no_file_is_the_same(seal) -> None:
    assert compare(ENTRY, Inspection("ee" * 32, seal), None) is not Likeness.SAME
    assert compare(None, Inspection("ee" * 32, seal), None) is not Likeness.SAME


@pytest.mark.parametrize(
    ("seal", "likeness"),
    [
        (SealState.INTACT, Likeness.UNLISTED),
        (SealState.FOLLOWED, Likeness.ADDED),
        (SealState.BROKEN, Likeness.CHANGED),
        (SealState.CUT_OFF, Likeness.CUT_OFF),
        (SealState.FOREIGN, Likeness.FOREIGN_SEAL),
        (SealState.NONE, Likeness.NO_SEAL),
        (SealState.NOT_A_PDF, Likeness.NOT_A_PDF),
    ],
)
def test_each_kind_of_difference_is_told_apart(seal, likeness) -> None:
    assert compare(ENTRY, Inspection("ee" * 32, seal), None) is likeness


def test_another_document_of_ours_is_told_even_when_something_was_added_to_it() -> None:
    whole = Inspection(OTHER.sha256, SealState.INTACT)
    added = Inspection("ee" * 32, SealState.FOLLOWED, OTHER.sha256)
    assert compare(ENTRY, whole, OTHER) is Likeness.OTHER_DOCUMENT
    assert compare(ENTRY, added, OTHER) is Likeness.OTHER_DOCUMENT
    assert compare(None, added, OTHER) is Likeness.ADDED
    assert compare(ENTRY, replace(added, sealed_sha256=ENTRY.sha256), ENTRY) is Likeness.ADDED


def test_every_likeness_has_a_sentence() -> None:
    assert set(words("likeness")) == set(Likeness)
